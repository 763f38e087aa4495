package calendar_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// accountPlaces are zones whose clocks make accounts hard, each with a year in
// which something happens: midnights that are skipped or repeated, dates that
// are skipped, half hours.
var accountPlaces = []struct {
	zone string
	year int
}{
	{"UTC", 2026},
	{"Asia/Shanghai", 1991},
	{"Asia/Kolkata", 2026},
	{"America/New_York", 2026},
	{"America/Havana", 2026},
	{"America/Santiago", 2026},
	{"America/Sao_Paulo", 2018},
	{"America/St_Johns", 2006},
	{"Africa/Cairo", 2026},
	{"Africa/Casablanca", 2026},
	{"Asia/Tehran", 2020},
	{"Australia/Lord_Howe", 2026},
	{"Pacific/Apia", 2011},
}

// accountHours are the hours that random weeks are made of.
var accountHours = []string{
	"closed", "closed", "09:00-17:00", "09:00-12:00,13:30-18:00", "22:00-06:00", "00:00-24:00", "00:00-02:30",
	"18:00-24:00", "12:00-12:00", "23:30-00:30", "00:00-00:01,23:00-24:00", "08:30:15-08:30:16",
}

// accountCalendar returns a calendar of random hours for a year, its eve and its morrow.
func accountCalendar(t *testing.T, random *rand.Rand, zone string, year int) *calendar.Calendar {
	t.Helper()
	location, err := time.LoadLocation(zone)
	require.NoError(t, err)
	hours := func() calendar.Hours { return calendar.MustHours(accountHours[random.IntN(len(accountHours))]) }
	spec := calendar.Spec{
		Name: "random", Location: location, Week: calendar.EveryDay(hours()),
		First: calendar.MustDate(year-1, time.December, 1), Last: calendar.MustDate(year+1, time.March, 31),
	}
	for day := range spec.Week {
		if random.IntN(2) == 0 {
			spec.Week[day] = hours()
		}
	}
	spec.Week[random.IntN(7)] = calendar.MustHours("00:00-24:00")
	for i := range 20 {
		date := calendar.MustDate(year, time.January, 1).AddDays(18*i + random.IntN(18))
		spec.Overrides = append(spec.Overrides, calendar.Override{Date: date, Hours: hours(), Name: "random"})
	}
	office, err := calendar.New(spec)
	require.NoError(t, err)
	return office
}

// accountStart returns a random instant of a year; two of three are near a
// change of the clocks.
func accountStart(random *rand.Rand, year int, location *time.Location) time.Time {
	t := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.Int64N(int64(365 * 24 * time.Hour)))).In(location)
	if _, end := t.ZoneBounds(); random.IntN(3) > 0 && !end.IsZero() && end.Year() == year {
		t = end.Add(time.Duration(random.IntN(97)-72) * time.Hour / 2)
	}
	return t
}

func TestAccountOfWorkingTimeAddsUp(t *testing.T) {
	t.Parallel()
	for _, place := range accountPlaces {
		t.Run(place.zone, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(7, uint64(place.year)))
			for range 4 {
				office := accountCalendar(t, random, place.zone, place.year)
				for range 12 {
					start := accountStart(random, place.year, office.Location())
					d := time.Duration(random.Int64N(int64(60 * time.Hour)))
					if random.IntN(2) == 0 {
						d = d.Truncate(30 * time.Minute)
					}
					requireAccountOfTime(t, office, start, d)
				}
			}
		})
	}
}

func requireAccountOfTime(t *testing.T, office *calendar.Calendar, start time.Time, d time.Duration) {
	t.Helper()
	allowance, err := calendar.NewWorkingTime(d)
	require.NoError(t, err)
	due, err := office.Due(start, allowance)
	require.NoError(t, err)
	account, err := office.Account(start, allowance)
	require.NoError(t, err)
	where := []any{"%s from %s to %s", d, start, due}

	require.Equal(t, allowance, account.Allowance, where...)
	require.Equal(t, due, account.Due, where...)
	require.Equal(t, start.In(office.Location()), account.Start, where...)
	require.Equal(t, account.Start, account.Received, where...)
	require.NotEmpty(t, account.Days, where...)
	first, _ := office.Coverage()
	if date := calendar.DateOf(account.Start); date.After(first) {
		first = date
	}
	require.Equal(t, first, account.Days[0].Date, where...)
	var worked time.Duration
	var counted []calendar.Interval
	for i, day := range account.Days {
		require.Equal(t, account.Days[0].Date.AddDays(i), day.Date, where...)
		known, err := office.Day(day.Date)
		require.NoError(t, err)
		require.Equal(t, known, day.Day, where...)
		require.Equal(t, -1, day.Number, where...)
		var sum time.Duration
		for _, part := range day.Counted {
			require.False(t, part.IsEmpty(), where...)
			sum += part.Duration()
			if n := len(counted); n > 0 && counted[n-1].End.Equal(part.Start) {
				counted[n-1].End = part.End
				continue
			}
			counted = append(counted, part)
		}
		require.Equal(t, sum, day.Worked, where...)
		worked += sum
	}
	require.Equal(t, d, worked, where...)
	periods, err := office.Periods(account.Start, account.Due)
	require.NoError(t, err)
	require.Equal(t, slices.Collect(periods), counted, where...)
}

