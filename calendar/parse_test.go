package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// parseBoston is a document with every key.
const parseBoston = `{"format": 1, "name": "boston", "time_zone": "America/New_York",
 "week": {"mon-thu": "08:30-17:00", "fri": "08:30-12:00,13:00-16:00"},
 "changes": [{"from": "2026-07-01", "week": {"mon-fri": "08:00-16:30"}},
             {"from": "2026-10-05", "rotation": {"anchor": "2026-10-05", "weeks": [{"mon-sat": "09:00-18:00"}, {"mon-fri": "09:00-18:00"}]}}],
 "makeup": "10:00-12:00",
 "holidays": [{"source": "us"},
              {"date": "2026-04-20", "name": "Patriots' Day"},
              {"date": "2026-12-24", "name": "Christmas Eve", "hours": "08:30-12:00"},
              {"date": "2026-02-14", "name": "in exchange", "makeup": true},
              {"date": "2026-02-15", "name": "in exchange", "makeup": true, "hours": "09:00-13:00"}],
 "overrides": [{"date": "2026-03-01", "hours": "10:00-14:00", "name": "stocktaking"}, {"date": "2026-03-02", "hours": "closed"}],
 "coverage": {"first": "2026-01-01", "last": "2026-12-31"},
 "beyond": "provisional"}`

// parseSource knows the holidays of some years.
type parseSource map[int][]calendar.Holiday

func (s parseSource) Holidays(year int) ([]calendar.Holiday, error) {
	list, known := s[year]
	if !known {
		return nil, &calendar.CoverageError{Source: "parse", Date: calendar.MustDate(year, time.January, 1)}
	}
	return list, nil
}

// parseEnv has one source, "us", that knows one holiday and three years.
func parseEnv() calendar.Env {
	us := parseSource{
		2025: nil,
		2026: {{Date: calendar.MustDate(2026, time.July, 3), Name: "Independence Day", Kind: calendar.DayOff}},
		2027: nil,
	}
	return calendar.Env{Zone: time.LoadLocation, Holidays: map[string]calendar.HolidaySource{"us": us}}
}

// parseTexts returns the problems of an error, path and cause.
func parseTexts(t *testing.T, err error) []string {
	t.Helper()
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.True(t, strings.HasPrefix(err.Error(), "calendar: "), err)
	var texts []string
	for _, field := range commitment.FieldErrors(err) {
		texts = append(texts, field.Error())
	}
	return texts
}

func TestParseSpecReadsEveryKey(t *testing.T) {
	t.Parallel()
	spec, err := calendar.ParseSpec([]byte(parseBoston), parseEnv())
	require.NoError(t, err)
	hours, date := calendar.MustHours, calendar.MustDate
	sixDays := calendar.Weekdays(hours("09:00-18:00"))
	sixDays[time.Saturday] = hours("09:00-18:00")
	week := calendar.Weekdays(hours("08:30-17:00"))
	week[time.Friday] = hours("08:30-12:00,13:00-16:00")
	wanted := calendar.Spec{
		Name: "boston", Location: spec.Location, Week: week,
		Changes: []calendar.Change{
			{From: date(2026, time.July, 1), Week: calendar.Weekdays(hours("08:00-16:30"))},
			{From: date(2026, time.October, 5), Rotation: calendar.Rotation{
				Anchor: date(2026, time.October, 5), Weeks: []calendar.Week{sixDays, calendar.Weekdays(hours("09:00-18:00"))},
			}},
		},
		Makeup:   hours("10:00-12:00"),
		Holidays: spec.Holidays,
		Overrides: []calendar.Override{
			{Date: date(2026, time.March, 1), Hours: hours("10:00-14:00"), Name: "stocktaking"},
			{Date: date(2026, time.March, 2)},
		},
		First: date(2026, time.January, 1), Last: date(2026, time.December, 31), Beyond: calendar.Provisional,
	}
	require.Equal(t, wanted, spec)
	require.Equal(t, "America/New_York", spec.Location.String())

	wanted.Holidays = []calendar.HolidaySource{
		calendar.Named("us", parseEnv().Holidays["us"]),
		calendar.Named("boston", calendar.FixedDates(calendar.Date{}, calendar.Date{},
			calendar.Holiday{Date: date(2026, time.December, 24), Name: "Christmas Eve", Kind: calendar.ShortDay, Hours: hours("08:30-12:00")},
			calendar.Holiday{Date: date(2026, time.April, 20), Name: "Patriots' Day", Kind: calendar.DayOff},
			calendar.Holiday{Date: date(2026, time.February, 14), Name: "in exchange", Kind: calendar.Makeup},
			calendar.Holiday{Date: date(2026, time.February, 15), Name: "in exchange", Kind: calendar.Makeup, Hours: hours("09:00-13:00")},
		)),
	}
	parsed, err := calendar.Parse([]byte(parseBoston), parseEnv())
	require.NoError(t, err)
	made, err := calendar.New(wanted)
	require.NoError(t, err)
	require.Equal(t, made.Fingerprint(), parsed.Fingerprint())
}

