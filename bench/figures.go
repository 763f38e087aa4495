package main

import (
	"fmt"
	"math/rand/v2" //nolint:depguard // the same instants each time
	"testing"
	"time"

	"github.com/servicecommitment/commitment/bench/compare"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

// figure is a line of the table of what must be reached; a yardstick has no must.
type figure struct {
	name, measured, must string
	met                  bool
}

func (f figure) verdict() string {
	switch {
	case f.must == "":
		return ""
	case f.met:
		return "yes"
	}
	return "**no**"
}

// starts is how many random instants take turns, too many for the processor to
// learn their ways. It is a power of two.
const starts = 1024

// office is the calendar that is measured, with the instants it is asked about.
type office struct {
	compare.Office
	start  time.Time
	random [starts]time.Time
}

func newOffice(location *time.Location) (*office, error) {
	both, err := compare.NewOffice(location)
	if err != nil {
		return nil, err
	}
	o := &office{Office: both, start: both.Start()}
	random := rand.New(rand.NewPCG(1, 2))
	first := time.Date(1992, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	last := time.Date(2046, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	for i := range o.random {
		o.random[i] = time.Unix(first+random.Int64N(last-first), random.Int64N(1e9)).In(location)
	}
	return o, nil
}

// figures measures everything that has a limit.
func figures(location *time.Location, rounds int) ([]figure, error) {
	o, err := newOffice(location)
	if err != nil {
		return nil, err
	}
	spans := []time.Duration{4 * time.Hour, 2000 * time.Hour, 20000 * time.Hour}
	benchmarks := []func(*testing.B){o.date, o.dateAtRandom, o.today}
	for _, span := range spans {
		benchmarks = append(benchmarks, o.add(span), o.addAtRandom(span), o.between(span), o.betweenAtRandom(span))
	}
	times := least(rounds, benchmarks...)
	date, dateAtRandom, today, times := times[0], times[1], times[2], times[3:]
	list := []figure{
		{
			name:     "`time.Date` in that zone, the yardstick",
			measured: fmt.Sprintf("%s; %s at random instants", nanos(date), nanos(dateAtRandom)),
		},
		{name: "the same of today, whose offset package time keeps at hand", measured: nanos(today)},
	}
	for i, span := range spans {
		list = append(list, against("`Add` of "+compare.Hours(span), times[4*i]/date, times[4*i+1]/dateAtRandom, times[4*i], 1.0,
			allocations(func() { _, _ = o.Ours.Add(o.start, span) })))
	}
	for i, span := range spans {
		end, err := o.Ours.Add(o.start, span)
		if err != nil {
			return nil, err
		}
		list = append(list, against("`Between` over "+compare.Hours(span), times[4*i+2]/date, times[4*i+3]/dateAtRandom, times[4*i+2], 0.8,
			allocations(func() { _, _ = o.Ours.Between(o.start, end) })))
	}
	flat, flatAtRandom := times[8]/times[0], times[9]/times[1]
	list = append(list, figure{
		"`Add` of 20,000 h against `Add` of 4 h", fmt.Sprintf("%.2f ×; %.2f × at random instants", flat, flatAtRandom),
		"≤ 1.6 ×", max(flat, flatAtRandom) <= 1.6,
	})
	rival, err := o.rival(spans[1], rounds)
	if err != nil {
		return nil, err
	}
	size, err := o.sizes(rounds)
	return append(append(list, rival), size...), err
}

// against is a figure that is measured against time.Date.
func against(name string, ratio, atRandom, took, limit float64, allocations int) figure {
	return figure{
		name, fmt.Sprintf("%.2f × (%s, %d allocs); %.2f × at random instants", ratio, nanos(took), allocations, atRandom),
		fmt.Sprintf("≤ %.1f ×, 0 allocs", limit), max(ratio, atRandom) <= limit && allocations == 0,
	}
}

func (o *office) rival(span time.Duration, rounds int) (figure, error) {
	times := least(rounds/4+1, o.add(span), func(b *testing.B) {
		b.Helper()
		o.Cached.AddWorkHours(o.start, span)
		for b.Loop() {
			o.Cached.AddWorkHours(o.start, span)
		}
	})
	answer, err := o.Ours.Add(o.start, span)
	if err == nil && !answer.Equal(o.Cached.AddWorkHours(o.start, span)) {
		err = fmt.Errorf("the libraries differ about %s after %s", span, o.start)
	}
	return figure{
		"rickar/cal `AddWorkHours` of " + compare.Hours(span) + ", cached, against `Add`",
		fmt.Sprintf("%s × (%s)", grouped(times[1]/times[0]), nanos(times[1])), "≥ 2,000 ×", times[1] >= 2000*times[0],
	}, err
}

// sizes measures calendars of 1990 to 2059.
func (o *office) sizes(rounds int) ([]figure, error) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		return nil, err
	}
	chinese := calendar.Spec{
		Name: "shanghai", Location: shanghai, Week: calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()}, Beyond: calendar.Provisional,
	}
	american := compare.Spec(o.Location)
	heapChinese, err := heapOf(func() (*calendar.Calendar, error) { return calendar.New(chinese) })
	if err != nil {
		return nil, err
	}
	heapAmerican, err := heapOf(func() (*calendar.Calendar, error) { return calendar.New(american) })
	if err != nil {
		return nil, err
	}
	times := least(rounds, build(chinese), build(american))
	return []figure{
		{
			"memory of one calendar, 1990 to 2059, Chinese holidays",
			fmt.Sprintf("%.0f KiB (United States: %.0f KiB)", heapChinese/1024, heapAmerican/1024), "≤ 160 KiB", heapChinese <= 160*1024,
		},
		{
			"`New` for that",
			fmt.Sprintf("%s (United States: %s)", nanos(times[0]), nanos(times[1])), "≤ 10 ms", times[0] <= 10e6,
		},
	}, nil
}

