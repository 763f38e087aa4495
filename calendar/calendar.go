package calendar

import (
	"errors"
	"iter"
	"time"
)

// Calendar is the working time of a place: a compiled [Spec], or a set of
// other calendars.
//
// A Calendar is immutable and safe for concurrent use; compare calendars by
// [Calendar.Fingerprint]. The zero value covers nothing: each of its questions
// returns an error.
//
// Working time is real elapsed time, to the nanosecond. Questions take
// instants in any zone, ignore monotonic clock readings, and return instants
// in the calendar's zone. Each costs some tens of nanoseconds however far it
// reaches, and does not allocate unless it says so. A question whose answer
// needs a date outside the coverage returns a *[CoverageError].
type Calendar struct {
	name        string
	zone        *zone
	agenda      agenda
	first, last Date
	// early and late name what ends the coverage on either side.
	early, late string
	// end is the instant at which the last date ends, in Unix seconds.
	end      int64
	index    index
	business dateSet
	// overrun says that some shift may hold instants whose wall time has another
	// date: it runs past midnight, or clocks go back over one.
	overrun     bool
	fingerprint string
	// refusal is the answer of a calendar that could not be made to every question.
	refusal error
}

// agenda is what a calendar is made of: a plan of one's own hours, or a set of
// other calendars. Days are numbered from 1970-01-01.
type agenda interface {
	// shifts appends the shifts that open on those of the days from first to
	// last that are covered.
	shifts(to []shift, first, last int64) []shift
	// explain returns why a covered day has the hours it has.
	explain(day int64) reason
	// opening and closing return the instants at which the hours of a business
	// day begin and end.
	opening(day int64) int64
	closing(day int64) int64
	// describe says in lines of text what the calendar is.
	describe(c *Calendar, w words) []string
	// provisional reports whether the hours at an instant may still change.
	provisional(unix int64) bool
}

var errNotCompiled = errors.New("calendar: not compiled: use New, Parse or Always")

// Always returns the calendar that is open 24 × 7 in a zone, from 1990 to 2059.
// A nil location and time.Local are refused as they are by [New]: every
// question to the calendar then returns that error.
func Always(location *time.Location) *Calendar {
	c, err := New(Spec{Name: "always", Location: location, Week: EveryDay(wholeDay())})
	if err != nil {
		return &Calendar{name: "always", refusal: err}
	}
	return c
}

func wholeDay() Hours { return packHours([]wallSpan{{0, secondsPerDay}}) }

// Name returns the name given in the spec.
func (c *Calendar) Name() string { return c.name }

// Location returns the zone in which the hours are civil time, UTC for the
// zero Calendar.
func (c *Calendar) Location() *time.Location {
	if c.zone == nil {
		return time.UTC
	}
	return c.zone.location
}

// Coverage returns the first and the last date whose hours are known, zero
// dates for the zero Calendar.
func (c *Calendar) Coverage() (first, last Date) { return c.first, c.last }

// Fingerprint returns 64 hexadecimal digits that say which calendar gave an
// answer: store them beside it. Calendars with the same fingerprint give the
// same answers with the same reasons, since it is the SHA-256 of the name, the
// coverage, the hours and holidays in it and the zone's offsets; order and
// spelling of the definition do not matter. The zero Calendar has none.
func (c *Calendar) Fingerprint() string { return c.fingerprint }

// Add returns the instant at which d of working time after t is used up: the
// earliest such instant, so that time used up exactly at closing time is up at
// that closing and not at the next opening. A negative d counts back from t,
// to the latest such instant: exactly an opening is that opening. Add(t, 0) is
// t, whether open or not.
//
// The error is a *[CoverageError] if t or the answer lies outside the coverage.
func (c *Calendar) Add(t time.Time, d time.Duration) (time.Time, error) {
	worked, ok := c.worked(t)
	if !ok {
		return time.Time{}, c.outside(t)
	}
	if d == 0 {
		return c.inZone(t), nil
	}
	// A sum below zero, or one that wraps around, is out of range as a uint64.
	target := uint64(worked + d)
	if target > uint64(c.index.total)*uint64(time.Second) {
		if d < 0 {
			return time.Time{}, c.before()
		}
		return time.Time{}, c.after()
	}
	second, nano := target/uint64(time.Second), target%uint64(time.Second)
	// A whole number of seconds forwards is up at the end of the last one.
	end := uint32(0)
	if d > 0 && nano == 0 {
		second--
		end = 1
	}
	at := int64(c.index.instantOf(uint32(second)) + end)
	return time.Unix(c.index.base+at, int64(nano)).In(c.zone.location), nil
}

