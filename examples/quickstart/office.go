package main

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"

	"github.com/servicecommitment/commitment/calendar"
)

// readOffice returns the calendar of the city's offices. Its definition names
// the sources of its holidays, which are given here.
func readOffice(holidays map[string]calendar.HolidaySource) (*calendar.Calendar, error) {
	const name = "data/boston.json"
	definition, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open calendar: %w", err)
	}
	office, err := calendar.Parse(definition, calendar.Env{Zone: time.LoadLocation, Holidays: holidays})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return office, nil
}

// allHolidays returns the sources under the names that boston.json has for
// them. Errors and explanations mention these names, to say where a holiday
// comes from.
func allHolidays() map[string]calendar.HolidaySource {
	return map[string]calendar.HolidaySource{
		"us-federal":    calendar.FromCal(federalHolidays()...),
		"massachusetts": calendar.FromCal(stateHolidays()...),
	}
}

// holidaysUntil returns sources that know the holidays up to the end of a year,
// like a list that somebody has to continue.
func holidaysUntil(year int) map[string]calendar.HolidaySource {
	return map[string]calendar.HolidaySource{
		"us-federal":    calendar.CalRules{Rules: federalHolidays(), LastYear: year},
		"massachusetts": calendar.CalRules{Rules: stateHolidays(), LastYear: year},
	}
}

// noHolidays returns sources that say of every year that it has no holidays:
// what a system does that takes the end of its list for an answer.
func noHolidays() map[string]calendar.HolidaySource {
	return map[string]calendar.HolidaySource{
		"us-federal":    calendar.FromCal(),
		"massachusetts": calendar.FromCal(),
	}
}

// federalHolidays returns the holidays of the United States as Massachusetts
// keeps them. A holiday on a Sunday is kept on the Monday after it, in both.
// One on a Saturday is not moved: only federal offices get the Friday off, as
// the rules of package us have it, and so they are changed here.
//
// The rules hold for all the years that a calendar covers unless told otherwise,
// 1990 and after: the dates of ten holidays have been as they are since 1986,
// and Juneteenth brings its first year, 2021, with it.
func federalHolidays() []*cal.Holiday {
	sundayToMonday := []cal.AltDay{{Day: time.Sunday, Offset: 1}}
	rules := make([]*cal.Holiday, 0, len(us.Holidays))
	for _, rule := range us.Holidays {
		rules = append(rules, rule.Clone(&cal.Holiday{Observed: sundayToMonday}))
	}
	return rules
}

// stateHolidays returns what Massachusetts adds to them. The two holidays of
// Suffolk County, Evacuation Day (17 March) and Bunker Hill Day (17 June), are
// not among them: by the city's due times its offices are open, as they are on
// the day after Thanksgiving.
func stateHolidays() []*cal.Holiday {
	return []*cal.Holiday{{
		Name:  "Patriots' Day",
		Type:  cal.ObservancePublic,
		Month: time.April, Weekday: time.Monday, Offset: 3, // the third Monday of April
		Func: cal.CalcWeekdayOffset,
	}}
}
