package sla

import "time"

// desk is an office as one fold asks it. The clocks of a case ask about the same
// few instants again and again: it keeps what working time lies before them.
type desk struct {
	*office
	next *desk
	// readings is a table by the hash of their instant; one takes the place of
	// another.
	readings [deskReadings]reading
}

// reading is the working time before an instant, from where the calendar begins.
type reading struct {
	at     instant
	before time.Duration
}

const (
	deskReadings    = 1 << deskReadingBits
	deskReadingBits = 3
)

// desk returns the desk of an office, nil for none.
func (f *fold) desk(o *office) *desk {
	if o == nil {
		return nil
	}
	d := f.desks
	for ; d.office != nil; d = d.next {
		if d.office == o {
			return d
		}
		if d.next == nil {
			d.next = new(desk)
		}
	}
	d.office = o
	return d
}

// before returns the working time before an instant; false if it is not covered.
func (d *desk) before(t instant) (time.Duration, bool) {
	const golden = 0x9E3779B97F4A7C15 // spreads the hash
	r := &d.readings[uint64(t.seconds)*golden>>(64-deskReadingBits)]
	if r.at == t && !t.IsZero() {
		return r.before, true
	}
	before, err := d.calendar.Worked(t.utc())
	if err != nil {
		return 0, false
	}
	r.at, r.before = t, before
	return before, true
}

// between returns the working time from one instant to another.
func (d *desk) between(from, to instant) (time.Duration, error) {
	if start, ok := d.before(from); ok {
		if end, ok := d.before(to); ok {
			return end - start, nil
		}
	}
	return d.calendar.Between(from.utc(), to.utc()) // the error says which is not
}