// Between returns the working time from one instant to another, negative when
// to is before from. For all t and d, Between(t, Add(t, d)) is d.
//
// The error is a *[CoverageError] if either instant lies outside the coverage.
func (c *Calendar) Between(from, to time.Time) (time.Duration, error) {
	a, ok := c.worked(from)
	if !ok {
		return 0, c.outside(from)
	}
	b, ok := c.worked(to)
	if !ok {
		return 0, c.outside(to)
	}
	return b - a, nil
}

// Worked returns the working time from where the coverage begins to an instant:
// [Calendar.Between] is the difference of two such times. Who asks about the same
// instants again and again can keep them.
//
// The error is a *[CoverageError] if t lies outside the coverage.
func (c *Calendar) Worked(t time.Time) (time.Duration, error) {
	worked, ok := c.worked(t)
	if !ok {
		return 0, c.outside(t)
	}
	return worked, nil
}

// IsOpen reports whether t is working time: an opening is, a closing is not.
//
// The error is a *[CoverageError] if t lies outside the coverage.
func (c *Calendar) IsOpen(t time.Time) (bool, error) {
	at, _, ok := c.locate(t)
	if !ok || at == c.index.upper {
		return false, c.outside(t)
	}
	return c.index.open(at), nil
}

// NextOpen returns the earliest open instant at or after t: t itself when open.
//
// The error is a *[CoverageError] if t or the answer lies outside the coverage.
func (c *Calendar) NextOpen(t time.Time) (time.Time, error) {
	at, nano, ok := c.locate(t)
	if !ok {
		return time.Time{}, c.outside(t)
	}
	if c.index.open(at) {
		return c.instant(at, nano), nil
	}
	opening, ok := c.index.nextOpen(at)
	if !ok {
		return time.Time{}, c.after()
	}
	return c.instant(opening, 0), nil
}

// PrevClose returns the latest instant at or before t that ends open time: t
// itself when open just before t. It is the mirror of [Calendar.NextOpen].
//
// The error is a *[CoverageError] if t or the answer lies outside the coverage.
func (c *Calendar) PrevClose(t time.Time) (time.Time, error) {
	at, nano, ok := c.locate(t)
	if !ok {
		return time.Time{}, c.outside(t)
	}
	if nano > 0 && c.index.open(at) {
		return c.instant(at, nano), nil
	}
	closing, ok := c.index.prevClose(at)
	if !ok {
		return time.Time{}, c.before()
	}
	return c.instant(closing, 0), nil
}

// NextClose returns the earliest closing after t. Periods that touch are one:
// there is no closing between them.
//
// The error is [ErrNeverCloses] in a calendar that is open through all of its
// coverage, and a *[CoverageError] if t or the answer lies outside it.
func (c *Calendar) NextClose(t time.Time) (time.Time, error) {
	at, _, ok := c.locate(t)
	if !ok {
		return time.Time{}, c.outside(t)
	}
	opening, ok := c.index.nextOpen(at)
	if !ok {
		return time.Time{}, c.after()
	}
	// At the end of the coverage the next date may open at once.
	closing := c.index.runEnd(opening)
	if closing == c.index.upper {
		return time.Time{}, c.endless(c.after())
	}
	return c.instant(closing, 0), nil
}

// PrevOpen returns the latest opening at or before t.
//
// The error is [ErrNeverCloses] in a calendar that is open through all of its
// coverage, and a *[CoverageError] if t or the answer lies outside it.
func (c *Calendar) PrevOpen(t time.Time) (time.Time, error) {
	at, _, ok := c.locate(t)
	if !ok {
		return time.Time{}, c.outside(t)
	}
	if at == c.index.upper { // the next date may open at once
		return time.Time{}, c.endless(c.after())
	}
	end := at + 1
	if !c.index.open(at) {
		if end, ok = c.index.prevClose(at); !ok {
			return time.Time{}, c.before()
		}
	}
	opening := c.index.runStart(end)
	if opening == c.index.lower {
		return time.Time{}, c.endless(c.before())
	}
	return c.instant(opening, 0), nil
}

// Periods returns the working time from one instant to another as intervals,
// in order. They are cut to [from, to), do not touch, and add up to
// [Calendar.Between]. Each takes constant time and no memory.
//
// The error is a *[CoverageError] if either instant lies outside the coverage,
// and a [commitment.FieldError] for "to" if it is before from.
func (c *Calendar) Periods(from, to time.Time) (iter.Seq[Interval], error) {
	if err := c.checkRange(from, to); err != nil {
		return nil, err
	}
	start, end := c.inZone(from), c.inZone(to)
	return func(yield func(Interval) bool) {
		at, _, _ := c.locate(start)
		for {
			opening, ok := c.index.nextOpen(at)
			if !ok {
				return
			}
			at = c.index.runEnd(opening)
			cut := Interval{Start: c.instant(opening, 0), End: c.instant(at, 0)}.Intersect(Interval{start, end})
			if cut.IsEmpty() || !yield(cut) {
				return
			}
		}
	}, nil
}

