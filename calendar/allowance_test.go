package calendar_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

func TestAllowanceTexts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		written string
		unit    calendar.Unit
		time    time.Duration
		count   int
	}{
		{"4h30m", "4h30m0s", calendar.WorkingTime, 4*time.Hour + 30*time.Minute, 0},
		{"4h30m0s", "4h30m0s", calendar.WorkingTime, 4*time.Hour + 30*time.Minute, 0},
		{"0", "0s", calendar.WorkingTime, 0, 0},
		{"0s", "0s", calendar.WorkingTime, 0, 0},
		{"1.5h", "1h30m0s", calendar.WorkingTime, 90 * time.Minute, 0},
		{"1ns", "1ns", calendar.WorkingTime, 1, 0},
		{"2562047h47m16.854775807s", "2562047h47m16.854775807s", calendar.WorkingTime, 1<<63 - 1, 0},
		{"2bd", "2bd", calendar.BusinessDays, 0, 2},
		{"0bd", "0bd", calendar.BusinessDays, 0, 0},
		{"002bd", "2bd", calendar.BusinessDays, 0, 2},
		{"000000002bd", "2bd", calendar.BusinessDays, 0, 2},
		{"1000000bd", "1000000bd", calendar.BusinessDays, 0, 1000000},
		{"60d", "60d", calendar.CalendarDays, 0, 60},
		{"1mo", "1mo", calendar.Months, 0, 1},
		{"18mo", "18mo", calendar.Months, 0, 18},
		{"1y", "1y", calendar.Years, 0, 1},
		{`{"business_days":2}`, "2bd", calendar.BusinessDays, 0, 2},
		{`{"calendar_days": 60, "due": "same_time"}`, "60d", calendar.CalendarDays, 0, 60},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			a, err := calendar.ParseAllowance(test.text)
			require.NoError(t, err)
			require.Equal(t, test.unit, a.Unit())
			require.Equal(t, test.time, a.WorkingTime())
			require.Equal(t, test.count, a.Count())
			require.Equal(t, test.written, a.String())
			require.False(t, a.Rolls() || a.FromDate())
			require.True(t, a.DueTime().IsZero())
			cutOff, has := a.CutOff()
			require.True(t, cutOff.IsZero() && !has)
			require.Equal(t, a == calendar.Allowance{}, a.IsZero())
			if test.unit != calendar.WorkingTime {
				require.Equal(t, calendar.SameTime, a.DueRule())
				made, err := calendar.NewAllowance(test.count, test.unit)
				require.NoError(t, err)
				require.Equal(t, a, made)
			} else {
				made, err := calendar.NewWorkingTime(test.time)
				require.NoError(t, err)
				require.Equal(t, a, made)
			}
			requireAllowanceRoundTrip(t, a)
		})
	}
}

// requireAllowanceRoundTrip checks that no form loses anything.
func requireAllowanceRoundTrip(t *testing.T, a calendar.Allowance) {
	t.Helper()
	require.Equal(t, a, calendar.MustAllowance(a.String()))
	text, err := a.MarshalText()
	require.NoError(t, err)
	require.Equal(t, a.String(), string(text))
	read := calendar.MustAllowance("77d")
	require.NoError(t, read.UnmarshalText(text))
	require.Equal(t, a, read)
	data, err := json.Marshal(a)
	require.NoError(t, err)
	read = calendar.MustAllowance("77d")
	require.NoError(t, json.Unmarshal(data, &read))
	require.Equal(t, a, read)
	require.Equal(t, strings.HasPrefix(string(text), "{"), strings.HasPrefix(string(data), "{"), "short texts are strings in JSON")
}

func TestAllowanceTextsThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, message string }{
		{"nothing", "", "is not an allowance such as 4h30m"},
		{"no unit", "4", "is not an allowance"},
		{"no number", "bd", "is not an allowance"},
		{"unknown unit", "2weeks", "is not an allowance"},
		{"space", "2 bd", "is not an allowance"},
		{"days and time", "2d4h", "is not an allowance"},
		{"fraction of a day", "1.5d", "is not an allowance"},
		{"negative days", "-2bd", "is not an allowance"},
		{"plus", "+2bd", "is not an allowance"},
		{"negative time", "-4h", "an allowance is not negative"},
		{"too many days", "1000001d", "an allowance of 1000001 calendar_days is more than 1000000"},
		{"far too many days", "12345678901d", "is not an allowance"},
		{"ten digits", "0000000002bd", "is not an allowance"},
		{"upper case", "2BD", "is not an allowance"},
		{"too long", strings.Repeat("0", 1000) + "1h", "is not an allowance"},
		{"too much time", "2562047h47m16.854775808s", "is not an allowance"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, err := calendar.ParseAllowance(test.text)
			requireInvalid(t, err, test.message)
			require.ErrorContains(t, err, strconv.Quote(test.text[:min(80, len(test.text))]))
			require.Equal(t, calendar.Allowance{}, a)
			require.Panics(t, func() { calendar.MustAllowance(test.text) })
			before := calendar.MustAllowance("2bd")
			require.Error(t, before.UnmarshalText([]byte(test.text)))
			require.Error(t, json.Unmarshal(fmt.Appendf(nil, "%q", test.text), &before))
			require.Equal(t, "2bd", before.String(), "an error leaves the value alone")
		})
	}
	longest := strings.Repeat("0", 998) + "1h"
	require.Equal(t, time.Hour, calendar.MustAllowance(longest).WorkingTime(), "1,000 bytes")
}

func TestNewAllowance(t *testing.T) {
	t.Parallel()
	_, err := calendar.NewWorkingTime(-1)
	requireInvalid(t, err, "calendar: an allowance is not negative")
	_, err = calendar.NewAllowance(-1, calendar.BusinessDays)
	requireInvalid(t, err, "calendar: an allowance is not negative")
	_, err = calendar.NewAllowance(1000001, calendar.Years)
	requireInvalid(t, err, "more than 1000000")
	for _, unit := range []calendar.Unit{0, calendar.WorkingTime, calendar.Years + 1} {
		_, err = calendar.NewAllowance(1, unit)
		requireInvalid(t, err, "an allowance of whole "+unit.String()+" is not possible")
	}
	require.Equal(t, calendar.WorkingTime, calendar.Allowance{}.Unit())
	require.True(t, calendar.Allowance{}.IsZero())
	require.Equal(t, "0s", calendar.Allowance{}.String())
	require.False(t, calendar.MustAllowance("0bd").IsZero(), "rolls to the next opening")
}

func TestAllowanceObjects(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, written string
		due           calendar.DueRule
		at, cutOff    string
		fromDate      bool
		roll          bool
	}{
		{`{"business_days": 7, "from": "date", "due": "end_of_day"}`, `{"business_days":7,"from":"date","due":"end_of_day"}`, calendar.EndOfDay, "00:00", "", true, false},
		{`{"business_days": 2, "from": "date"}`, `{"business_days":2,"from":"date"}`, calendar.SameTime, "00:00", "", true, false},
		{`{"business_days": 1, "due": "16:00", "cut_off": "14:00"}`, `{"business_days":1,"due":"16:00","cut_off":"14:00"}`, calendar.DueAt, "16:00", "14:00", false, false},
		{`{"business_days": 1, "cut_off": "00:00"}`, `{"business_days":1,"cut_off":"00:00"}`, calendar.SameTime, "00:00", "00:00", false, false},
		{`{"business_days": 1, "due": "00:00"}`, `{"business_days":1,"due":"00:00"}`, calendar.DueAt, "00:00", "", false, false},
		{`{"business_days": 1, "due": "24:00"}`, `{"business_days":1,"due":"24:00"}`, calendar.DueAt, "24:00", "", false, false},
		{`{"business_days": 2, "due": "wall_time"}`, `{"business_days":2,"due":"wall_time"}`, calendar.WallTime, "00:00", "", false, false},
		{`{"business_days": 2, "due": "wall_time", "from": "date"}`, `{"business_days":2,"due":"wall_time"}`, calendar.WallTime, "00:00", "", false, false},
		{`{"business_days": 2, "due": "end_of_date"}`, `{"business_days":2,"due":"end_of_date"}`, calendar.EndOfDate, "00:00", "", false, false},
		{
			`{"calendar_days": 60, "due": "end_of_date", "roll": "next_business_day"}`, `{"calendar_days":60,"due":"end_of_date","roll":"next_business_day"}`,
			calendar.EndOfDate, "00:00", "", false, true,
		},
		{`{"calendar_days": 60, "roll": "next_business_day"}`, `{"calendar_days":60,"roll":"next_business_day"}`, calendar.SameTime, "00:00", "", false, true},
		{`{"months": 3, "due": "end_of_day"}`, `{"months":3,"due":"end_of_day"}`, calendar.EndOfDay, "00:00", "", false, false},
		{`{"years": 1, "due": "12:30:15"}`, `{"years":1,"due":"12:30:15"}`, calendar.DueAt, "12:30:15", "", false, false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			a, err := calendar.ParseAllowance(test.text)
			require.NoError(t, err)
			require.Equal(t, test.written, a.String())
			require.Equal(t, test.due, a.DueRule())
			require.Equal(t, test.at, a.DueTime().String())
			require.Equal(t, test.fromDate, a.FromDate())
			require.Equal(t, test.roll, a.Rolls())
			cutOff, has := a.CutOff()
			require.Equal(t, test.cutOff != "", has)
			if has {
				require.Equal(t, test.cutOff, cutOff.String())
			}
			require.False(t, a.IsZero())
			requireAllowanceRoundTrip(t, a)
		})
	}
}