// A calendar that names sources alone has no dates of its own.
func TestParseSourceAlone(t *testing.T) {
	t.Parallel()
	const document = `{"format":1,"time_zone":"UTC","week":{"mon":"09:00-17:00"},"holidays":[{"source":"us"}]}`
	spec, err := calendar.ParseSpec([]byte(document), parseEnv())
	require.NoError(t, err)
	require.Len(t, spec.Holidays, 1)
	env := parseEnv()
	env.Holidays = nil
	_, err = calendar.ParseSpec([]byte(document), env)
	requireProblems(t, err, `holidays[0].source: unknown holiday source "us": Env has none`)
}

func TestParseSmallestForm(t *testing.T) {
	t.Parallel()
	office, err := calendar.Parse([]byte(`{"format":1,"time_zone":"UTC","week":{"wed":"10:00-11:00"}}`), parseEnv())
	require.NoError(t, err)
	require.Empty(t, office.Name())
	first, last := office.Coverage()
	require.Equal(t, "1990-01-01 2059-12-31", first.String()+" "+last.String())
}

func TestParseDaysOfTheWeek(t *testing.T) {
	t.Parallel()
	tests := []struct{ week, open string }{
		{`{"sun":"H"}`, "Sun"},
		{`{"mon":"H","wed":"H","sat":"H"}`, "Mon Wed Sat"},
		{`{"mon-fri":"H"}`, "Mon Tue Wed Thu Fri"},
		{`{"mon-sun":"H"}`, "Sun Mon Tue Wed Thu Fri Sat"},
		{`{"sun-sat":"H"}`, "Sun Mon Tue Wed Thu Fri Sat"},
		{`{"fri-mon":"H"}`, "Sun Mon Fri Sat"},
		{`{"sat-sun":"H"}`, "Sun Sat"},
		{`{"sun-mon":"H"}`, "Sun Mon"},
		{`{"mon-fri":"H","sat":"closed"}`, "Mon Tue Wed Thu Fri"},
		{`{"tue":null,"thu":"H"}`, "Thu"},
	}
	for _, test := range tests {
		t.Run(test.week, func(t *testing.T) {
			t.Parallel()
			week := strings.ReplaceAll(test.week, "H", "09:00-17:00")
			spec, err := calendar.ParseSpec([]byte(`{"format":1,"time_zone":"UTC","week":`+week+`}`), parseEnv())
			require.NoError(t, err)
			var open []string
			for day, hours := range spec.Week {
				if !hours.IsZero() {
					open = append(open, time.Weekday(day).String()[:3])
				}
			}
			require.Equal(t, test.open, strings.Join(open, " "))
		})
	}
}

// parseOffice is a good document, which the problems are written into.
const parseOffice = `{"format":1,"time_zone":"UTC","week":{"mon-fri":"09:00-17:00"}`

