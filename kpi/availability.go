package kpi

import (
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// FullImpact is the impact of an outage that leaves nothing, in hundredths of a
// percent.
const FullImpact = 10000

// Outage is a time in which a service was not, or not all of it, available.
//
// It is comparable, apart from the zones of its instants. The zero value has no
// start.
type Outage struct {
	Start time.Time
	// End is when it was over; zero: it goes on.
	End time.Time
	// Impact is how much of the service was gone, in hundredths of a percent from
	// 1 to FullImpact; 0 stands for all of it.
	Impact int
	// Reason is for the records.
	Reason string
}

// Exclusion is a time that is agreed not to count: maintenance that was
// announced, force majeure.
//
// It is comparable, apart from the zones of its instants. The zero value has no
// start.
type Exclusion struct {
	Start, End time.Time
	// OutageOnly takes outages in it for time up, but leaves the time in the
	// service time; otherwise it is in neither.
	OutageOnly bool
	Reason     string
}

// Availability is how long a service was up in a period, exactly. Periods of one
// service merge to a longer one.
//
// It is comparable and not safe for concurrent use. The zero value is no time at
// all, of which nothing is defined.
type Availability struct { //nolint:recvcheck // it is asked by value and counts in place
	// total is the agreed service time in nanoseconds, down the time down, in
	// 1/FullImpact of nanoseconds; excluded what was taken out of the total.
	total, down, excluded wide
}

// NewAvailability returns the availability in a period [from, to): outages are
// merged, cut to the period, and freed of what is excluded. Where outages
// overlap, the greatest impact counts. An outage without an end lasts to the end
// of the period: give only what is known by then.
//
// A period that does not end after it begins, an outage or exclusion that ends
// before it begins or has no start, an exclusion without an end, and an impact
// outside 0 to FullImpact are FieldErrors, all reported at once. The time is that
// of sorting, times the number of different impacts at once.
func NewAvailability(period Period, outages []Outage, exclusions []Exclusion) (Availability, error) {
	from, to := at(period.From), at(period.To)
	var problems check.Problems
	if from.IsZero() || !from.Before(to) {
		problems.Addf("period", "must end after it begins")
	}
	if longest := from.Add(1<<63 - 1); to.After(longest) {
		problems.Addf("period", "must be shorter than 292 years")
	}
	s := sweep{from: from, to: to}
	for i, o := range outages {
		path := check.Path("outages").Index(i)
		checkSpan(path, o.Start, o.End, &problems)
		if o.Impact < 0 || o.Impact > FullImpact {
			problems.Addf(path.Key("impact"), "must be from 0 to %d, not %d", FullImpact, o.Impact)
			continue
		}
		if o.Impact == 0 {
			o.Impact = FullImpact
		}
		if o.End.IsZero() {
			o.End = to
		}
		s.span(o.Start, o.End, edge{impact: o.Impact})
	}
	for i, e := range exclusions {
		path := check.Path("exclusions").Index(i)
		checkSpan(path, e.Start, e.End, &problems)
		if e.End.IsZero() {
			problems.Addf(path.Key("end"), "must be given")
		}
		kind := excludesAll
		if e.OutageOnly {
			kind = excludesOutage
		}
		s.span(e.Start, e.End, edge{exclusion: kind})
	}
	if err := problems.Err("kpi"); err != nil {
		return Availability{}, err
	}
	return s.run(), nil
}

// checkSpan reports at a path that there is no start, or an end before it.
func checkSpan(path check.Path, start, end time.Time, problems *check.Problems) {
	if start.IsZero() {
		problems.Addf(path.Key("start"), "must be given")
	}
	if !end.IsZero() && end.Before(start) {
		problems.Addf(path.Key("end"), "must not be before start")
	}
}

// NewAvailabilityOf is [NewAvailability] for the period that holds an instant,
// in the zone of its rule.
func (p *Periods) NewAvailabilityOf(t time.Time, outages []Outage, exclusions []Exclusion) (Availability, error) {
	period, err := p.Of(t)
	if err != nil {
		return Availability{}, err
	}
	return NewAvailability(period, outages, exclusions)
}

// Merge adds the time of another period of the service. It fits for any number
// of periods that there is memory for.
func (a *Availability) Merge(other Availability) error {
	sum := Availability{a.total.add(other.total), a.down.add(other.down), a.excluded.add(other.excluded)}
	if sum.total[2]|sum.excluded[2] != 0 {
		return overflow("service time")
	}
	*a = sum
	return nil
}

// Identity returns the definition that it counts by.
func (Availability) Identity() Definition { return Definition{Name: "availability", Version: "1"} }

// fraction returns a quotient of nanoseconds, in 1/FullImpact, by a unit.
func fraction(num wide, unit int64) *big.Rat {
	return new(big.Rat).SetFrac(num.big(), big.NewInt(unit))
}

// TotalMinutes returns the agreed service time in minutes as a decimal number, as
// a compensation claim takes it. It is exact, unless the time is no whole number
// of the decimals of a minute: a second is 0.01666… of one, and then exact is
// false and the text is rounded to 18 decimals, half up. Claims by ratio are
// exact in seconds: see [Availability.TotalSeconds].
func (a Availability) TotalMinutes() (minutes string, exact bool) {
	return decimalText(fraction(a.total, int64(time.Minute)))
}

// DownMinutes returns the time down like [Availability.TotalMinutes], partial
// outages by their impact.
func (a Availability) DownMinutes() (minutes string, exact bool) {
	return decimalText(fraction(a.down, FullImpact*int64(time.Minute)))
}

// TotalSeconds returns the agreed service time in seconds, always exactly.
func (a Availability) TotalSeconds() string {
	text, _ := decimalText(fraction(a.total, int64(time.Second)))
	return text
}

// DownSeconds returns the time down in seconds, always exactly.
func (a Availability) DownSeconds() string {
	text, _ := decimalText(fraction(a.down, FullImpact*int64(time.Second)))
	return text
}

// ExcludedSeconds returns what was taken out of the service time, in seconds,
// exactly.
func (a Availability) ExcludedSeconds() string {
	text, _ := decimalText(fraction(a.excluded, int64(time.Second)))
	return text
}

// mostDecimals is the most decimals that are written.
const mostDecimals = 18

// decimalText writes a number that is not negative as a decimal without zeros at
// its end, to 18 decimals at most.
func decimalText(x *big.Rat) (text string, exact bool) {
	text = x.FloatString(mostDecimals)
	written, _ := new(big.Rat).SetString(text)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), "."), written.Cmp(x) == 0
}