// requireProblems checks that an error says what is wrong with which fields,
// all of it: each expected text is "path: part of the cause".
func requireProblems(t *testing.T, err error, expected ...string) {
	t.Helper()
	require.ErrorIs(t, err, commitment.ErrInvalid)
	found := make([]string, 0, len(expected))
	for _, field := range commitment.FieldErrors(err) {
		found = append(found, field.Error())
	}
	require.Len(t, found, len(expected), "%q", found)
	for i, text := range expected {
		path, cause, _ := strings.Cut(text, ": ")
		require.Truef(t, strings.HasPrefix(found[i], path+": ") && strings.Contains(found[i], cause), "expected %q, got %q", text, found[i])
	}
	require.True(t, strings.HasPrefix(err.Error(), "calendar: "), err)
}

func TestAllowanceObjectsThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		problems   []string
	}{
		{"two units", `{"business_days": 2, "months": 1, "years": 1}`, []string{
			"months: stands beside business_days: use one of them", "years: stands beside business_days",
		}},
		{"negative", `{"business_days": -1}`, []string{"business_days: an allowance is not negative"}},
		{"too many", `{"calendar_days": 1000001}`, []string{"calendar_days: is more than 1000000"}},
		{"cut-off of calendar days", `{"calendar_days": 2, "cut_off": "14:00"}`, []string{"cut_off: is for business_days only"}},
		{"cut-off of the wall time", `{"business_days": 2, "due": "wall_time", "cut_off": "14:00"}`, []string{`cut_off: has no place beside due "wall_time"`}},
		{"roll of business days", `{"business_days": 2, "roll": "next_business_day"}`, []string{"roll: has no place beside business_days"}},
		{"wall time of calendar days", `{"calendar_days": 2, "due": "wall_time"}`, []string{`due: "wall_time" is for business_days only`}},
		{"unknown due", `{"business_days": 2, "due": "noon"}`, []string{`due: "noon" is neither "same_time", "end_of_day", "end_of_date", "wall_time" nor a time of day`}},
		{"unknown from", `{"business_days": 2, "from": "now"}`, []string{`from: "now" is not "date"`}},
		{"unknown roll", `{"months": 2, "roll": "back"}`, []string{`roll: "back" is not "next_business_day"`}},
		{"bad cut-off", `{"business_days": 2, "cut_off": "25:00"}`, []string{"cut_off: is not a time of day"}},
		{"several at once", `{"business_days": -2, "due": "noon", "from": "now", "cut_off": "x"}`, []string{
			"business_days: negative", "due: is neither", "from: is not", "cut_off: is not a time of day",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, err := calendar.ParseAllowance(test.text)
			requireProblems(t, err, test.problems...)
			require.Equal(t, calendar.Allowance{}, a)
			require.Error(t, a.UnmarshalJSON([]byte(test.text)))
			require.Equal(t, calendar.Allowance{}, a)
		})
	}
	for _, text := range []string{
		`{}`, `{"due": "end_of_day"}`, `{"business_days": 2.5}`, `{"business_days": "2"}`, `{"business_days": 2, "unknown": 1}`,
		`{"business_days": 2, "due": 5}`, `{"business_days": 2, "from": true}`, `{"business_days": 2, "roll": []}`,
		`{"business_days": 2`, `{"business_days": 2} ` + strings.Repeat(" ", 1000), `{"business_days": 2, "business_days": 3}`,
	} {
		_, err := calendar.ParseAllowance(text)
		require.ErrorIs(t, err, commitment.ErrInvalid, text)
		require.NotEmpty(t, commitment.FieldErrors(err))
	}
	for _, text := range []string{`5`, `true`, `[]`, `"2bd`} {
		var a calendar.Allowance
		require.ErrorIs(t, a.UnmarshalJSON([]byte(text)), commitment.ErrInvalid, text)
	}
	a := calendar.MustAllowance("2bd")
	require.EqualError(t, a.UnmarshalJSON([]byte(`5`)), "calendar: must be a string or an object, not a number")
	require.NoError(t, a.UnmarshalJSON([]byte(`null`)))
	require.Equal(t, "2bd", a.String())
	_, err := calendar.ParseAllowance(`{"due": "end_of_day"}`)
	require.ErrorContains(t, err, "needs one of business_days, calendar_days, months and years")
}

