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
	// first and last are the first and the last instant that the calendar covers,
	// dark is the one after them.
	first, last, dark instant
}

func newOffice(name string, cal *calendar.Calendar) *office {
	first, last := cal.Covered()
	return &office{
		name: name, fingerprint: cal.Fingerprint(), calendar: cal, location: cal.Location(),
		first: instantOf(first), last: instantOf(last), dark: instantOf(last.Add(1)),
	}
}

func (o *office) add(t instant, d time.Duration) (instant, error) {
	return reply(o.calendar.Add(t.utc(), d))
}

func (o *office) due(t instant, a calendar.Allowance) (instant, error) {
	return reply(o.calendar.Due(t.utc(), a))
}

func (o *office) duePostponed(t instant, a calendar.Allowance, days int) (instant, error) {
	return reply(o.calendar.DuePostponed(t.utc(), a, days))
}

func (o *office) extend(due instant, by calendar.Allowance) (instant, error) {
	return reply(o.calendar.Extend(due.utc(), by))
}

func (o *office) wholeDays(from, to instant, unit calendar.Unit) (int, error) {
	return o.calendar.WholeDays(from.utc(), to.utc(), unit)
}

func reply(t time.Time, err error) (instant, error) {
	if err != nil {
		return instant{}, err
	}
	return instantOf(t), nil
}