// share returns the exact share of time up, nil where there is no service time.
func (a *Availability) share() *big.Rat {
	total := a.total.big()
	if total.Sign() == 0 {
		return nil
	}
	total.Mul(total, big.NewInt(FullImpact))
	return new(big.Rat).SetFrac(new(big.Int).Sub(total, a.down.big()), total)
}

// Percent returns the share of time up as a percentage, to 18 decimals at most;
// exact says that it is not rounded. It is undefined, ok == false, without
// service time.
func (a Availability) Percent() (percentage string, exact, ok bool) {
	share := a.share()
	if share == nil {
		return "", false, false
	}
	percentage, exact = decimalText(share.Mul(share, big.NewRat(100, 1)))
	return percentage, exact, true
}

// AtLeast reports whether the service was up for at least a percentage, such as
// "99.99", compared exactly. It is undefined, ok == false, without service time;
// a text that is no decimal number from 0 to 100 is a FieldError at "percentage".
func (a Availability) AtLeast(percentage string) (kept, ok bool, err error) {
	const longest = 40
	limit, parsed := new(big.Rat), false
	if len(percentage) <= longest && strings.Trim(percentage, "0123456789.") == "" {
		limit, parsed = limit.SetString(percentage)
	}
	if !parsed || limit.Cmp(big.NewRat(100, 1)) > 0 {
		return false, false, invalid("percentage", "must be a decimal number from 0 to 100: %s", check.Quote(percentage))
	}
	share := a.share()
	if share == nil {
		return false, false, nil
	}
	return share.Mul(share, big.NewRat(100, 1)).Cmp(limit) >= 0, true, nil
}

// Value returns the share of time up, rounded once; undefined, ok == false,
// without service time.
func (a Availability) Value() (share float64, ok bool) {
	x := a.share()
	if x == nil {
		return 0, false
	}
	share, _ = x.Float64()
	return share, true
}

// Describe says in lines of text how long the service was up. For a language
// that is none it writes English.
func (a Availability) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	name := w.figure("availability").name
	percentage, exact, ok := a.Percent()
	if !ok {
		return []string{strings.TrimSpace(name + " " + w.undefined)}
	}
	about := ""
	if !exact {
		about, percentage = "≈ ", a.about()
	}
	total, _ := a.TotalMinutes()
	down, _ := a.DownMinutes()
	excluded, _ := decimalText(fraction(a.excluded, int64(time.Minute)))
	if lang == commitment.Chinese {
		return []string{name + " " + about + percentage + " %", "约定服务时间 " + total + " 分钟，不可用 " + down + " 分钟，约定剔除 " + excluded + " 分钟"}
	}
	return []string{name + " " + about + percentage + " %", "agreed service time " + total + " min, down " + down + " min, excluded " + excluded + " min"}
}

// about returns the percentage with six decimals, and with more where it is not
// whole but would look like 0 or 100.
func (a *Availability) about() string {
	x := a.share()
	x.Mul(x, big.NewRat(100, 1))
	for digits := 6; ; digits++ {
		text := x.FloatString(digits)
		if digits == mostDecimals || strings.Trim(text, "0.") != "" && !strings.HasPrefix(text, "100.") {
			return text
		}
	}
}

// MarshalJSON returns a view for people; it can not be read back.
func (a Availability) MarshalJSON() ([]byte, error) {
	percentage, _, ok := a.Percent()
	view := struct {
		Percent         *string `json:"percent"`
		TotalSeconds    string  `json:"total_seconds"`
		DownSeconds     string  `json:"down_seconds"`
		ExcludedSeconds string  `json:"excluded_seconds"`
	}{TotalSeconds: a.TotalSeconds(), DownSeconds: a.DownSeconds(), ExcludedSeconds: a.ExcludedSeconds()}
	if ok {
		view.Percent = &percentage
	}
	return json.Marshal(view)
}

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (a Availability) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagAvailability, func(w *writer) {
		for _, n := range [...]uint64{a.total[0], a.total[1], a.down[0], a.down[1], a.down[2], a.excluded[0], a.excluded[1]} {
			w.uint(n)
		}
	}), nil
}

// UnmarshalBinary reads what [Availability.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (a *Availability) UnmarshalBinary(data []byte) error {
	var x Availability
	err := decode(data, tagAvailability, func(r *reader) {
		x.total = wide{r.uint(), r.uint()}
		x.down = wide{r.uint(), r.uint(), r.uint()}
		x.excluded = wide{r.uint(), r.uint()}
		if limit := x.total.big(); x.down.big().Cmp(limit.Mul(limit, big.NewInt(FullImpact))) > 0 {
			r.fail("more time down than there was")
		}
	})
	if err != nil {
		return err
	}
	*a = x
	return nil
}