func TestParseProblems(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		document string
		problems []string
	}{
		// No document.
		{"empty", ``, []string{"line 1, column 1: unexpected end of the document"}},
		{"not JSON", "{\n junk}", []string{"line 2, column 2: unexpected 'j'"}},
		{"cut off", parseOffice, []string{"line 1, column 63: unexpected end of the document"}},
		{"two documents", parseOffice + "} {}", []string{"line 1, column 65: data after the end of the document"}},
		{"not UTF-8", parseOffice + "}\xff", []string{"document is not UTF-8 from byte 63 on"}},
		{"null", `null`, []string{"must be an object, not null"}},
		{"an array", `[]`, []string{"must be an object, not an array"}},
		{"ten megabytes", `{"name":"` + strings.Repeat("x", 10<<20) + `"}`, []string{"document has 10485771 bytes, more than the limit of 1048576"}},
		{"deep arrays", strings.Repeat("[", 1000), []string{"[0][0][0][0][0][0][0][0]: nested more than 8 levels deep"}},
		{"deep objects", strings.Repeat(`{"week":`, 1000), []string{"week.week.week.week.week.week.week.week: nested more than 8 levels deep"}},

		// Keys.
		{"unknown field", parseOffice + `,"zone":1}`, []string{"zone: unknown field"}},
		{"misspelt field", parseOffice + `,"hollidays":[],"Name":"x"}`, []string{
			`hollidays: unknown field, did you mean "holidays"?`, `Name: unknown field, did you mean "name"?`,
		}},
		{"misspelt in a change", parseOffice + `,"changes":[{"form":"2026-01-01","from":"2026-01-01"}]}`, []string{`changes[0].form: unknown field, did you mean "from"?`}},
		{"unknown null", parseOffice + `,"holiday":null}`, []string{`holiday: unknown field, did you mean "holidays"?`}},
		{"duplicate keys", parseOffice + `,"name":"a","name":"b","coverage":{"last":"2026-12-31","last":"2027-12-31"},"format":1}`, []string{
			"name: key appears twice", "coverage.last: key appears twice", "format: key appears twice",
		}},
		{"day twice", `{"format":1,"time_zone":"UTC","week":{"mon":"09:00-17:00","mon":"09:00-17:00"}}`, []string{"week.mon: key appears twice"}},

		// Format, zone.
		{"nothing", `{}`, []string{"format: is required", "time_zone: is required", "week: no working time on any date"}},
		{"nulls", `{"format":null,"time_zone":null,"week":null}`, []string{"format: is required", "time_zone: is required", "week: no working time on any date"}},
		{"format of the future", `{"format":2,"time_zone":"UTC","week":{"mon":"09:00-17:00"}}`, []string{"format: unknown format 2, this library reads 1"}},
		{"format 0", `{"format":0,"time_zone":"UTC","week":{"mon":"09:00-17:00"}}`, []string{"format: unknown format 0, this library reads 1"}},
		{"format 1.0", `{"format":1.0,"time_zone":"UTC","week":{"mon":"09:00-17:00"}}`, []string{`format: must be a whole number without fraction and exponent, not "1.0"`}},
		{"unknown zone", `{"format":1,"time_zone":"Mars/Olympus","week":{"mon":"09:00-17:00"}}`, []string{`time_zone: unknown zone "Mars/Olympus"`}},
		{"long zone", `{"format":1,"time_zone":"` + strings.Repeat("z", 90) + `","week":{"mon":"09:00-17:00"}}`, []string{`time_zone: unknown zone "` + strings.Repeat("z", 80) + `"…`}},
		{"zone of the machine", `{"format":1,"time_zone":"Local","week":{"mon":"09:00-17:00"}}`, []string{"time_zone: names no zone: write one such as Europe/London or UTC"}},
		{"empty zone", `{"format":1,"time_zone":"","week":{"mon":"09:00-17:00"}}`, []string{"time_zone: names no zone: write one such as Europe/London or UTC"}},

		// Hours.
		{"no hours", `{"format":1,"time_zone":"UTC"}`, []string{"week: no working time on any date"}},
		{"hours of the week", `{"format":1,"time_zone":"UTC","week":{"mon":"09:00-12:00,11:00-17:00","tue":"09:00:00junk","wed":"","thu":"24:00-06:00","fri":"9-17"}}`, []string{
			"week.mon: windows 09:00-12:00 and 11:00-17:00 overlap",
			`week.tue: "09:00:00junk" is not a window such as 09:00-17:00, nor "closed"`,
			`week.wed: "" is not a window such as 09:00-17:00, nor "closed"`,
			"week.thu: window 24:00-06:00 opens at the end of the day: write 00:00 in the hours of the next day",
			`week.fri: "9-17" is not a window such as 09:00-17:00, nor "closed"`,
		}},
		{"days of the week", `{"format":1,"time_zone":"UTC","week":{"monday":"closed","Mon":"closed","mon-mon":"closed","mon-":"closed","-":"closed","mon-fri-sat":"closed"}}`, []string{
			"week.monday: " + parseNoDay("monday"), "week.Mon: " + parseNoDay("Mon"), "week.mon-mon: " + parseNoDay("mon-mon"),
			"week.mon-: " + parseNoDay("mon-"), "week.-: " + parseNoDay("-"), "week.mon-fri-sat: " + parseNoDay("mon-fri-sat"),
		}},
		{"days named twice", `{"format":1,"time_zone":"UTC","week":{"mon-fri":"09:00-17:00","wed":"closed","fri-mon":"closed","sat":"closed"}}`, []string{
			`week.wed: names wed, as "mon-fri" does already`, `week.fri-mon: names fri, as "mon-fri" does already`,
		}},
		{"week and rotation", parseOffice + `,"rotation":{"anchor":"2026-01-05","weeks":[{}]}}`, []string{"rotation: stands beside a week: use one of them"}},
		{"rotation of nothing", `{"format":1,"time_zone":"UTC","rotation":{}}`, []string{"rotation.anchor: is required", "rotation.weeks: is required"}},
		{"rotation without weeks", `{"format":1,"time_zone":"UTC","rotation":{"anchor":"2026-01-05","weeks":[]}}`, []string{"rotation.weeks: is required", "week: no working time on any date"}},
		{"rotation without an anchor", `{"format":1,"time_zone":"UTC","rotation":{"weeks":[{"mon":"09:00-17:00"}]}}`, []string{"rotation.anchor: is required"}},
		{"rotation with 367 weeks", `{"format":1,"time_zone":"UTC","rotation":{"anchor":"2026-01-05","weeks":[{"mon":"09:00-17:00"}` + strings.Repeat(",{}", 366) + `]}}`, []string{"rotation.weeks: has 367 weeks, more than 366"}},
		{"a week of a rotation", `{"format":1,"time_zone":"UTC","rotation":{"anchor":"2026-02-30","weeks":[{"mon":"x"},null]}}`, []string{
			"rotation.anchor: no such date: 2026-02 has no day 30",
			`rotation.weeks[0].mon: "x" is not a window such as 09:00-17:00, nor "closed"`,
			"rotation.weeks[1]: must be an object, not null",
		}},
		{"closed make-up workdays", parseOffice + `,"makeup":"closed","holidays":[{"date":"2026-01-03","makeup":true,"hours":"closed"}]}`, []string{
			"makeup: a make-up workday is not closed", "holidays[0].hours: a make-up workday is not closed",
		}},

		// Changes, holidays, overrides.
		{"changes", parseOffice + `,"changes":[{},null,{"from":"2026-01-01"},{"from":"2026-01-01","week":{}},{"from":"x","week":{"mon":"x"}},
			{"from":"2026-03-01","week":{"mon":"09:00-17:00"},"rotation":{"anchor":"2026-01-05","weeks":[{}]}}]}`, []string{
			"changes[0].from: is required", "changes[1]: must be an object, not null",
			`changes[4].from: "x" is not a date of the form 2006-01-02`, `changes[4].week.mon: "x" is not a window such as 09:00-17:00, nor "closed"`,
			"changes[3].from: 2026-01-01 is the date of changes[2] too", "changes[5].rotation: stands beside a week: use one of them",
		}},
		{"holidays", parseOffice + `,"holidays":[{},null,{"date":"2026-13-45"},{"date":"2026-02-30","makeup":"yes"},{"date":"2026-01-01","hours":"x","nam":"y"}]}`, []string{
			"holidays[0].date: is required", "holidays[1]: must be an object, not null", "holidays[2].date: no such date: 2026-13-45",
			"holidays[3].date: no such date: 2026-02 has no day 30", "holidays[3].makeup: must be true or false, not a string",
			`holidays[4].hours: "x" is not a window such as 09:00-17:00, nor "closed"`, `holidays[4].nam: unknown field, did you mean "name"?`,
		}},
		{"overrides", parseOffice + `,"overrides":[{},{"date":"2026-01-01","hours":"closed"},{"date":"2026-01-01","hours":"closed"},{"date":"2026-02-29","hours":"closed"}]}`, []string{
			"overrides[0].date: is required", "overrides[0].hours: is required", "overrides[3].date: no such date: 2026-02 has no day 29",
			"overrides[2].date: 2026-01-01 is the date of overrides[1] too",
		}},
		{"override outside the coverage", parseOffice + `,"coverage":{"last":"2026-12-31"},"overrides":[{"date":"1989-12-31","hours":"closed"},{"date":"2026-12-31","hours":"closed"},{"date":"2027-01-01","hours":"closed"}]}`, []string{
			"overrides[0].date: 1989-12-31 lies outside the coverage, 1990-01-01 to 2026-12-31",
			"overrides[2].date: 2027-01-01 lies outside the coverage, 1990-01-01 to 2026-12-31",
		}},
		{"unknown source", parseOffice + `,"holidays":[{"date":"2026-01-01"},{"source":"uk"},{"source":5}]}`, []string{
			`holidays[1].source: unknown holiday source "uk": Env has us`, "holidays[2].source: must be a string, not a number",
		}},
		{"make-up workdays that differ", parseOffice + `,"coverage":{"first":"2026-01-01","last":"2026-12-31"},"holidays":[{"date":"2026-01-03","makeup":true,"hours":"09:00-12:00"},{"date":"2026-01-02"},{"date":"2026-01-03","makeup":true,"hours":"09:00-13:00"}]}`, []string{
			"holidays[2]: 2026-01-03: two make-up workdays on this date have different hours",
		}},
		{"make-up workday without hours to have", `{"format":1,"time_zone":"UTC","coverage":{"first":"2026-01-01","last":"2026-12-31"},"overrides":[{"date":"2026-03-01","hours":"10:00-14:00"}],"holidays":[{"date":"2026-01-02"},{"date":"2026-01-03","makeup":true}]}`, []string{
			"holidays[1]: 2026-01-03: no weekday is open, so that make-up workdays need hours of their own",
		}},

		// Coverage.
		{"coverage with wrong keys", parseOffice + `,"coverage":{"frist":"2026-01-01","until":"2026-01-01"},"beyond":"guess"}`, []string{
			`coverage.frist: unknown field, did you mean "first"?`, "coverage.until: unknown field", `beyond: "guess" is neither "refuse" nor "provisional"`,
		}},
		{"coverage that ends before it begins", parseOffice + `,"coverage":{"first":"2026-01-01","last":"2025-12-31"}}`, []string{"coverage.last: 2025-12-31 is before the first date 2026-01-01"}},
		{"coverage without an end", parseOffice + `,"coverage":{"first":"2060-01-01"}}`, []string{"coverage.last: is required with a first date after 2059-12-31"}},
		{"coverage of 130 years and a day", parseOffice + `,"coverage":{"first":"1900-01-01","last":"2030-01-01"}}`, []string{"coverage.last: 2030-01-01 is more than 130 years after the first date 1900-01-01"}},
		{"coverage past what a source knows", parseOffice + `,"coverage":{"last":"2028-06-30"},"holidays":[{"date":"2026-01-01"},{"source":"us"}]}`, []string{
			`coverage.last: source "us" does not know the holidays of 2028-01-01`,
		}},
		{"coverage before what a source knows", parseOffice + `,"coverage":{"first":"2024-06-30"},"holidays":[{"source":"us"}]}`, []string{
			`coverage.first: source "us" does not know the holidays of 2024-06-30`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			office, err := calendar.Parse([]byte(test.document), parseEnv())
			require.Nil(t, office)
			require.Equal(t, test.problems, parseTexts(t, err))
		})
	}
}

