package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

// encodeSpec returns a small good definition.
func encodeSpec() calendar.Spec {
	return calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		First: calendar.MustDate(2026, time.January, 1), Last: calendar.MustDate(2026, time.December, 31),
	}
}

func TestSpecJSON(t *testing.T) {
	t.Parallel()
	hours, date := calendar.MustHours, calendar.MustDate
	tests := []struct {
		name   string
		change func(s *calendar.Spec)
		json   string
	}{
		{"least", func(s *calendar.Spec) {
			*s = calendar.Spec{Location: time.UTC, Week: calendar.Week{hours("09:00-17:00")}}
		}, `{"format":1,"time_zone":"UTC","week":{"sun":"09:00-17:00"}}`},
		{"coverage", func(*calendar.Spec) {}, `{"format":1,"name":"office","time_zone":"UTC","week":{"mon-fri":"09:00-17:00"},"coverage":{"first":"2026-01-01","last":"2026-12-31"}}`},
		{"one end of the coverage", func(s *calendar.Spec) { s.First = calendar.Date{} }, `{"format":1,"name":"office","time_zone":"UTC","week":{"mon-fri":"09:00-17:00"},"coverage":{"last":"2026-12-31"}}`},
		{"runs of days", func(s *calendar.Spec) {
			*s = calendar.Spec{Location: time.UTC, Week: calendar.Week{
				time.Sunday: hours("10:00-12:00"), time.Monday: hours("10:00-12:00"), time.Wednesday: hours("22:00-06:00"),
				time.Friday: hours("00:00-24:00"), time.Saturday: hours("10:00-12:00"),
			}}
		}, `{"format":1,"time_zone":"UTC","week":{"mon":"10:00-12:00","wed":"22:00-06:00","fri":"00:00-24:00","sat-sun":"10:00-12:00"}}`},
		{"every day", func(s *calendar.Spec) {
			*s = calendar.Spec{Location: time.UTC, Week: calendar.EveryDay(hours("09:00-09:00"))}
		}, `{"format":1,"time_zone":"UTC","week":{"mon-sun":"09:00-09:00"}}`},
		{"rotation", func(s *calendar.Spec) {
			*s = calendar.Spec{Location: time.UTC, Rotation: calendar.Rotation{Anchor: date(2026, time.January, 5), Weeks: []calendar.Week{calendar.EveryDay(hours("09:00-18:00")), {}}}}
		}, `{"format":1,"time_zone":"UTC","rotation":{"anchor":"2026-01-05","weeks":[{"mon-sun":"09:00-18:00"},{}]}}`},
		{"changes", func(s *calendar.Spec) {
			*s = calendar.Spec{Location: time.UTC, Week: s.Week, Changes: []calendar.Change{
				{From: date(2026, time.July, 1)},
				{From: date(2026, time.May, 1), Rotation: calendar.Rotation{Anchor: date(2026, time.January, 5), Weeks: []calendar.Week{s.Week}}},
			}}
		}, `{"format":1,"time_zone":"UTC","week":{"mon-fri":"09:00-17:00"},"changes":[{"from":"2026-07-01","week":{}},{"from":"2026-05-01","rotation":{"anchor":"2026-01-05","weeks":[{"mon-fri":"09:00-17:00"}]}}]}`},
		{"make-up hours, overrides, beyond", func(s *calendar.Spec) {
			*s = calendar.Spec{
				Location: time.UTC, Makeup: hours("10:00-16:00"), Beyond: calendar.Refuse,
				Overrides: []calendar.Override{{Date: date(2026, time.May, 4), Hours: hours("10:00-14:00"), Name: "盘点 <A&B>"}, {Date: date(2026, time.May, 1)}},
			}
		}, `{"format":1,"time_zone":"UTC","week":{},"makeup":"10:00-16:00","overrides":[{"date":"2026-05-04","hours":"10:00-14:00","name":"盘点 \u003cA\u0026B\u003e"},{"date":"2026-05-01","hours":"closed"}],"beyond":"refuse"}`},
		{"sources by name", func(s *calendar.Spec) {
			list := calendar.FixedDates(calendar.Date{}, calendar.Date{}, calendar.Holiday{Date: date(2026, time.May, 1)})
			*s = calendar.Spec{Location: time.UTC, Beyond: calendar.Provisional, Holidays: []calendar.HolidaySource{
				calendar.Named("own", list), calendar.Named("outer", calendar.Named("inner", list)), calendar.Named("us", parseEnv().Holidays["us"]),
			}}
		}, `{"format":1,"time_zone":"UTC","week":{},"holidays":[{"source":"own"},{"source":"outer"},{"source":"us"}],"beyond":"provisional"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := encodeSpec()
			test.change(&spec)
			written, err := json.Marshal(spec)
			require.NoError(t, err)
			require.Equal(t, test.json, string(written))
		})
	}
}

func TestSpecJSONRoundTrip(t *testing.T) {
	t.Parallel()
	for _, document := range []string{
		parseBoston,
		`{"format":1,"time_zone":"UTC","week":{"sat-mon":"22:00-06:00"},"coverage":{"last":"1991-12-31"}}`,
		`{"format":1,"name":"","time_zone":"Asia/Shanghai","week":{"tue":"00:00-24:00"},"coverage":{"first":"2058-01-01"},"holidays":[{"date":"2059-05-01"}]}`,
		`{"format":1,"name":"\u003c\u0000 大小周","time_zone":"Asia/Shanghai","rotation":{"anchor":"2026-01-05","weeks":[{"mon-sat":"09:00-18:00"},{"mon-fri":"09:00-18:00"}]},
			"coverage":{"first":"2025-06-01","last":"2026-12-31"},"holidays":[{"date":"2026-01-04","makeup":true},{"date":"2026-01-04","makeup":false,"hours":"09:00-10:00"},{"source":"us"}]}`,
	} {
		spec, err := calendar.ParseSpec([]byte(document), parseEnv())
		require.NoError(t, err)
		written, err := json.Marshal(spec)
		require.NoError(t, err)
		again, err := calendar.ParseSpec(written, parseEnv())
		require.NoError(t, err)
		twice, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(written), string(twice))
		office, err := calendar.New(spec)
		require.NoError(t, err)
		copied, err := calendar.New(again)
		require.NoError(t, err)
		require.Equal(t, office.Fingerprint(), copied.Fingerprint())
	}
}

func TestSpecJSONProblems(t *testing.T) {
	t.Parallel()
	list := calendar.FixedDates(calendar.Date{}, calendar.Date{})
	tests := []struct {
		name     string
		change   func(s *calendar.Spec)
		problems []string
	}{
		{"no zone", func(s *calendar.Spec) { s.Location = nil }, []string{"time_zone: is required"}},
		{"zone without a name", func(s *calendar.Spec) { s.Location = time.FixedZone("", 3600) }, []string{"time_zone: has no name"}},
		{"what New refuses by itself", func(s *calendar.Spec) {
			s.Rotation = calendar.Rotation{Anchor: calendar.MustDate(2026, time.January, 5)}
			s.Changes = []calendar.Change{{}}
			s.Overrides = []calendar.Override{{}}
			s.Last = calendar.MustDate(2025, time.December, 31)
			s.Beyond = 3
		}, []string{
			"rotation: stands beside a week: use one of them", "rotation.weeks: is required", "changes[0].from: is required",
			"overrides[0].date: is required", "beyond: unknown value 3", "coverage.last: 2025-12-31 is before the first date 2026-01-01",
		}},
		{"sources without a name", func(s *calendar.Spec) {
			s.Holidays = []calendar.HolidaySource{calendar.Named("a", list), list, parseFailing{}, calendar.Named("", list)}
		}, []string{
			"holidays[1]: has no name: give it one by Named", "holidays[2]: has no name: give it one by Named", "holidays[3]: has no name: give it one by Named",
		}},
		{"texts that are not UTF-8", func(s *calendar.Spec) {
			s.Name = "caf\xe9"
			s.Overrides = []calendar.Override{{Date: s.First, Name: "\xff"}}
		}, []string{`name: "caf\xe9" is not UTF-8`, `overrides[0].name: "\xff" is not UTF-8`}},
		{"sources that are nil", func(s *calendar.Spec) {
			s.Holidays = []calendar.HolidaySource{nil, calendar.Named("a", nil)}
		}, []string{"holidays[0]: is nil", "holidays[1]: is nil"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := encodeSpec()
			test.change(&spec)
			_, err := spec.MarshalJSON()
			require.Equal(t, test.problems, parseTexts(t, err))
			_, err = json.Marshal(spec)
			require.ErrorIs(t, err, commitment.ErrInvalid)
		})
	}
}

func TestNamesOfUnknownValues(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Beyond(0)", calendar.Beyond(0).String())
	require.Equal(t, "Beyond(3)", calendar.Beyond(3).String())
	require.Equal(t, "HolidayKind(0)", calendar.HolidayKind(0).String())
	require.Equal(t, "HolidayKind(4)", calendar.HolidayKind(4).String())
	require.Equal(t, "DayKind(0)", calendar.DayKind(0).String())
	require.Equal(t, "DayKind(8)", calendar.DayKind(8).String())
}