func TestAccountOfBusinessDaysCounts(t *testing.T) {
	t.Parallel()
	allowances := []string{
		"1bd", "4bd", `{"business_days":2,"due":"end_of_day"}`, `{"business_days":3,"from":"date","due":"end_of_date"}`,
		`{"business_days":1,"due":"16:00","cut_off":"14:00"}`, `{"business_days":2,"due":"wall_time"}`,
		`{"business_days":5,"from":"date","cut_off":"12:00"}`,
	}
	for _, place := range accountPlaces {
		t.Run(place.zone, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(11, uint64(place.year)))
			for range 4 {
				office := accountCalendar(t, random, place.zone, place.year)
				for range 3 {
					start := accountStart(random, place.year, office.Location())
					for _, text := range allowances {
						requireAccountOfBusinessDays(t, office, start, calendar.MustAllowance(text))
					}
				}
			}
		})
	}
}

func requireAccountOfBusinessDays(t *testing.T, office *calendar.Calendar, start time.Time, allowance calendar.Allowance) {
	t.Helper()
	due, err := office.Due(start, allowance)
	require.NoError(t, err)
	account, err := office.Account(start, allowance)
	require.NoError(t, err)
	where := []any{"%s from %s to %s", allowance, start, due}

	require.Equal(t, due, account.Due, where...)
	require.Equal(t, start.In(office.Location()), account.Start, where...)
	if _, cut := allowance.CutOff(); !cut && (allowance.FromDate() || allowance.DueRule() == calendar.WallTime) {
		require.Equal(t, account.Start, account.Received, where...)
	}
	number, receipt := -1, calendar.Date{}
	for i, day := range account.Days {
		require.Equal(t, account.Days[0].Date.AddDays(i), day.Date, where...)
		require.Empty(t, day.Counted, where...)
		require.Zero(t, day.Worked, where...)
		if day.Number < 0 {
			require.Equal(t, -1, day.Number, where...)
			open, err := office.IsBusinessDay(day.Date)
			require.NoError(t, err)
			require.False(t, open && number >= 0 && number < allowance.Count(), "%s is not counted: %s from %s to %s", day.Date, allowance, start, due)
			continue
		}
		number++
		require.Equal(t, number, day.Number, where...)
		if number == 0 {
			receipt = day.Date
			continue
		}
		open, err := office.IsBusinessDay(day.Date)
		require.NoError(t, err)
		require.True(t, open, where...)
	}
	require.Equal(t, allowance.Count(), number, where...)
	last := account.Days[len(account.Days)-1]
	end := due
	if rule := allowance.DueRule(); rule == calendar.EndOfDay || rule == calendar.EndOfDate {
		end = due.Add(-1) // 24:00 of the last day
	}
	require.False(t, last.Date.After(calendar.DateOf(end)), where...)
	nth, err := office.AddBusinessDays(receipt, allowance.Count())
	require.NoError(t, err)
	require.False(t, last.Date.Before(nth), where...)
}

// accountOffice is open nine to five on weekdays of 2026, with something
// special every day in the first week of March.
func accountOffice(t *testing.T) *calendar.Calendar {
	t.Helper()
	return describeCalendar(t, `{"format":1,"name":"office","time_zone":"UTC","week":{"mon-fri":"09:00-17:00"},"coverage":{"first":"2026-01-01","last":"2026-12-31"},
		"holidays":[{"date":"2026-03-04","name":"Founders' Day"},{"date":"2026-03-05","name":"eve","hours":"08:00-12:00"},{"date":"2026-03-07","name":"for Wednesday","makeup":true},{"date":"2026-03-16"}],
		"overrides":[{"date":"2026-03-03","hours":"10:00-24:00","name":"stocktaking"},{"date":"2026-03-06","hours":"closed"}]}`)
}

func accountNights(t *testing.T) *calendar.Calendar {
	t.Helper()
	return describeCalendar(t, `{"format":1,"name":"nights","time_zone":"UTC","week":{"mon-sun":"22:00-06:00"},"coverage":{"first":"2026-01-01","last":"2026-12-31"}}`)
}