func parseNoDay(key string) string {
	return fmt.Sprintf("%q is neither a day, one of sun, mon, tue, wed, thu, fri, sat, nor a range of them such as mon-fri", key)
}

// parsePlace is a value in a document and its path in the words of an error.
type parsePlace struct {
	path  string
	value any
	// set returns the document with another value there.
	set func(value any) string
}

// parsePlaces returns every place in parseBoston.
func parsePlaces(t *testing.T) []parsePlace {
	t.Helper()
	var root any
	require.NoError(t, json.Unmarshal([]byte(parseBoston), &root))
	text := func() string { return string(mustJSON(t, root)) }
	var places []parsePlace
	var walk func(path string, value any, put func(any))
	walk = func(path string, value any, put func(any)) {
		if path != "" {
			places = append(places, parsePlace{path, value, func(other any) string {
				put(other)
				defer put(value)
				return text()
			}})
		}
		switch value := value.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(value)) {
				walk(strings.TrimPrefix(path+"."+key, "."), value[key], func(other any) { value[key] = other })
			}
		case []any:
			for i := range value {
				walk(fmt.Sprintf("%s[%d]", path, i), value[i], func(other any) { value[i] = other })
			}
		}
	}
	walk("", root, nil)
	return places
}

func TestParseWrongTypeAtEveryPlace(t *testing.T) {
	t.Parallel()
	places := parsePlaces(t)
	require.Greater(t, len(places), 50)
	kind := func(value any) string { return fmt.Sprintf("%T", value) }
	for _, place := range places {
		for name, wrong := range map[string]any{"a number": 5.5, "a string": "x", "a boolean": false, "an array": []any{}, "an object": map[string]any{}} {
			if kind(wrong) == kind(place.value) {
				continue
			}
			_, err := calendar.Parse([]byte(place.set(wrong)), parseEnv())
			fields := commitment.FieldErrors(err)
			require.Len(t, fields, 1, "%s at %s: %v", name, place.path, err)
			require.Equal(t, place.path, fields[0].Path)
			require.Regexp(t, "^must be .*, not "+name+"$", fields[0].Err.Error(), place.path)
		}
	}
}