func TestNamesOfEnums(t *testing.T) {
	t.Parallel()
	texts := func(values ...fmt.Stringer) []string {
		list := make([]string, 0, len(values))
		for _, v := range values {
			list = append(list, v.String())
		}
		return list
	}
	require.Equal(t, []string{"working_time", "business_days", "calendar_days", "months", "years", "Unit(6)", "Unit(0)"},
		texts(calendar.WorkingTime, calendar.BusinessDays, calendar.CalendarDays, calendar.Months, calendar.Years, calendar.Unit(6), calendar.Unit(0)))
	require.Equal(t, []string{"same_time", "end_of_day", "end_of_date", "wall_time", "at", "DueRule(6)"},
		texts(calendar.SameTime, calendar.EndOfDay, calendar.EndOfDate, calendar.WallTime, calendar.DueAt, calendar.DueRule(6)))
	require.Equal(t, []string{"day_off", "makeup", "short_day", "HolidayKind(4)"},
		texts(calendar.DayOff, calendar.Makeup, calendar.ShortDay, calendar.HolidayKind(4)))
	require.Equal(t, []string{"refuse", "provisional", "Beyond(3)"}, texts(calendar.Refuse, calendar.Provisional, calendar.Beyond(3)))
	require.Equal(t, []string{"workday", "rest_day", "holiday", "makeup", "short_day", "override", "skipped", "DayKind(8)"},
		texts(calendar.Workday, calendar.RestDay, calendar.HolidayDay, calendar.MakeupDay, calendar.ShortenedDay, calendar.OverrideDay, calendar.SkippedDay, calendar.DayKind(8)))
}

func FuzzParseAllowance(f *testing.F) {
	for _, text := range []string{
		"4h30m", "2bd", "60d", "1mo", "1y", "-4h", `{"business_days": 7, "from": "date", "due": "end_of_day"}`,
		`{"business_days": 1, "due": "16:00", "cut_off": "14:00"}`, `{"calendar_days": 60, "due": "end_of_date", "roll": "next_business_day"}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := calendar.ParseAllowance(text)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.Equal(t, calendar.Allowance{}, a)
			return
		}
		requireAllowanceRoundTrip(t, a)
		require.GreaterOrEqual(t, a.Count(), 0)
		require.GreaterOrEqual(t, a.WorkingTime(), time.Duration(0))
	})
}
