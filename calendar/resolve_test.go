package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// The changes of a zone's offset are read once, for the whole coverage. Noon is
// a time of day that no zone of these skips or repeats, so that the time
// package can be asked for every single date. Zone files hold a table up to
// 2037 at most and a rule for the years after it: both must be read.
func TestEveryNoonIsTheTimePackages(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"UTC", "America/New_York", "Europe/London", "Asia/Shanghai", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana",
		"America/Santiago", "America/Sao_Paulo", "Africa/Cairo", "Africa/Casablanca", "Asia/Tehran", "Europe/Dublin", "America/St_Johns",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(name)
			require.NoError(t, err)
			noon := calendar.MustTimeOfDay("12:00")
			office, err := calendar.New(calendar.Spec{
				Location: zone,
				Week:     calendar.EveryDay(calendar.MustHours("12:00-13:00")),
				First:    calendar.MustDate(1975, time.January, 1),
				Last:     calendar.MustDate(2104, time.December, 31),
			})
			require.NoError(t, err)
			first, last := office.Coverage()
			for d := first; !d.After(last); d = d.AddDays(1) {
				want := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, zone)
				at, err := office.At(d, noon)
				if err != nil || !at.Equal(want) {
					require.NoError(t, err)
					require.Equal(t, want, at)
				}
				if open, err := office.NextOpen(want.Add(-time.Hour)); err != nil || !open.Equal(want) {
					require.NoError(t, err)
					require.Equal(t, want, open)
				}
			}
		})
	}
}

// A slim zone file holds no table at all for the years in which the rule at its
// end says everything.
func TestZoneOfARuleAlone(t *testing.T) {
	t.Parallel()
	slim, err := time.LoadLocationFromTZData("Rule/New_York", ruleZone("EST5EDT,M3.2.0,M11.1.0"))
	require.NoError(t, err)
	whole, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	office := calendar.Spec{Location: slim, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")), First: calendar.MustDate(2007, time.April, 1)}
	byRule, err := calendar.New(office)
	require.NoError(t, err)
	office.Location = whole
	byTable, err := calendar.New(office)
	require.NoError(t, err)
	for start := time.Date(2007, time.April, 2, 0, 0, 0, 0, time.UTC); start.Year() < 2059; start = start.AddDate(0, 0, 7) {
		want, err := byTable.Add(start, 40*time.Hour)
		require.NoError(t, err)
		got, err := byRule.Add(start, 40*time.Hour)
		require.NoError(t, err)
		require.True(t, want.Equal(got), "from %s: %s, not %s", start, got, want)
	}
}

// ruleZone returns a zone file (RFC 8536, version 2) whose table is empty but
// for standard time, so that only the rule says when clocks change.
func ruleZone(rule string) []byte {
	block := append([]byte("TZif2"), make([]byte, 15)...)
	for _, count := range []byte{0, 0, 0, 0, 1, 4} { // one local time type, four bytes of names
		block = append(block, 0, 0, 0, count)
	}
	block = append(block, 0xff, 0xff, 0xb9, 0xb0, 0, 0) // UTC-5, standard time, the name at 0
	block = append(block, "EST\x00"...)
	return append(append(append([]byte{}, block...), block...), "\n"+rule+"\n"...)
}
