package sla

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

// office is a calendar under the name that the policy uses. Its questions are
// those of [calendar.Calendar], of instants.
type office struct {
	name, fingerprint string
	calendar          *calendar.Calendar
	location          *time.Location
	// last is the last instant that the calendar covers.
	last instant
}

func newOffice(name string, cal *calendar.Calendar) *office {
	_, last := cal.Covered()
	return &office{name: name, fingerprint: cal.Fingerprint(), calendar: cal, location: cal.Location(), last: instantOf(last)}
}

func (o *office) time(t instant) time.Time { return t.in(o.location) }

func (o *office) add(t instant, d time.Duration) (instant, error) {
	return reply(o.calendar.Add(o.time(t), d))
}

func (o *office) between(from, to instant) (time.Duration, error) {
	return o.calendar.Between(o.time(from), o.time(to))
}

func (o *office) due(t instant, a calendar.Allowance) (instant, error) {
	return reply(o.calendar.Due(o.time(t), a))
}

func (o *office) duePostponed(t instant, a calendar.Allowance, days int) (instant, error) {
	return reply(o.calendar.DuePostponed(o.time(t), a, days))
}

func (o *office) extend(due instant, by calendar.Allowance) (instant, error) {
	return reply(o.calendar.Extend(o.time(due), by))
}

func (o *office) wholeDays(from, to instant, unit calendar.Unit) (int, error) {
	return o.calendar.WholeDays(o.time(from), o.time(to), unit)
}

func reply(t time.Time, err error) (instant, error) {
	if err != nil {
		return instant{}, err
	}
	return instantOf(t), nil
}