// Backward returns the intervals of [Calendar.Periods] in reverse order, with
// the same errors.
func (c *Calendar) Backward(from, to time.Time) (iter.Seq[Interval], error) {
	if err := c.checkRange(from, to); err != nil {
		return nil, err
	}
	start, end := c.inZone(from), c.inZone(to)
	return func(yield func(Interval) bool) {
		at, nano, _ := c.locate(end)
		if nano > 0 {
			at++
		}
		for {
			closing, ok := c.index.prevClose(at)
			if !ok {
				return
			}
			at = c.index.runStart(closing)
			cut := Interval{Start: c.instant(at, 0), End: c.instant(closing, 0)}.Intersect(Interval{start, end})
			if cut.IsEmpty() || !yield(cut) {
				return
			}
		}
	}, nil
}

// Provisional reports whether the hours at t may still change: t lies past the
// known holidays of a calendar that answers all the same ([Provisional]), or on
// one of the last days of a source that a later notice can change.
func (c *Calendar) Provisional(t time.Time) bool {
	if c.zone == nil {
		return false
	}
	return c.agenda.provisional(t.Unix())
}

// checkRange returns what is wrong with the bounds of a range of instants.
func (c *Calendar) checkRange(from, to time.Time) error {
	for _, t := range []time.Time{from, to} {
		if _, _, ok := c.locate(t); !ok {
			return c.outside(t)
		}
	}
	if to.Before(from) {
		return wrong("to", errors.New("is before from"))
	}
	return nil
}

// locate returns t as seconds since the index's base and nanoseconds beyond,
// and whether it is covered.
func (c *Calendar) locate(t time.Time) (at uint32, nano int64, ok bool) {
	at, ok = c.index.covers(t.Unix())
	nano = int64(t.Nanosecond())
	return at, nano, ok && (nano == 0 || at != c.index.upper)
}

// worked returns the working time before t, and whether t is covered.
func (c *Calendar) worked(t time.Time) (worked time.Duration, ok bool) {
	x := &c.index
	at, ok := x.covers(t.Unix())
	nano := t.Nanosecond()
	if !ok || nano > 0 && at == x.upper {
		return 0, false
	}
	w, s, second := x.find(at)
	elapsed := second - s.start
	if elapsed >= s.length {
		elapsed, nano = s.length, 0
	}
	return time.Duration(w.before+s.before+elapsed)*time.Second + time.Duration(nano), true
}

// instant returns the instant of seconds since the index's base.
func (c *Calendar) instant(at uint32, nano int64) time.Time {
	return c.instantAt(c.index.base+int64(at), nano)
}

// instantAt returns the instant of Unix seconds, in the calendar's zone.
func (c *Calendar) instantAt(unix, nano int64) time.Time {
	return time.Unix(unix, nano).In(c.zone.location)
}

func (c *Calendar) interval(s span) Interval {
	return Interval{Start: c.instantAt(s.start, 0), End: c.instantAt(s.end, 0)}
}

func (c *Calendar) inZone(t time.Time) time.Time { return t.Round(0).In(c.zone.location) }

// outside returns the error for an instant that is not covered.
func (c *Calendar) outside(t time.Time) error {
	if c.zone == nil {
		return c.after()
	}
	unix := t.Unix()
	date := c.zone.dateAt(unix)
	if unix < c.index.base+int64(c.index.lower) {
		if before := c.first.AddDays(-1); date.After(before) {
			date = before
		}
		return &CoverageError{Calendar: c.name, Source: c.early, Date: date}
	}
	if after := c.last.AddDays(1); date.Before(after) {
		date = after
	}
	return &CoverageError{Calendar: c.name, Source: c.late, Date: date}
}

// before returns the error for an answer that lies before the coverage.
func (c *Calendar) before() error {
	if c.zone == nil {
		return c.refuse()
	}
	return &CoverageError{Calendar: c.name, Source: c.early, Date: c.first.AddDays(-1)}
}

// after returns the error for an answer that lies after the coverage.
func (c *Calendar) after() error {
	if c.zone == nil {
		return c.refuse()
	}
	return &CoverageError{Calendar: c.name, Source: c.late, Date: c.last.AddDays(1)}
}

// undated returns the error for a date outside the years 1 to 9999.
func (c *Calendar) undated() error {
	return &CoverageError{Calendar: c.name, Source: ownCoverage}
}

func (c *Calendar) refuse() error {
	if c.refusal != nil {
		return c.refusal
	}
	return errNotCompiled
}

// endless returns [ErrNeverCloses] for a calendar without a closing, otherwise err.
func (c *Calendar) endless(err error) error {
	if c.index.total == c.index.upper-c.index.lower {
		return ErrNeverCloses
	}
	return err
}
