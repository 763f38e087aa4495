package sla_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// week holds windows by the day's three letters.
type week map[string][]window

// breaks holds windows by the day's three letters or a date; a list is for every
// day.
type breaks map[string][]window

func (b *breaks) UnmarshalJSON(data []byte) error {
	if data[0] != '[' {
		return decodeStrictly(data, (*map[string][]window)(b))
	}
	var daily []window
	if err := decodeStrictly(data, &daily); err != nil {
		return err
	}
	*b = make(breaks)
	for _, day := range dayNames() {
		(*b)[day] = daily
	}
	return nil
}

// window is an opening and a closing, which may lie on the next date.
type window [2]string

// calendarVersion is what holds from a date on.
type calendarVersion struct {
	From     calendar.Date
	Weekly   week
	Holidays []calendar.Date
}

// calendarVersions are a list, or hours by the date that they hold from.
type calendarVersions []calendarVersion

func (c *calendarVersions) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return decodeStrictly(data, (*[]calendarVersion)(c))
	}
	var byDate map[calendar.Date]calendarVersion
	if err := decodeStrictly(data, &byDate); err != nil {
		return err
	}
	for from, v := range byDate {
		v.From = from
		*c = append(*c, v)
	}
	return nil
}

// calendar returns the scenario's calendar with all its versions.
func (s *scenario) calendar(t *testing.T) *calendar.Calendar {
	t.Helper()
	zone, err := time.LoadLocation(s.TZ)
	require.NoError(t, err)
	versions := s.versions(t, zone)
	spec := calendar.Spec{Name: s.ID, Location: zone}
	holidays := []calendar.Holiday{}
	for i, v := range versions {
		hours := s.week(t, v.Weekly)
		if i == 0 {
			spec.Week = hours
		} else {
			spec.Changes = append(spec.Changes, calendar.Change{From: v.From, Week: hours})
		}
		for _, date := range v.Holidays {
			if i == s.versionOn(versions, date) {
				holidays = append(holidays, calendar.Holiday{Date: date, Kind: calendar.DayOff})
			}
		}
	}
	spec.Holidays = []calendar.HolidaySource{calendar.FixedDates(calendar.Date{}, calendar.Date{}, holidays...)}
	for date, windows := range s.SpecialHours {
		open := without(spans(t, windows), spans(t, s.Breaks[dayName(date)]))
		spec.Overrides = append(spec.Overrides, calendar.Override{Date: date, Hours: hoursOf(t, without(open, spans(t, s.Breaks[date.String()])))})
	}
	for key, breaks := range s.Breaks {
		date, err := calendar.ParseDate(key)
		if _, special := s.SpecialHours[date]; err != nil || special {
			require.True(t, err == nil || slices.Contains(dayNames(), key), "breaks of %q", key)
			continue
		}
		v := versions[s.versionOn(versions, date)]
		if !slices.Contains(v.Holidays, date) {
			day := dayName(date)
			open := without(spans(t, v.Weekly[day]), append(spans(t, s.Breaks[day]), spans(t, breaks)...))
			spec.Overrides = append(spec.Overrides, calendar.Override{Date: date, Hours: hoursOf(t, open)})
		}
	}
	office, err := calendar.New(spec)
	require.NoError(t, err)
	return office
}

// versions are the scenario's own hours, the versions that it writes out and
// those that its events bring, in order.
func (s *scenario) versions(t *testing.T, zone *time.Location) []calendarVersion {
	t.Helper()
	versions := append([]calendarVersion{{Weekly: s.Weekly, Holidays: s.Holidays}}, s.CalendarVersions...)
	for _, event := range s.Events {
		if string(event["type"]) != `"calendar_changed"` {
			continue
		}
		require.Equal(t, "versioned", s.Rules.Calendar)
		at := event.at(t).In(zone)
		require.Equal(t, "00:00:00", at.Format(time.TimeOnly), "a calendar changes at midnight")
		v := calendarVersion{From: calendar.DateOf(at), Holidays: s.Holidays}
		require.NoError(t, decodeStrictly(event["weekly"], &v.Weekly))
		if holidays, ok := event["holidays"]; ok {
			require.NoError(t, decodeStrictly(holidays, &v.Holidays))
		}
		versions = append(versions, v)
	}
	slices.SortStableFunc(versions, func(a, b calendarVersion) int { return a.From.Compare(b.From) })
	return versions
}

// versionOn is the index of the version that holds on a date.
func (*scenario) versionOn(versions []calendarVersion, date calendar.Date) int {
	i := len(versions) - 1
	for i > 0 && date.Before(versions[i].From) {
		i--
	}
	return i
}

func (s *scenario) week(t *testing.T, weekly week) calendar.Week {
	t.Helper()
	var all calendar.Week
	for key := range weekly {
		require.Contains(t, dayNames(), key)
	}
	for i, key := range dayNames() {
		all[i] = hoursOf(t, without(spans(t, weekly[key]), spans(t, s.Breaks[key])))
	}
	return all
}

func dayNames() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

func dayName(d calendar.Date) string { return dayNames()[d.Weekday()] }

// span is a window in minutes of its date, to at most 48 hours.
type span struct{ open, close int }

const dayMinutes = 24 * 60

func spans(t *testing.T, windows []window) []span {
	t.Helper()
	list := make([]span, 0, len(windows))
	for _, w := range windows {
		from, to := minutes(t, w[0]), minutes(t, w[1])
		if to <= from {
			to += dayMinutes
		}
		list = append(list, span{from, to})
	}
	slices.SortFunc(list, func(a, b span) int { return cmp.Compare(a.open, b.open) })
	return list
}

func minutes(t *testing.T, clock string) int {
	t.Helper()
	of, err := calendar.ParseTimeOfDay(clock)
	require.NoError(t, err)
	require.Zero(t, of.Second())
	return of.Hour()*60 + of.Minute()
}

// without cuts the breaks out of what is open.
func without(open, breaks []span) []span {
	for _, b := range breaks {
		var left []span
		for _, s := range open {
			if before := (span{s.open, min(s.close, b.open)}); before.open < before.close {
				left = append(left, before)
			}
			if after := (span{max(s.open, b.close), s.close}); after.open < after.close {
				left = append(left, after)
			}
		}
		open = left
	}
	return open
}

func hoursOf(t *testing.T, open []span) calendar.Hours {
	t.Helper()
	list := make([]calendar.Window, 0, len(open))
	for _, s := range open {
		require.Less(t, s.open, dayMinutes, "a break leaves hours of the next date")
		list = append(list, calendar.Window{Open: timeOfDay(t, s.open), Close: timeOfDay(t, s.close)})
	}
	hours, err := calendar.NewHours(list...)
	require.NoError(t, err)
	return hours
}

func timeOfDay(t *testing.T, minute int) calendar.TimeOfDay {
	t.Helper()
	if minute > dayMinutes {
		minute -= dayMinutes
	}
	return calendar.MustTimeOfDay(fmt.Sprintf("%02d:%02d", minute/60, minute%60))
}