// accountAt reads "03-02 16:30" of 2026.
func accountAt(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", "2026-"+text)
	require.NoError(t, err)
	return at
}

func TestAccountReceived(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, start, allowance, received, due string }{
		{"working time", "03-01 12:00", "1h", "03-01 12:00", "03-02 10:00"},
		{"in hours", "03-02 16:30", "1bd", "03-02 16:30", "03-03 16:30"},
		{"out of hours", "03-01 12:00", "1bd", "03-02 09:00", "03-03 10:00"},
		{"at a closing", "03-02 17:00", "1bd", "03-03 10:00", "03-05 10:00"},
		{"from the date", "03-01 12:00", `{"business_days":1,"from":"date","due":"end_of_day"}`, "03-01 12:00", "03-02 17:00"},
		{"wall time", "03-01 12:00", `{"business_days":1,"due":"wall_time"}`, "03-01 12:00", "03-02 12:00"},
		{"before the cut-off", "03-02 13:59", `{"business_days":1,"due":"16:00","cut_off":"14:00"}`, "03-02 13:59", "03-03 16:00"},
		{"at the cut-off", "03-02 14:00", `{"business_days":1,"due":"16:00","cut_off":"14:00"}`, "03-03 10:00", "03-05 16:00"},
		{"at the cut-off, from the date", "03-01 14:00", `{"business_days":1,"from":"date","due":"16:00","cut_off":"14:00"}`, "03-02 09:00", "03-03 16:00"},
		{"out of hours, before the cut-off", "03-01 12:00", `{"business_days":0,"due":"end_of_day","cut_off":"09:01"}`, "03-02 09:00", "03-02 17:00"},
		{"calendar days", "03-01 12:00", "3d", "03-01 12:00", "03-04 12:00"},
	}
	office := accountOffice(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			account, err := office.Account(accountAt(t, test.start), calendar.MustAllowance(test.allowance))
			require.NoError(t, err)
			require.Equal(t, accountAt(t, test.received), account.Received)
			require.Equal(t, accountAt(t, test.due), account.Due)
		})
	}
}

func TestAccountDays(t *testing.T) {
	t.Parallel()
	office, nights := accountOffice(t), accountNights(t)
	tests := []struct {
		name             string
		office           *calendar.Calendar
		start, allowance string
		days             string // date, kind, and working time or number
	}{
		{"working time", office, "03-02 16:30", "18h", "03-02 workday 30m0s, 03-03 override 14h0m0s, 03-04 holiday, 03-05 short_day 3h0m0s, 03-06 override, 03-07 makeup 30m0s"},
		{"working time that ends at 24:00", office, "03-03 12:00", "12h", "03-03 override 12h0m0s"},
		{"no working time", office, "03-08 12:00", "0s", "03-08 rest_day"},
		{"working time overnight", nights, "03-01 23:00", "10h", "03-01 workday 1h0m0s, 03-02 workday 8h0m0s, 03-03 workday 1h0m0s"},
		{"the last shift", nights, "12-31 23:00", "4h", "12-31 workday 4h0m0s"},
		{"business days", office, "03-02 16:30", "2bd", "03-02 workday #0, 03-03 override #1, 03-04 holiday, 03-05 short_day #2, 03-06 override, 03-07 makeup"},
		{"business days, close of business", office, "03-03 16:30", `{"business_days":2,"due":"end_of_day"}`, "03-03 override #0, 03-04 holiday, 03-05 short_day #1, 03-06 override, 03-07 makeup #2"},
		{"business days to 24:00", office, "03-01 16:30", `{"business_days":2,"due":"end_of_day"}`, "03-01 rest_day, 03-02 workday #0, 03-03 override #1, 03-04 holiday, 03-05 short_day #2"},
		{"business days to the end of the date", office, "03-02 16:30", `{"business_days":1,"due":"end_of_date"}`, "03-02 workday #0, 03-03 override #1"},
		{"business days from the date", office, "03-08 16:30", `{"business_days":1,"from":"date","due":"end_of_day"}`, "03-08 rest_day #0, 03-09 workday #1"},
		{"business days at the wall time", office, "03-08 16:30", `{"business_days":1,"due":"wall_time"}`, "03-08 rest_day #0, 03-09 workday #1"},
		{"business days after the cut-off", office, "03-09 16:30", `{"business_days":1,"due":"12:00","cut_off":"14:00"}`, "03-09 workday, 03-10 workday #0, 03-11 workday #1"},
		{"business days from the tail of a shift", nights, "03-02 03:00", "1bd", "03-01 workday #0, 03-02 workday #1, 03-03 workday"},
		{"business days at the end of the coverage", nights, "12-30 23:00", `{"business_days":1,"due":"end_of_day"}`, "12-30 workday #0, 12-31 workday #1"},
		{"calendar days", office, "03-02 16:30", "5d", ""},
		{"calendar days that end on a business day", office, "03-02 16:30", `{"calendar_days":7,"roll":"next_business_day"}`, ""},
		{"calendar days that roll", office, "03-02 16:30", `{"calendar_days":12,"due":"end_of_date","roll":"next_business_day"}`, "03-14 rest_day, 03-15 rest_day, 03-16 holiday, 03-17 workday"},
		{"calendar days to the close of business", office, "03-02 16:30", `{"calendar_days":2,"due":"end_of_day"}`, "03-04 holiday, 03-05 short_day"},
		{"a month that rolls", office, "02-08 16:30", `{"months":1,"roll":"next_business_day"}`, "03-08 rest_day, 03-09 workday"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			account, err := test.office.Account(accountAt(t, test.start), calendar.MustAllowance(test.allowance))
			require.NoError(t, err)
			var days []string
			for _, day := range account.Days {
				text := day.Date.String()[5:] + " " + day.Kind.String()
				if day.Worked > 0 {
					text += " " + day.Worked.String()
				}
				if day.Number >= 0 {
					text += " #" + string(rune('0'+day.Number))
				}
				days = append(days, text)
			}
			require.Equal(t, test.days, strings.Join(days, ", "))
		})
	}
}

