package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
)

// Describe says in a few lines of text what the calendar is: its hours with the
// days off of the last year it covers, changes, the coverage and its zone, and
// what a reader should know of its limits. For a language that is none it
// writes English. The zero Calendar has nothing to say.
//
// It is meant for people: its wording may change.
func (c *Calendar) Describe(lang commitment.Lang) []string {
	if c.zone == nil {
		return nil
	}
	return c.agenda.describe(c, wordsOf(lang))
}

func (p *plan) describe(c *Calendar, w words) []string {
	// The hours in force at the end: those that matter from now on.
	hours := p.regime(c.last.epochDay()).describe(w)
	year := p.lastSpecialYear()
	count := p.countYears(year, year)
	if p.openEnd && year == c.last.Year() {
		year++ // no year in particular: rules without an end
	} else if !count.none() {
		hours += w.semicolon + count.describe(year, year, w)
	}
	lines := []string{hours}
	if before := p.countYears(c.first.Year(), year-1); !before.none() {
		lines = append(lines, before.describe(c.first.Year(), year-1, w))
	}
	lines = append(lines, p.describeChanges(c, w)...)
	lines = append(lines, c.describeCoverage(w))
	for _, r := range p.unsure {
		if first, last := later(r.first, c.first), earlier(r.last, c.last); !last.Before(first) {
			lines = append(lines, fmt.Sprintf(w.provisional, first, last))
		}
	}
	if !p.writtenEnd.IsZero() && p.writtenEnd.Before(c.last) {
		lines = append(lines, fmt.Sprintf(w.writtenEnd, p.writtenEnd))
	}
	return lines
}

func (s *set) describe(c *Calendar, w words) []string {
	lines := []string{w.sets[s.operation]}
	for _, o := range s.operands {
		for i, line := range o.agenda.describe(o, w) {
			if i == 0 && o.name != "" {
				line = o.name + w.colon + line
			}
			lines = append(lines, "  "+line)
		}
	}
	return append(lines, c.describeCoverage(w))
}

func (c *Calendar) describeCoverage(w words) string {
	return fmt.Sprintf(w.coverage, c.zone.location, c.first, c.last)
}

// describeChanges says since when the hours are those in force at the end, and
// what they were before.
func (p *plan) describeChanges(c *Calendar, w words) []string {
	var lines []string
	for i := range p.regimes {
		r := &p.regimes[i]
		inForce := i+1 == len(p.regimes) || p.regimes[i+1].from.After(c.first)
		if len(p.regimes) == 1 || r.from.After(c.last) || !inForce {
			continue
		}
		from := later(r.from, c.first)
		lines = append(lines, fmt.Sprintf(w.from, from, r.describe(w)))
	}
	if len(lines) < 2 {
		return nil
	}
	return lines
}

// describe says the weekly hours, or those of each week of a rotation.
func (r *regime) describe(w words) string {
	if len(r.weeks) == 1 {
		return r.weeks[0].describe(w)
	}
	parts := make([]string, 0, len(r.weeks))
	for i := range r.weeks {
		parts = append(parts, fmt.Sprintf(w.turn, i+1, r.weeks[i].describe(w)))
	}
	return fmt.Sprintf(w.rotation, len(r.weeks), dateOfDay(r.anchor), strings.Join(parts, w.semicolon))
}

func (w Week) describe(x words) string {
	var parts []string
	for _, run := range w.runs() {
		if run.hours.IsZero() {
			continue
		}
		days := x.Weekday(run.first)
		if run.last != run.first {
			days += x.to + x.Weekday(run.last)
		}
		hours := run.hours.join("–", x.Separator, x.closed)
		if run.hours == wholeDay() {
			hours = x.allDay
		}
		parts = append(parts, days+" "+hours)
	}
	if len(parts) == 0 {
		return x.closed
	}
	return strings.Join(parts, x.semicolon)
}

// dayRun is neighbouring weekdays, Monday first, with the same hours.
type dayRun struct {
	first, last time.Weekday
	hours       Hours
}

func (w Week) runs() []dayRun {
	var runs []dayRun
	for i := range w {
		day := (time.Monday + time.Weekday(i)) % 7
		if n := len(runs); n > 0 && runs[n-1].hours == w[day] {
			runs[n-1].last = day
			continue
		}
		runs = append(runs, dayRun{day, day, w[day]})
	}
	return runs
}

// holidayCount counts the special days of some years.
type holidayCount struct{ off, makeup, short, override int }

func (n *holidayCount) none() bool { return *n == holidayCount{} }

// lastSpecialYear returns the year of the last special day, 0 if there is none.
func (p *plan) lastSpecialYear() int {
	if len(p.special) == 0 {
		return 0
	}
	return p.yearOf(p.special[len(p.special)-1])
}

func (p *plan) yearOf(s specialDay) int { return dateOfDay(p.first + int64(s.day)).Year() }

// countYears counts the special days of the years from first to last.
func (p *plan) countYears(first, last int) holidayCount {
	var n holidayCount
	for _, s := range p.special {
		if year := p.yearOf(s); year < first || year > last {
			continue
		}
		switch s.kind {
		case HolidayDay:
			n.off++
		case MakeupDay:
			n.makeup++
		case ShortenedDay:
			n.short++
		case OverrideDay:
			n.override++
		case Workday, RestDay, SkippedDay:
		}
	}
	return n
}

// describe says the counts that are not zero.
func (n *holidayCount) describe(first, last int, w words) string {
	var parts []string
	for _, c := range []struct {
		count int
		one   string
		many  string
	}{{n.off, w.dayOff, w.daysOff}, {n.makeup, w.makeup, w.makeups}, {n.short, w.short, w.shorts}, {n.override, w.override, w.overrides}} {
		switch c.count {
		case 0:
		case 1:
			parts = append(parts, fmt.Sprintf(c.one, c.count))
		default:
			parts = append(parts, fmt.Sprintf(c.many, c.count))
		}
	}
	years := fmt.Sprintf(w.year, first)
	if last != first {
		years = fmt.Sprintf(w.years, first, last)
	}
	return years + strings.Join(parts, w.Separator)
}