func build(spec calendar.Spec) func(*testing.B) {
	return func(b *testing.B) {
		b.Helper()
		for b.Loop() {
			_, _ = calendar.New(spec)
		}
	}
}

func (o *office) date(b *testing.B) {
	b.Helper()
	for b.Loop() {
		time.Date(2026, time.March, 10, 10, 30, 0, 0, o.Location)
	}
}

func (o *office) today(b *testing.B) {
	b.Helper()
	year, month, day := time.Now().Date() //nolint:forbidigo // the one question that depends on it
	for b.Loop() {
		time.Date(year, month, day, 10, 30, 0, 0, o.Location)
	}
}

func (o *office) dateAtRandom(b *testing.B) {
	b.Helper()
	var walls [starts]struct{ year, month, day, hour, minute, second int }
	for i, t := range o.random {
		w := &walls[i]
		w.year, w.month, w.day = t.Year(), int(t.Month()), t.Day()
		w.hour, w.minute, w.second = t.Clock()
	}
	i := 0
	for b.Loop() {
		w := &walls[i%starts]
		time.Date(w.year, time.Month(w.month), w.day, w.hour, w.minute, w.second, 0, o.Location)
		i++
	}
}

func (o *office) add(span time.Duration) func(*testing.B) {
	return func(b *testing.B) {
		b.Helper()
		for b.Loop() {
			_, _ = o.Ours.Add(o.start, span)
		}
	}
}

func (o *office) addAtRandom(span time.Duration) func(*testing.B) {
	return func(b *testing.B) {
		b.Helper()
		i := 0
		for b.Loop() {
			_, _ = o.Ours.Add(o.random[i%starts], span)
			i++
		}
	}
}

func (o *office) between(span time.Duration) func(*testing.B) {
	return func(b *testing.B) {
		b.Helper()
		end, err := o.Ours.Add(o.start, span)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			_, _ = o.Ours.Between(o.start, end)
		}
	}
}

func (o *office) betweenAtRandom(span time.Duration) func(*testing.B) {
	return func(b *testing.B) {
		b.Helper()
		var ends [starts]time.Time
		for i, t := range o.random {
			end, err := o.Ours.Add(t, span)
			if err != nil {
				b.Fatal(err)
			}
			ends[i] = end
		}
		i := 0
		for b.Loop() {
			_, _ = o.Ours.Between(o.random[i%starts], ends[i%starts])
			i++
		}
	}
}
