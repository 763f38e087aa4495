package calendar

import (
	"errors"
	"time"
)

// zone is a time zone over the years of a calendar: its changes of offset,
// laid out so that wall time becomes an instant, and an instant wall time,
// without searching far. It is the only place that does so.
//
// The one rule for walls (RFC 5545): a wall time that the clocks skip is taken
// with the offset before the gap, 02:30 becoming 03:30; of a wall time that
// they repeat the first occurrence is taken.
type zone struct {
	location *time.Location
	// from and to bound the instants for which changes is complete.
	from, to int64
	changes  []offsetChange
	// near holds the change in force at the beginning of each year of 1<<yearBits
	// seconds after from, where the search for a later one begins.
	near []uint16
}

// offsetChange is a UTC offset and when it begins.
type offsetChange struct {
	at int64 // Unix seconds
	// wall is the first wall time that is read with this offset: the later of
	// at's readings with the old offset and with this one, since a skipped and
	// a repeated wall time are both read with the old one.
	wall   int64
	offset int64 // seconds east of Greenwich
}

// maxChanges is ten times what any real zone has in 130 years; it bounds the
// work that made-up zone data can cause.
const maxChanges = 10000

var errTooManyChanges = errors.New("zone changes its offset more than 10,000 times")

// yearBits is the size of a year of 388 days: zones have two changes in it, or four.
const yearBits = 25

// zoneMargin is more than any offset and any window that runs past midnight.
const zoneMargin = 4 * secondsPerDay

// newZone reads the changes of offset between two instants, of which there may be
// no more than most.
func newZone(location *time.Location, from, to int64, most int) (*zone, error) {
	z := &zone{location: location, from: from, to: to}
	for at := from; at <= to; {
		t := time.Unix(at, 0).In(location)
		_, offset := t.Zone()
		z.add(at, int64(offset))
		if len(z.changes) > most {
			return nil, errTooManyChanges
		}
		_, end := t.ZoneBounds()
		if end.IsZero() {
			break
		}
		// Past the table of a zone's file, ZoneBounds ends every year after 365
		// days: on the last day of a leap year its end lies behind.
		if end.After(t) {
			at = end.Unix()
		} else {
			at += secondsPerDay
		}
	}
	last := 0
	for at := from; at <= to; at += 1 << yearBits {
		for last+1 < len(z.changes) && z.changes[last+1].at <= at {
			last++
		}
		z.near = append(z.near, uint16(last))
	}
	return z, nil
}

func (z *zone) add(at, offset int64) {
	if len(z.changes) == 0 {
		z.changes = append(z.changes, offsetChange{at: at, wall: at + offset, offset: offset})
		return
	}
	before := z.changes[len(z.changes)-1]
	if before.offset == offset {
		return // a change of name only
	}
	wall := max(at+before.offset, at+offset, before.wall)
	z.changes = append(z.changes, offsetChange{at: at, wall: wall, offset: offset})
}

// repeatsMidnight reports whether clocks go back over a midnight, so that the
// date of a wall time can be the eve of the one that has begun already.
func (z *zone) repeatsMidnight() bool {
	for i, c := range z.changes[1:] {
		first, last := c.at+c.offset, c.at+z.changes[i].offset-1
		if first <= last && floorDiv(first, secondsPerDay) != floorDiv(last, secondsPerDay) {
			return true
		}
	}
	return false
}

// offsetAt returns the offset in force at an instant.
func (z *zone) offsetAt(unix int64) int64 {
	offset, _ := z.steadyAt(unix)
	return offset
}

// steadyAt returns the offset in force at an instant, and a span of instants
// around it in which it is.
func (z *zone) steadyAt(unix int64) (offset int64, within span) {
	if unix < z.from || unix > z.to {
		_, offset := time.Unix(unix, 0).In(z.location).Zone()
		return int64(offset), span{unix, unix + 1}
	}
	i := int(z.near[(unix-z.from)>>yearBits])
	for i+1 < len(z.changes) && z.changes[i+1].at <= unix {
		i++
	}
	end := z.to + 1
	if i+1 < len(z.changes) {
		end = z.changes[i+1].at
	}
	return z.changes[i].offset, span{z.changes[i].at, end}
}

// steadyWall returns the offset with which a wall time is read, and a wall time
// after it up to which all are.
func (z *zone) steadyWall(wall int64) (offset, end int64) {
	end = z.to - zoneMargin
	if wall < z.from+zoneMargin || wall > end {
		return 0, wall
	}
	i := z.searchWall(wall)
	if i+1 < len(z.changes) {
		end = min(end, z.changes[i+1].wall)
	}
	return z.changes[i].offset, end
}

// resolve returns the instant of a wall time in seconds since
// 1970-01-01T00:00 on the same clock.
func (z *zone) resolve(wall int64) int64 {
	if wall < z.from+zoneMargin || wall > z.to-zoneMargin {
		return z.around(wall).resolveWithin(wall)
	}
	return z.resolveWithin(wall)
}

func (z *zone) resolveWithin(wall int64) int64 {
	return wall - z.changes[z.searchWall(wall)].offset
}

// searchWall returns the change whose offset a wall time is read with.
func (z *zone) searchWall(wall int64) int {
	// What was in force the margin before it cannot be a later one.
	i := int(z.near[max(wall-zoneMargin-z.from, 0)>>yearBits])
	for i+1 < len(z.changes) && z.changes[i+1].wall <= wall {
		i++
	}
	return i
}

// around returns the zone near a wall time that lies outside the calendar's
// years, where only calendar-day allowances lead.
func (z *zone) around(wall int64) *zone {
	const most = 2*zoneMargin + 1 // one in every second
	near, _ := newZone(z.location, wall-zoneMargin, wall+zoneMargin, most)
	return near
}

// wallAt returns the wall time of an instant, in seconds since
// 1970-01-01T00:00 on the same clock.
func (z *zone) wallAt(unix int64) int64 { return unix + z.offsetAt(unix) }

// wallBefore returns the wall time of an instant by the offset before the last
// change: of one that a wall time in a gap became, that wall time.
func (z *zone) wallBefore(unix int64) int64 {
	_, within := z.steadyAt(unix)
	return unix + z.offsetAt(within.start-1)
}

// dateAt returns the date of an instant.
func (z *zone) dateAt(unix int64) Date { return dateOfWall(z.wallAt(unix)) }

// midnight returns the instant at which a day, numbered from 1970-01-01, begins.
func (z *zone) midnight(day int64) int64 { return z.resolve(day * secondsPerDay) }

// exists reports whether the date that begins at a wall time has any time at
// all: where a zone crosses the date line, one is skipped (Apia, 2011-12-30).
func (z *zone) exists(wall int64) bool {
	return z.resolve(wall) < z.resolve(wall+secondsPerDay)
}
