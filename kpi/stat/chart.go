package stat

import "math"

// ChartKind names a control chart.
//
// It is comparable and immutable; the zero value is no kind.
type ChartKind uint8

// The kinds of charts.
const (
	KindP      ChartKind = iota + 1 // shares of samples
	KindU                           // events per unit
	KindC                           // events per period
	KindLaneyP                      // shares of large samples
	KindLaneyU                      // events per unit of large samples
	KindXmR                         // single values
	KindEWMA                        // weighted moving means of single values
)

// String returns "p", "u", "c", "laney_p", "laney_u", "xmr" or "ewma", and "" for
// no kind.
func (k ChartKind) String() string {
	switch k {
	case KindP:
		return "p"
	case KindU:
		return "u"
	case KindC:
		return "c"
	case KindLaneyP:
		return "laney_p"
	case KindLaneyU:
		return "laney_u"
	case KindXmR:
		return "xmr"
	case KindEWMA:
		return "ewma"
	}
	return ""
}

// Chart is a control chart as data: where the process is centred, and each point
// with the limits within which chance alone would put it.
//
// It is not comparable. It is a value of its own, safe for concurrent use as long
// as nobody changes its points. The zero value is the undefined chart.
type Chart struct {
	Kind ChartKind
	// Center is the centre line: the pooled share or rate, the mean, or the target.
	Center float64
	// Spread is the standard deviation in the units of the kind: 1 for p, u and c
	// charts, whose deviation follows from the centre; Laney's sigma-z; the
	// deviation of a value for XmR and EWMA.
	Spread float64
	// MeanRange is the mean moving range that Spread comes from: of the values for
	// XmR, of the standardised values for Laney's charts, else 0.
	MeanRange float64
	// Points has one element for each sample, in order.
	Points []Point
}

// Point is one sample of a chart.
//
// It is comparable and immutable; the zero value is a gap.
type Point struct {
	// Value is what is plotted, Lower and Upper are its limits.
	Value, Lower, Upper float64
	// Sigma is the standard deviation of Value: a third of the way from the centre
	// to a limit that is not cut off.
	Sigma float64
	// Plotted is false for a gap: a sample of size 0, of which nothing is known.
	Plotted bool
	// Beyond says that Value lies strictly beyond a limit.
	Beyond bool
}

// Defined reports whether there is a chart: data that were well formed, and at
// least one point.
func (c Chart) Defined() bool { return c.Kind != 0 }

// Beyond returns the indices of the points strictly beyond their limits.
func (c Chart) Beyond() []int {
	var out []int
	for i, p := range c.Points {
		if p.Beyond {
			out = append(out, i)
		}
	}
	return out
}

// Baseline returns what a later chart needs to be judged by this one: limits are
// set in a first phase and then frozen, for limits that move with the data hide
// the shift they are to show.
func (c Chart) Baseline() Baseline {
	return Baseline{Kind: c.Kind, Center: c.Center, Spread: c.Spread}
}

// WesternElectric applies the four rules of [WesternElectric] to the points, each
// with its own limits. A gap ends every pattern. The points of an EWMA chart are
// not independent of each other, so that only Beyond says anything about them,
// and there are no signals.
func (c Chart) WesternElectric() []Signal { return find(westernElectric(), c.readings()) }

// Nelson applies the eight rules of [Nelson], as [Chart.WesternElectric] does its
// four.
func (c Chart) Nelson() []Signal { return find(nelson(), c.readings()) }

// readings returns the points as the rules see them.
func (c Chart) readings() []reading {
	if c.Kind == KindEWMA {
		return nil
	}
	rs := make([]reading, len(c.Points))
	for i, p := range c.Points {
		rs[i] = reading{value: p.Value, center: c.Center, sigma: p.Sigma, gap: !p.Plotted}
	}
	return rs
}

// grain is the relative difference below which two values count as one, so that
// rounding never decides on which side of a line a point lies.
const grain = 1e-12

// exceeds reports whether a value is strictly further from center than width.
func exceeds(value, center, width float64) bool {
	return math.Abs(value-center)-width > grain*max(math.Abs(value), math.Abs(center), width)
}