// In St. John's the clocks went back at 00:01 to 23:01 of the day before, so that
// instants of the first covered date can show the date before it.
func TestAccountOfAnInstantThatShowsTheDateBeforeTheCoverage(t *testing.T) {
	t.Parallel()
	office := describeCalendar(t, `{"format":1,"time_zone":"America/St_Johns","week":{"mon-sun":"00:00-24:00"},"coverage":{"first":"2006-10-29","last":"2006-12-31"}}`)
	start := time.Date(2006, time.October, 29, 3, 0, 0, 0, time.UTC)
	require.Equal(t, "2006-10-28", calendar.DateOf(start.In(office.Location())).String())
	requireAccountOfTime(t, office, start, 26*time.Hour)
}

func TestAccountErrorsAreThoseOfDue(t *testing.T) {
	t.Parallel()
	office := accountOffice(t)
	tests := []struct{ name, start, allowance, date string }{
		{"start before the coverage", "01-01 00:00", "1h", "2025-12-31"},
		{"working time past the coverage", "12-31 16:00", "2h", "2027-01-01"},
		{"business days past the coverage", "12-31 16:00", "1bd", "2027-01-01"},
		{"a roll past the coverage", "12-31 16:00", `{"calendar_days":1,"roll":"next_business_day"}`, "2027-01-01"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			start, allowance := accountAt(t, test.start), calendar.MustAllowance(test.allowance)
			if strings.HasPrefix(test.date, "2025") {
				start = start.Add(-time.Nanosecond)
			}
			_, wanted := office.Due(start, allowance)
			require.ErrorIs(t, wanted, calendar.ErrNotCovered)
			account, err := office.Account(start, allowance)
			require.Equal(t, wanted, err)
			require.Zero(t, account)
			lines, err := office.Explain(start, allowance, commitment.English)
			require.Equal(t, wanted, err)
			require.Empty(t, lines)
			var coverage *calendar.CoverageError
			require.ErrorAs(t, err, &coverage)
			require.Equal(t, test.date, coverage.Date.String())
		})
	}
	var zero calendar.Calendar
	for _, allowance := range []string{"1h", "1bd", "1d"} {
		_, wanted := zero.Due(accountAt(t, "03-02 16:30"), calendar.MustAllowance(allowance))
		require.Error(t, wanted)
		_, err := zero.Account(accountAt(t, "03-02 16:30"), calendar.MustAllowance(allowance))
		require.Equal(t, wanted, err)
	}
}

// The coverage of a set can begin within a date: what is used up on it is on the
// account of the first whole one, so that the days add up to the allowance.
func TestAccountOnADateThatIsCoveredInPart(t *testing.T) {
	t.Parallel()
	tokyo, utc := januaryOffice(), januaryOffice()
	tokyo.Location, tokyo.First = mustZone("Asia/Tokyo"), aDate("2023-12-01")
	set, err := calendar.Union("set", mustCalendar(t, tokyo), mustCalendar(t, utc))
	require.NoError(t, err)
	account, err := set.Account(utcAt("2024-01-01 09:00"), calendar.MustAllowance("10h"))
	require.NoError(t, err)
	require.Equal(t, "2024-01-02", account.Days[0].Date.String())
	require.Len(t, account.Days, 1)
	require.Equal(t, 10*time.Hour, account.Days[0].Worked)
}
