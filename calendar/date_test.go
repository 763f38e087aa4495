package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// requireInvalid checks an error of an exported parser or constructor.
func requireInvalid(t *testing.T, err error, text string) {
	t.Helper()
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.ErrorContains(t, err, text)
	require.LessOrEqual(t, len(err.Error()), 400, "echoes too much")
}

func TestNewDate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		year  int
		month time.Month
		day   int
		ok    bool
	}{
		{"first date", 1, 1, 1, true},
		{"last date", 9999, 12, 31, true},
		{"year 0", 0, 12, 31, false},
		{"year 10000", 10000, 1, 1, false},
		{"negative year", -1, 1, 1, false},
		{"month 0", 2026, 0, 1, false},
		{"month 13", 2026, 13, 1, false},
		{"day 0", 2026, 1, 0, false},
		{"day 32", 2026, 1, 32, false},
		{"January 31", 2026, 1, 31, true},
		{"April 31", 2026, 4, 31, false},
		{"February 29 of a leap year", 2024, 2, 29, true},
		{"February 29 of a common year", 2026, 2, 29, false},
		{"February 29 of 1900", 1900, 2, 29, false},
		{"February 29 of 2000", 2000, 2, 29, true},
		{"February 30", 2024, 2, 30, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			date, err := calendar.NewDate(test.year, test.month, test.day)
			if !test.ok {
				requireInvalid(t, err, "calendar: no such date")
				require.True(t, date.IsZero())
				require.Panics(t, func() { calendar.MustDate(test.year, test.month, test.day) })
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.year, date.Year())
			require.Equal(t, test.month, date.Month())
			require.Equal(t, test.day, date.Day())
			require.Equal(t, time.Date(test.year, test.month, test.day, 0, 0, 0, 0, time.UTC).Weekday(), date.Weekday())
			require.Equal(t, date, calendar.MustDate(test.year, test.month, test.day))
			parsed, err := calendar.ParseDate(date.String())
			require.NoError(t, err)
			require.Equal(t, date, parsed)
		})
	}
}

func TestZeroDateIsNoDate(t *testing.T) {
	t.Parallel()
	var zero calendar.Date
	require.True(t, zero.IsZero())
	require.Zero(t, zero.Year())
	require.Zero(t, zero.Month())
	require.Zero(t, zero.Day())
	require.Equal(t, time.Sunday, zero.Weekday())
	require.Equal(t, "no date", zero.String())
	require.True(t, zero.AddDays(1).IsZero())
	require.True(t, zero.AddMonths(1).IsZero())
	first := calendar.MustDate(1, 1, 1)
	require.False(t, first.IsZero())
	require.Equal(t, -1, zero.Compare(first))
	require.Zero(t, zero.Sub(first))
	require.Zero(t, first.Sub(zero))
	text, err := zero.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	require.NotNil(t, text)
	date := first
	require.NoError(t, date.UnmarshalText(text))
	require.True(t, date.IsZero())
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-02-17", "0001-01-01", "9999-12-31", "2024-02-29"} {
		date, err := calendar.ParseDate(text)
		require.NoError(t, err)
		require.Equal(t, text, date.String())
		marshalled, err := date.MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(marshalled))
		var other calendar.Date
		require.NoError(t, other.UnmarshalText(marshalled))
		require.Equal(t, date, other)
	}
	for _, text := range []string{
		"", "2026-2-17", "2026-02-1", "2026-02-170", "2026/02/17", "2026-02/17", "20260217", "2026-02-17 ", " 2026-02-17", "2026-02-17T00:00:00Z",
		"２026-02-17", "+026-02-17", "2026-+2-17", "2026-02-+7", "202a-02-17", "2026-0b-17", "2026-02-1c",
		"2026-02-29", "2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32", "0000-01-01", strings.Repeat("9", 5000),
	} {
		_, err := calendar.ParseDate(text)
		requireInvalid(t, err, "date")
		date := calendar.MustDate(2026, 1, 1)
		require.Error(t, date.UnmarshalText([]byte(text+"x")))
		require.Equal(t, "2026-01-01", date.String(), "an error leaves the value alone")
	}
}

