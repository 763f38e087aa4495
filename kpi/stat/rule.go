package stat

// Signal is a pattern that chance alone seldom makes.
//
// It is comparable and immutable; the zero value is no signal.
type Signal struct {
	// Rule is the number of the rule in its set, from 1.
	Rule int
	// First and Last are the indices of the points that the rule looked at; the
	// pattern was completed by the point Last.
	First, Last int
}

// WesternElectric returns where values break the rules of the Western Electric
// handbook, by rule and then by point:
//
//  1. a point beyond 3 sigma;
//  2. two of three points in a row beyond 2 sigma on the same side;
//  3. four of five points in a row beyond 1 sigma on the same side;
//  4. eight points in a row on the same side of the centre.
//
// Beyond is strictly beyond, and a point on the centre is on no side. The point
// that completes a pattern belongs to it; a pattern that goes on is a signal at
// each of its further points. Two of the first two points are two of three.
//
// It is undefined (ok == false) without values, for a value or centre that is NaN
// or infinite, and unless sigma is above 0 and finite. A difference below one part
// in 10^12 counts as none.
func WesternElectric(values []float64, center, sigma float64) (signals []Signal, ok bool) {
	rs, ok := read(values, center, sigma)
	return find(westernElectric(), rs), ok
}

// Nelson returns where values break the rules of L. S. Nelson (J. Quality
// Technology 16, 1984), by rule and then by point:
//
//  1. a point beyond 3 sigma;
//  2. nine points in a row on the same side of the centre;
//  3. six points in a row that rise, or fall;
//  4. fourteen points in a row that rise and fall in turn;
//  5. two of three points in a row beyond 2 sigma on the same side;
//  6. four of five points in a row beyond 1 sigma on the same side;
//  7. fifteen points in a row not beyond 1 sigma;
//  8. eight points in a row beyond 1 sigma, on either side.
//
// For the rest it is as [WesternElectric].
func Nelson(values []float64, center, sigma float64) (signals []Signal, ok bool) {
	rs, ok := read(values, center, sigma)
	return find(nelson(), rs), ok
}

// reading is a point as the rules see it.
type reading struct {
	value, center, sigma float64
	gap                  bool
}

// read turns values into readings.
func read(values []float64, center, sigma float64) ([]reading, bool) {
	if len(values) == 0 || !(sigma > 0) || !allFinite(center, sigma) || !allFinite(values...) {
		return nil, false
	}
	rs := make([]reading, len(values))
	for i, v := range values {
		rs[i] = reading{value: v, center: center, sigma: sigma}
	}
	return rs, true
}

// deviations returns how many deviations the reading is off, with its sign.
func (r reading) deviations() float64 { return (r.value - r.center) / r.sigma }

// beyond returns the side, 1 or -1, on which the reading lies strictly further
// than the given number of deviations from the centre, and 0 where it does not.
func (r reading) beyond(deviations float64) int {
	if r.gap || !exceeds(r.value, r.center, deviations*r.sigma) {
		return 0
	}
	return sign(r.value, r.center)
}

// sign returns 1 where a is above b, and -1 where it is below; they differ.
func sign(a, b float64) int {
	if a > b {
		return 1
	}
	return -1
}

// step returns the direction, 1 or -1, from one reading to the next, and 0 where
// there is none.
func (r reading) step(next reading) int {
	if r.gap || next.gap || !exceeds(next.value, r.value, 0) {
		return 0
	}
	return sign(next.value, r.value)
}

// rule is a pattern that the last of at most span points in a row completes.
type rule struct {
	span  int
	holds func(points []reading) bool
}

func westernElectric() []rule {
	return []rule{
		{1, enough(1, 3)},
		{3, enough(2, 2)},
		{5, enough(4, 1)},
		{8, enough(8, 0)},
	}
}

func nelson() []rule {
	return []rule{
		{1, enough(1, 3)},
		{9, enough(9, 0)},
		{6, monotone},
		{14, alternating},
		{3, enough(2, 2)},
		{5, enough(4, 1)},
		{15, hugging},
		{8, avoiding},
	}
}

// find applies the rules to every point and those before it, up to a gap.
func find(rules []rule, rs []reading) []Signal {
	var out []Signal
	for i, r := range rules {
		start := 0 // of the points since the last gap
		for last := range rs {
			if rs[last].gap {
				start = last + 1
				continue
			}
			first := max(start, last+1-r.span)
			if r.holds(rs[first : last+1]) {
				out = append(out, Signal{Rule: i + 1, First: first, Last: last})
			}
		}
	}
	return out
}

// enough is the pattern of count points, the last among them, beyond the given
// number of deviations on the same side.
func enough(count int, deviations float64) func([]reading) bool {
	return func(points []reading) bool {
		side := points[len(points)-1].beyond(deviations)
		found := 0
		for _, p := range points {
			if p.beyond(deviations) == side {
				found++
			}
		}
		return side != 0 && found >= count
	}
}

// monotone is the pattern of six points that rise, or that fall.
func monotone(points []reading) bool {
	if len(points) < 6 {
		return false
	}
	direction := points[0].step(points[1])
	for i := range points[1:] {
		if points[i].step(points[i+1]) != direction {
			return false
		}
	}
	return direction != 0
}

// alternating is the pattern of fourteen points that rise and fall in turn.
func alternating(points []reading) bool {
	if len(points) < 14 {
		return false
	}
	direction := points[0].step(points[1])
	for i := range points[1:] {
		if points[i].step(points[i+1]) != direction {
			return false
		}
		direction = -direction
	}
	return direction != 0
}

// hugging is the pattern of fifteen points none of which is beyond one deviation.
func hugging(points []reading) bool {
	for _, p := range points {
		if p.beyond(1) != 0 {
			return false
		}
	}
	return len(points) == 15
}

// avoiding is the pattern of eight points that are all beyond one deviation.
func avoiding(points []reading) bool {
	for _, p := range points {
		if p.beyond(1) == 0 {
			return false
		}
	}
	return len(points) == 8
}
