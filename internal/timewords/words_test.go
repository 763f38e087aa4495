package timewords_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

func TestWordsOfInstants(t *testing.T) {
	t.Parallel()
	english, chinese := timewords.Of(commitment.English), timewords.Of(commitment.Chinese)
	monday := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	apia, err := time.LoadLocation("Pacific/Apia")
	require.NoError(t, err)
	tests := []struct {
		name                               string
		at                                 time.Time
		english, chinese, deadline, finish string
	}{
		{"to the minute", monday.Add(9 * time.Hour), "Mon 2026-01-05 09:00", "2026-01-05（周一）09:00", "Mon 2026-01-05 09:00", "2026-01-05（周一）09:00"},
		{"with seconds", monday.Add(time.Second), "Mon 2026-01-05 00:00:01", "2026-01-05（周一）00:00:01", "Mon 2026-01-05 00:00:01", "2026-01-05（周一）00:00:01"},
		{"with a fraction", monday.Add(1500 * time.Millisecond), "Mon 2026-01-05 00:00:01.5", "2026-01-05（周一）00:00:01.5", "Mon 2026-01-05 00:00:01.5", "2026-01-05（周一）00:00:01.5"},
		{"midnight", monday, "Mon 2026-01-05 00:00", "2026-01-05（周一）00:00", "Sun 2026-01-04 24:00", "2026-01-04（周日）24:00"},
		{
			"midnight after a date that the zone skips", time.Date(2011, 12, 31, 0, 0, 0, 0, apia),
			"Sat 2011-12-31 00:00", "2011-12-31（周六）00:00", "Thu 2011-12-29 24:00", "2011-12-29（周四）24:00",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.english, english.Instant(test.at))
			require.Equal(t, test.chinese, chinese.Instant(test.at))
			require.Equal(t, test.deadline, english.Deadline(test.at))
			require.Equal(t, test.finish, chinese.Deadline(test.at))
		})
	}
	none := timewords.Of(0)
	require.Equal(t, "Wed", none.Weekday(time.Wednesday))
	require.Equal(t, "周三", chinese.Weekday(time.Wednesday))
	require.Equal(t, "2026-01-05（周一）", chinese.Date(monday))
}

func TestWordsOfDurations(t *testing.T) {
	t.Parallel()
	english, chinese := timewords.Of(commitment.English), timewords.Of(commitment.Chinese)
	tests := []struct {
		text             string
		english, chinese string
	}{
		{"0s", "0 s", "0 秒"},
		{"-1h", "0 s", "0 秒"},
		{"1s", "1 s", "1 秒"},
		{"1m", "1 min", "1 分钟"},
		{"26h", "26 h", "26 小时"},
		{"1h1m1s", "1 h 1 min 1 s", "1 小时 1 分钟 1 秒"},
		{"1h59.999999999s", "1 h 59.999999999 s", "1 小时 59.999999999 秒"},
		{"1.118s", "1.118 s", "1.118 秒"},
		{"1ns", "0.000000001 s", "0.000000001 秒"},
		{"2562047h47m16.854775807s", "2562047 h 47 min 16.854775807 s", "2562047 小时 47 分钟 16.854775807 秒"},
	}
	for _, test := range tests {
		d, err := time.ParseDuration(test.text)
		require.NoError(t, err)
		require.Equal(t, test.english, english.Duration(d))
		require.Equal(t, test.chinese, chinese.Duration(d))
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"": "", "office 1": "office 1", "加急 “vip”": "加急 “vip”", "a\nb": `"a\nb"`, "\x1b[31m": `"\x1b[31m"`} {
		require.Equal(t, want, timewords.Plain(name))
	}
}