// parseRequired are the members that must be there.
var parseRequired = []string{
	"format", "time_zone", "changes[0].from", "changes[1].from", "changes[1].rotation.anchor", "changes[1].rotation.weeks",
	"holidays[1].date", "holidays[2].date", "holidays[3].date", "holidays[4].date",
	"overrides[0].date", "overrides[0].hours", "overrides[1].date", "overrides[1].hours",
}

func TestParseNullIsAbsent(t *testing.T) {
	t.Parallel()
	for _, place := range parsePlaces(t) {
		key := place.path[strings.LastIndexByte(place.path, '.')+1:]
		null := place.set(nil)
		absent := strings.Replace(place.set("ABSENT"), fmt.Sprintf("%q:%q,", key, "ABSENT"), "", 1)
		absent = strings.Replace(absent, fmt.Sprintf("%q:%q", key, "ABSENT"), "", 1)
		absent = strings.Replace(absent, ",}", "}", 1)
		got, err := calendar.ParseSpec([]byte(null), parseEnv())
		switch {
		case strings.HasSuffix(place.path, "]"):
			require.Equal(t, []string{place.path + ": must be an object, not null"}, parseTexts(t, err))
		case slices.Contains(parseRequired, place.path):
			require.Equal(t, []string{place.path + ": is required"}, parseTexts(t, err))
			_, err = calendar.ParseSpec([]byte(absent), parseEnv())
			require.Equal(t, []string{place.path + ": is required"}, parseTexts(t, err))
		default:
			wanted, wantedErr := calendar.ParseSpec([]byte(absent), parseEnv())
			if wantedErr != nil { // without its source, a holiday needs a date
				require.Equal(t, parseTexts(t, wantedErr), parseTexts(t, err), place.path)
				continue
			}
			require.NoError(t, err, place.path)
			require.Equal(t, wanted, got, place.path)
		}
	}
}

func TestParseUnknownFieldInEveryObject(t *testing.T) {
	t.Parallel()
	for _, place := range parsePlaces(t) {
		object, ok := place.value.(map[string]any)
		if !ok {
			continue
		}
		more := maps.Clone(object)
		more["~"] = nil
		_, err := calendar.Parse([]byte(place.set(more)), parseEnv())
		problem := "unknown field"
		if strings.HasSuffix(place.path, "week") || strings.Contains(place.path, "weeks[") {
			more["~"] = "closed"
			_, err = calendar.Parse([]byte(place.set(more)), parseEnv())
			problem = parseNoDay("~")
		}
		require.Equal(t, []string{place.path + `["~"]: ` + problem}, parseTexts(t, err))
	}
}

var errParseZone = errors.New("no zone files here")
