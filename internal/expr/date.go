package expr

import "github.com/servicecommitment/commitment/calendar"

// date returns the date of a node of a date or a time: that which the time shows
// where it was written.
func (m *Machine) date(n *node) calendar.Date {
	value := m.any(n)
	if n.typ == Time {
		return value.Time.Date
	}
	return value.Date
}
