package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

func window(open, closing string) calendar.Window {
	return calendar.Window{Open: calendar.MustTimeOfDay(open), Close: calendar.MustTimeOfDay(closing)}
}

func TestParseHours(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, written string
		duration            time.Duration
		windows             int
		overnight           bool
	}{
		{"closed", "closed", "closed", 0, 0, false},
		{"office", "09:00-17:00", "09:00-17:00", 8 * time.Hour, 1, false},
		{"lunch break", "09:00-12:00,13:30-18:00", "09:00-12:00,13:30-18:00", 7*time.Hour + 30*time.Minute, 2, false},
		{"any order", "13:30-18:00,09:00-12:00", "09:00-12:00,13:30-18:00", 7*time.Hour + 30*time.Minute, 2, false},
		{"with seconds", "09:00:30-09:00:31", "09:00:30-09:00:31", time.Second, 1, false},
		{"night shift", "22:00-06:00", "22:00-06:00", 8 * time.Hour, 1, true},
		{"whole day", "00:00-24:00", "00:00-24:00", 24 * time.Hour, 1, false},
		{"equal times at midnight", "00:00-00:00", "00:00-24:00", 24 * time.Hour, 1, false},
		{"equal times", "09:00-09:00", "09:00-09:00", 24 * time.Hour, 1, true},
		{"until midnight", "18:00-24:00", "18:00-24:00", 6 * time.Hour, 1, false},
		{"until midnight, written as the next day's", "18:00-00:00", "18:00-24:00", 6 * time.Hour, 1, false},
		{"one second past midnight", "18:00-00:00:01", "18:00-00:00:01", 6*time.Hour + time.Second, 1, true},
		{"windows that meet", "09:00-12:00,12:00-17:00", "09:00-17:00", 8 * time.Hour, 1, false},
		{"three windows that meet", "12:00-14:00,09:00-12:00,14:00-15:00", "09:00-15:00", 6 * time.Hour, 1, false},
		{"windows that meet overnight", "20:00-22:00,22:00-04:00", "20:00-04:00", 8 * time.Hour, 1, true},
		{"windows that meet and are a whole day", "09:00-12:00,12:00-09:00", "09:00-09:00", 24 * time.Hour, 1, true},
		{"windows that meet and are more than a day", "09:00-12:00,12:00-10:00", "09:00-12:00,12:00-10:00", 25 * time.Hour, 2, true},
		{"a second apart", "09:00-12:00,12:00:01-13:00", "09:00-12:00,12:00:01-13:00", 4*time.Hour - time.Second, 2, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			hours, err := calendar.ParseHours(test.text)
			require.NoError(t, err)
			require.Equal(t, test.written, hours.String())
			require.Equal(t, test.duration, hours.Duration())
			require.Len(t, hours.Windows(), test.windows)
			require.NotNil(t, hours.Windows())
			require.Equal(t, test.overnight, hours.Overnight())
			require.Equal(t, test.windows == 0, hours.IsZero())
			require.Equal(t, hours == calendar.Hours{}, hours.IsZero())
			again, err := calendar.NewHours(hours.Windows()...)
			require.NoError(t, err)
			require.Equal(t, hours, again)
			require.Equal(t, hours, calendar.MustHours(test.written))
			text, err := hours.MarshalText()
			require.NoError(t, err)
			other := calendar.MustHours("01:00-02:00")
			require.NoError(t, other.UnmarshalText(text))
			require.Equal(t, hours, other)
		})
	}
}

func TestHoursThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, message string }{
		{"nothing", "", "is not a window such as 09:00-17:00"},
		{"one time", "09:00", "is not a window"},
		{"no close", "09:00-", "is not a window"},
		{"no open", "-17:00", "is not a window"},
		{"two closes", "09:00-12:00-17:00", "is not a window"},
		{"spaces", "09:00 - 17:00", "is not a window"},
		{"comma at the end", "09:00-17:00,", "is not a window"},
		{"space after a comma", "09:00-12:00, 13:00-17:00", "is not a window"},
		{"closed and open", "closed,09:00-17:00", "is not a window"},
		{"Closed", "Closed", "is not a window"},
		{"opens at the end of the day", "24:00-06:00", "opens at the end of the day"},
		{"overlap", "09:00-12:00,11:59:59-17:00", "windows 09:00-12:00 and 11:59:59-17:00 overlap"},
		{"overlap, in the other order", "11:00-17:00,09:00-12:00", "windows 09:00-12:00 and 11:00-17:00 overlap"},
		{"the same twice", "09:00-12:00,09:00-12:00", "overlap"},
		{"one within the other", "09:00-17:00,10:00-11:00", "overlap"},
		{"night shift and evening", "22:00-06:00,23:00-24:00", "windows 22:00-06:00 and 23:00-24:00 overlap"},
		{"long text", strings.Repeat("x", 10000), "is not a window"},
		{"101 windows", strings.Repeat("00:00-00:01,", 100) + "00:00-00:01", "more than 100 windows"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			hours, err := calendar.ParseHours(test.text)
			requireInvalid(t, err, test.message)
			require.True(t, hours.IsZero())
			require.Panics(t, func() { calendar.MustHours(test.text) })
			before := calendar.MustHours("09:00-17:00")
			require.Error(t, before.UnmarshalText([]byte(test.text)))
			require.Equal(t, "09:00-17:00", before.String(), "an error leaves the value alone")
		})
	}
}

func TestHundredWindowsAreTheMost(t *testing.T) {
	t.Parallel()
	var windows []calendar.Window
	var texts []string
	for i := range 101 {
		w := window(fmt.Sprintf("%02d:%02d", i/6, i%6*10), fmt.Sprintf("%02d:%02d", i/6, i%6*10+1))
		windows, texts = append(windows, w), append(texts, w.String())
	}
	hours, err := calendar.NewHours(windows[:100]...)
	require.NoError(t, err)
	require.Len(t, hours.Windows(), 100)
	require.Equal(t, 100*time.Minute, hours.Duration())
	require.Equal(t, hours, calendar.MustHours(strings.Join(texts[:100], ",")))
	_, err = calendar.NewHours(windows...)
	requireInvalid(t, err, "101 windows in the hours of a date, more than 100")
	_, err = calendar.ParseHours(strings.Join(texts, ","))
	requireInvalid(t, err, "more than 100 windows")
}

func TestWindows(t *testing.T) {
	t.Parallel()
	tests := []struct {
		window    calendar.Window
		text      string
		overnight bool
	}{
		{calendar.Window{}, "00:00-00:00", false},
		{window("09:00", "17:00"), "09:00-17:00", false},
		{window("22:00", "06:00"), "22:00-06:00", true},
		{window("09:00", "09:00"), "09:00-09:00", true},
		{window("18:00", "24:00"), "18:00-24:00", false},
		{window("18:00", "00:00"), "18:00-00:00", false},
	}
	for _, test := range tests {
		require.Equal(t, test.text, test.window.String())
		require.Equal(t, test.overnight, test.window.Overnight(), test.text)
	}
	hours, err := calendar.NewHours()
	require.NoError(t, err)
	require.True(t, hours.IsZero())
	hours, err = calendar.NewHours(calendar.Window{})
	require.NoError(t, err)
	require.Equal(t, "00:00-24:00", hours.String())
	_, err = calendar.NewHours(window("24:00", "24:00"))
	requireInvalid(t, err, "window 24:00-24:00 opens at the end of the day")
}

func FuzzParseHours(f *testing.F) {
	for _, text := range []string{"closed", "09:00-12:00,13:30-18:00", "22:00-06:00", "00:00-24:00", "09:00-12:00,12:00-10:00", "09:00-12:00,11:00-13:00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		hours, err := calendar.ParseHours(text)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.True(t, hours.IsZero())
			return
		}
		again, err := calendar.ParseHours(hours.String())
		require.NoError(t, err)
		require.Equal(t, hours, again)
		last := calendar.TimeOfDay{}
		for i, w := range hours.Windows() {
			require.True(t, i == 0 || w.Open.Compare(last) > 0, "%s is not in order", hours)
			last = w.Open
		}
	})
}
