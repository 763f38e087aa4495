package calendar_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

func TestParseTimeOfDay(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text                 string
		hour, minute, second int
		written              string
	}{
		{"00:00", 0, 0, 0, "00:00"},
		{"08:30", 8, 30, 0, "08:30"},
		{"08:30:15", 8, 30, 15, "08:30:15"},
		{"08:30:00", 8, 30, 0, "08:30"},
		{"23:59", 23, 59, 0, "23:59"},
		{"23:59:59", 23, 59, 59, "23:59:59"},
		{"24:00", 24, 0, 0, "24:00"},
		{"24:00:00", 24, 0, 0, "24:00"},
		{"10:20:05", 10, 20, 5, "10:20:05"},
		{"19:09:50", 19, 9, 50, "19:09:50"},
	}
	for _, test := range tests {
		clock, err := calendar.ParseTimeOfDay(test.text)
		require.NoError(t, err, test.text)
		require.Equal(t, []int{test.hour, test.minute, test.second}, []int{clock.Hour(), clock.Minute(), clock.Second()})
		require.Equal(t, test.written, clock.String())
		marshalled, err := clock.MarshalText()
		require.NoError(t, err)
		require.Equal(t, test.written, string(marshalled))
		var other calendar.TimeOfDay
		require.NoError(t, other.UnmarshalText(marshalled))
		require.Equal(t, clock, other)
		require.Equal(t, clock, calendar.MustTimeOfDay(test.written))
		require.Equal(t, test.written == "00:00", clock.IsZero())
	}
	for _, text := range []string{
		"", "8:30", "08:3", "0830", "08:30:", "08:30:1", "08:30:155", "09:00:00junk", "09:00junk", " 09:00", "09:00 ", "9:00 AM", "09-00", "09:00-00",
		"24:01", "24:00:01", "24:59", "25:00", "08:60", "08:30:60", "0a:30", "08:b0", "08:30:0c", "-1:30", "+8:30", "٠٨:30", strings.Repeat("0", 5000),
	} {
		_, err := calendar.ParseTimeOfDay(text)
		requireInvalid(t, err, "is not a time of day such as 08:30")
		require.Panics(t, func() { calendar.MustTimeOfDay(text) }, text)
		clock := calendar.MustTimeOfDay("12:00")
		require.Error(t, clock.UnmarshalText([]byte(text)))
		require.Equal(t, "12:00", clock.String(), "an error leaves the value alone")
	}
}

func TestCompareTimesOfDay(t *testing.T) {
	t.Parallel()
	a, same, b := calendar.MustTimeOfDay("08:30"), calendar.MustTimeOfDay("08:30"), calendar.MustTimeOfDay("08:30:01")
	require.Equal(t, []int{-1, 0, 1}, []int{a.Compare(b), a.Compare(same), b.Compare(a)})
	require.True(t, calendar.TimeOfDay{}.IsZero())
}

func FuzzParseTimeOfDay(f *testing.F) {
	for _, text := range []string{"08:30", "08:30:15", "24:00", "24:01", "09:00:00junk", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clock, err := calendar.ParseTimeOfDay(text)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.True(t, clock.IsZero())
			return
		}
		require.True(t, strings.HasPrefix(text, clock.String()), "%q is read as %s", text, clock)
		again, err := calendar.ParseTimeOfDay(clock.String())
		require.NoError(t, err)
		require.Equal(t, clock, again)
	})
}
