package calendar

import (
	"math"
	"time"
)

// Due returns the instant at which an allowance that starts at t runs out.
//
// Working time runs out as in [Calendar.Add]. For business days, a start
// outside working time counts as received at the next opening, and on the date
// of that opening's shift; then so many business days are counted. An instant
// after midnight in an overnight shift belongs to the date the shift opened on.
// Calendar days, months and years are counted from the start's own date; months
// and years end on the same day of the month, or its last where it is too short.
// See [DueRule] for the moment of the last day.
//
// The error is a *[CoverageError] if t or the answer lies outside the coverage, or
// if t is its first instant and whether the hours of the eve close there decides;
// a count of calendar days that does not ask for business hours or days needs
// no holidays, and so only stays within the years 1 to 9999.
func (c *Calendar) Due(t time.Time, a Allowance) (time.Time, error) {
	if a.Unit() == WorkingTime {
		return c.Add(t, a.time)
	}
	if c.zone == nil {
		return time.Time{}, c.refuse()
	}
	if due, ok := c.dueSoon(t, a); ok {
		return due, nil
	}
	r, last, err := c.lastDay(t, a, 0)
	if err != nil {
		return time.Time{}, err
	}
	return c.dueOn(last, r, a)
}

// dueSoon returns what Due does where that is the same time of one of the next
// business days, both in working time: the most frequent question of all.
func (c *Calendar) dueSoon(t time.Time, a Allowance) (due time.Time, ok bool) {
	if c.overrun || a.unit != BusinessDays || a.due > SameTime || a.fromDate || a.roll || a.hasCutOff {
		return time.Time{}, false
	}
	unix := t.Unix()
	at, covered := c.index.covers(unix)
	if !covered || unix >= c.end || !c.index.open(at) {
		return time.Time{}, false
	}
	wall := c.zone.wallAt(unix)
	day := floorDiv(wall, secondsPerDay)
	if day < c.first.epochDay() { // the coverage of a set can begin within a date
		return time.Time{}, false
	}
	last, near := c.business.near(day, a.count)
	if !near {
		return time.Time{}, false
	}
	unix = c.zone.resolve(wall + (last-day)*secondsPerDay)
	if at, covered = c.index.covers(unix); !covered || at == c.index.upper || !c.index.open(at) {
		return time.Time{}, false
	}
	return c.instantAt(unix, int64(t.Nanosecond())), true
}

// receipt is when an allowance starts to count.
type receipt struct {
	instant time.Time
	// date is day 0; wall is the instant's wall time, in seconds from its 00:00:
	// a day or more in a shift that runs past midnight.
	date Date
	wall int64
}

// lastDay returns the receipt and the date on which an allowance of days ends if
// it is postponed by days more.
func (c *Calendar) lastDay(t time.Time, a Allowance, postponed int) (receipt, Date, error) {
	r, err := c.received(t, a)
	if err != nil {
		return r, Date{}, err
	}
	last, err := c.endDate(r.date, a, postponed)
	return r, last, err
}

// endDate returns the date on which an allowance of days ends that is counted
// from day 0 and postponed by days more.
func (c *Calendar) endDate(zero Date, a Allowance, postponed int) (last Date, err error) {
	switch a.unit {
	case BusinessDays:
		last, err = c.AddBusinessDays(zero, a.count+postponed)
	case CalendarDays:
		last = zero.AddDays(a.count + postponed)
	case Months:
		last = zero.AddMonths(a.count).AddDays(postponed)
	case Years:
		last = zero.AddMonths(12 * a.count).AddDays(postponed)
	case WorkingTime:
	}
	if err == nil && last.IsZero() {
		err = c.undated()
	}
	if err == nil && (a.roll || a.due == EndOfDay) {
		last, err = c.nextBusinessDay(last)
	}
	return last, err
}

// received returns when an allowance of days that starts at t begins to count.
func (c *Calendar) received(t time.Time, a Allowance) (receipt, error) {
	if a.unit != BusinessDays || a.fromDate || a.due == WallTime {
		return c.receiptAt(t).cutOff(c, a)
	}
	opening, err := c.NextOpen(t)
	if err == nil && opening.Unix() >= c.end {
		err = c.after() // a shift of the next date may be open already
	}
	if err != nil {
		return receipt{}, err
	}
	if c.overrun {
		return c.receiptOn(opening, c.shiftDate(opening)).cutOff(c, a)
	}
	return c.receiptAt(opening).cutOff(c, a)
}

// receiptAt returns the receipt on the date that an instant has.
func (c *Calendar) receiptAt(t time.Time) receipt {
	wall := c.zone.wallAt(t.Unix())
	date := dateOfWall(wall)
	return receipt{instant: t, date: date, wall: wall - date.wall()}
}

func (c *Calendar) receiptOn(t time.Time, date Date) receipt {
	return receipt{instant: t, date: date, wall: c.zone.wallAt(t.Unix()) - date.wall()}
}

// cutOff moves a receipt at or after the cut-off hour to the next business
// day's opening.
func (r receipt) cutOff(c *Calendar, a Allowance) (receipt, error) {
	if !a.hasCutOff || r.instant.Unix() < c.zone.resolve(r.date.wall()+int64(a.cutOff.seconds)) {
		return r, nil
	}
	next, err := c.AddBusinessDays(r.date, 1)
	if err != nil {
		return r, err
	}
	return c.receiptOn(c.instantAt(c.agenda.opening(next.epochDay()), 0), next), nil
}

// dueOn returns the moment of the last day.
func (c *Calendar) dueOn(last Date, r receipt, a Allowance) (time.Time, error) {
	switch a.due {
	case EndOfDay:
		return c.instantAt(c.agenda.closing(last.epochDay()), 0), nil
	case EndOfDate:
		return c.instantAt(c.zone.midnight(last.epochDay()+1), 0), nil
	case DueAt:
		return c.instantAt(c.zone.resolve(last.wall()+int64(a.at.seconds)), 0), nil
	case SameTime, WallTime:
	}
	if last == r.date {
		// Of a repeated hour, the occurrence in which it was received.
		return c.roll(r.instant, a)
	}
	return c.roll(c.instantAt(c.zone.resolve(last.wall()+r.wall), int64(r.instant.Nanosecond())), a)
}

// roll moves an instant outside working time to the next opening, as
// [SameTime] does with business days. A closing stays.
func (c *Calendar) roll(t time.Time, a Allowance) (time.Time, error) {
	if a.unit != BusinessDays || a.due == WallTime {
		return c.inZone(t), nil
	}
	at, nano, ok := c.locate(t)
	switch {
	case ok && at != c.index.upper && c.index.open(at):
		return c.instant(at, nano), nil
	case ok && at == c.index.lower && nano == 0:
		return time.Time{}, c.before() // perhaps the hours of the eve end here
	}
	if closing, err := c.PrevClose(t); err == nil && closing.Equal(t) {
		return closing, nil
	}
	return c.NextOpen(t)
}

// shiftDate returns the date to which an open instant belongs: the one that
// its shift opened on, the latest where several are open.
func (c *Calendar) shiftDate(t time.Time) Date {
	unix := t.Unix()
	date := c.zone.dateAt(unix)
	if !c.overrun {
		return date
	}
	day := date.epochDay()
	found, opened := day, int64(math.MinInt64)
	for _, s := range c.agenda.shifts(nil, day-maxShiftDays, day+1) {
		if s.start <= unix && unix < s.end && s.start >= opened {
			found, opened = s.day, s.start
		}
	}
	return dateOfDay(found)
}