func TestDateOf(t *testing.T) {
	t.Parallel()
	tokyo := mustZone("Asia/Tokyo")
	tests := []struct {
		name string
		t    time.Time
		want string
	}{
		{"before midnight", time.Date(2026, 2, 17, 23, 59, 59, 999999999, tokyo), "2026-02-17"},
		{"at midnight", time.Date(2026, 2, 18, 0, 0, 0, 0, tokyo), "2026-02-18"},
		{"in another zone", time.Date(2026, 2, 17, 15, 0, 0, 0, time.UTC).In(tokyo), "2026-02-18"},
		{"before 1970", time.Date(1969, 12, 31, 23, 59, 59, 1, time.UTC), "1969-12-31"},
		{"1970", time.Unix(0, 0).UTC(), "1970-01-01"},
		{"first date", time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), "0001-01-01"},
		{"last date", time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), "9999-12-31"},
		{"year 0", time.Date(0, 12, 31, 23, 59, 59, 0, time.UTC), "no date"},
		{"year 10000", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "no date"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, calendar.DateOf(test.t).String())
		})
	}
}

func TestAddDays(t *testing.T) {
	t.Parallel()
	first, last := calendar.MustDate(1, 1, 1), calendar.MustDate(9999, 12, 31)
	const all = 3652058 // days from the first to the last date
	tests := []struct {
		name string
		from calendar.Date
		n    int
		want string
	}{
		{"none", last, 0, "9999-12-31"},
		{"over a leap day", calendar.MustDate(2024, 2, 28), 2, "2024-03-01"},
		{"over a year", calendar.MustDate(2026, 12, 31), 1, "2027-01-01"},
		{"back over a year", calendar.MustDate(2027, 1, 1), -1, "2026-12-31"},
		{"back over 1970", calendar.MustDate(1970, 1, 1), -1, "1969-12-31"},
		{"first to last", first, all, "9999-12-31"},
		{"last to first", last, -all, "0001-01-01"},
		{"past the last", last, 1, "no date"},
		{"before the first", first, -1, "no date"},
		{"far past", first, 1 << 40, "no date"},
		{"far before", last, -1 << 40, "no date"},
		{"more days than there are dates", first, all + 1, "no date"},
		{"back more days than there are dates", last, -all - 1, "no date"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := test.from.AddDays(test.n)
			require.Equal(t, test.want, got.String())
			if !got.IsZero() {
				require.Equal(t, test.n, got.Sub(test.from))
			}
		})
	}
}

func TestAddMonths(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 0, "2026-01-31"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-30", 13, "2027-02-28"},
		{"2026-05-31", 1, "2026-06-30"},
		{"2026-05-30", 1, "2026-06-30"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"0001-01-31", -1, "no date"},
		{"9999-12-01", 1, "no date"},
		{"9999-11-30", 1, "9999-12-30"},
		{"0001-01-01", 12*9998 + 11, "9999-12-01"},
		{"9999-12-31", -12*9998 - 11, "0001-01-31"},
		{"2026-01-01", 1 << 40, "no date"},
		{"2026-01-01", -1 << 40, "no date"},
	}
	for _, test := range tests {
		from, err := calendar.ParseDate(test.from)
		require.NoError(t, err)
		require.Equal(t, test.want, from.AddMonths(test.n).String(), "%s + %d months", test.from, test.n)
	}
}

func TestCompareDates(t *testing.T) {
	t.Parallel()
	a, same, b := calendar.MustDate(2026, 1, 31), calendar.MustDate(2026, 1, 31), calendar.MustDate(2026, 2, 1)
	require.Equal(t, []int{-1, 0, 1}, []int{a.Compare(b), a.Compare(same), b.Compare(a)})
	require.Equal(t, []bool{true, false, false}, []bool{a.Before(b), a.Before(same), b.Before(a)})
	require.Equal(t, []bool{false, false, true}, []bool{a.After(b), a.After(same), b.After(a)})
	require.Equal(t, []int{-1, 0, 1}, []int{a.Sub(b), a.Sub(same), b.Sub(a)})
}

// Every day of four centuries, against package time.
func TestDatesAgreeWithPackageTime(t *testing.T) {
	t.Parallel()
	date := calendar.MustDate(1800, 1, 1)
	for at := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2201; at = at.AddDate(0, 0, 13) {
		if calendar.DateOf(at) != date || date.Weekday() != at.Weekday() || date.Day() != at.Day() || date.Month() != at.Month() || date.Year() != at.Year() {
			require.Equal(t, at.Format(time.DateOnly), date.String())
		}
		date = date.AddDays(13)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2026-02-17", "2024-02-29", "2026-02-30", "0001-01-01", "x", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := calendar.ParseDate(text)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.True(t, date.IsZero())
			return
		}
		require.Equal(t, text, date.String())
		_, err = time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		again, err := calendar.ParseDate(date.String())
		require.NoError(t, err)
		require.Equal(t, date, again)
	})
}
