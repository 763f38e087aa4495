package calendar_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

// describeCalendar parses a definition; "cn" are the Chinese notices.
func describeCalendar(t *testing.T, document string) *calendar.Calendar {
	t.Helper()
	office, err := calendar.Parse([]byte(document), calendar.Env{
		Zone: time.LoadLocation, Holidays: map[string]calendar.HolidaySource{"cn": cn.PublicHolidays()},
	})
	require.NoError(t, err)
	return office
}

const (
	describeShanghai = `{"format":1,"name":"上海","time_zone":"Asia/Shanghai","week":{"mon-fri":"09:00-12:00,13:30-18:00"},
		"coverage":{"first":"2026-01-01","last":"2026-12-31"},"holidays":[{"source":"cn"}]}`
	describeBoston = `{"format":1,"name":"boston","time_zone":"America/New_York","week":{"mon-thu":"08:30-17:00","fri":"08:30-12:00,13:00-16:00"},
		"changes":[{"from":"2026-07-01","week":{"mon-fri":"08:00-16:30"}}],"coverage":{"first":"2026-01-01","last":"2026-12-31"},
		"holidays":[{"date":"2026-04-20"},{"date":"2026-12-24","hours":"08:30-12:00"},{"date":"2026-02-14","makeup":true}],"overrides":[{"date":"2026-03-01","hours":"10:00-14:00"}]}`
)

// The line that the contract of this package shows.
func TestDescribeContractLine(t *testing.T) {
	t.Parallel()
	lines := describeCalendar(t, describeShanghai).Describe(commitment.Chinese)
	require.Equal(t, "周一至周五 09:00–12:00、13:30–18:00；2026 年 放假 33 天、调休上班 6 天", lines[0])
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, document   string
		english, chinese []string
	}{
		{
			"holidays, make-up workdays, last days that may change", describeShanghai,
			[]string{
				"Mon–Fri 09:00–12:00, 13:30–18:00; 2026: 33 days off, 6 make-up workdays",
				"Asia/Shanghai, known from 2026-01-01 to 2026-12-31",
				"provisional from 2026-12-26 to 2026-12-31: holidays may still change",
			},
			[]string{
				"周一至周五 09:00–12:00、13:30–18:00；2026 年 放假 33 天、调休上班 6 天",
				"时区 Asia/Shanghai，适用期间 2026-01-01 至 2026-12-31",
				"2026-12-26 至 2026-12-31 为暂定，放假安排可能调整",
			},
		},
		{
			"several years", `{"format":1,"time_zone":"UTC","week":{"mon-fri":"09:00-17:00"},"coverage":{"first":"2007-01-01","last":"2026-06-30"},"holidays":[{"source":"cn"}]}`,
			[]string{
				"Mon–Fri 09:00–17:00; 2026: 23 days off, 4 make-up workdays",
				"2007–2025: 512 days off, 125 make-up workdays",
				"UTC, known from 2007-01-01 to 2026-06-30",
			},
			[]string{
				"周一至周五 09:00–17:00；2026 年 放假 23 天、调休上班 4 天",
				"2007–2025 年共放假 512 天、调休上班 125 天",
				"时区 UTC，适用期间 2007-01-01 至 2026-06-30",
			},
		},
		{
			"provisional", `{"format":1,"time_zone":"UTC","week":{"mon-fri":"22:00-06:00","sun":"00:00-24:00"},"coverage":{"first":"2025-01-01","last":"2027-12-31"},"holidays":[{"source":"cn"}],"beyond":"provisional"}`,
			[]string{
				"Mon–Fri 22:00–06:00; Sun all day; 2026: 33 days off, 6 make-up workdays",
				"2025: 28 days off, 5 make-up workdays",
				"UTC, known from 2025-01-01 to 2027-12-31",
				"provisional from 2026-12-26 to 2027-12-31: holidays may still change",
			},
			[]string{
				"周一至周五 22:00–06:00；周日 全天；2026 年 放假 33 天、调休上班 6 天",
				"2025 年 放假 28 天、调休上班 5 天",
				"时区 UTC，适用期间 2025-01-01 至 2027-12-31",
				"2026-12-26 至 2027-12-31 为暂定，放假安排可能调整",
			},
		},
		{
			"nothing special", `{"format":1,"time_zone":"UTC","week":{"mon-sun":"00:00-24:00"}}`,
			[]string{"Mon–Sun all day", "UTC, known from 1990-01-01 to 2059-12-31"},
			[]string{"周一至周日 全天", "时区 UTC，适用期间 1990-01-01 至 2059-12-31"},
		},
		{
			"one of each, a change, dates that end", describeBoston,
			[]string{
				"Mon–Fri 08:00–16:30; 2026: 1 day off, 1 make-up workday, 1 short day, 1 date with hours of its own",
				"from 2026-01-01: Mon–Thu 08:30–17:00; Fri 08:30–12:00, 13:00–16:00",
				"from 2026-07-01: Mon–Fri 08:00–16:30",
				"America/New_York, known from 2026-01-01 to 2026-12-31",
				"the dates written in the calendar end on 2026-12-24",
			},
			[]string{
				"周一至周五 08:00–16:30；2026 年 放假 1 天、调休上班 1 天、缩短工作时间 1 天、另有安排 1 天",
				"自 2026-01-01 起：周一至周四 08:30–17:00；周五 08:30–12:00、13:00–16:00",
				"自 2026-07-01 起：周一至周五 08:00–16:30",
				"时区 America/New_York，适用期间 2026-01-01 至 2026-12-31",
				"日历中逐日列出的日期到 2026-12-24 为止",
			},
		},
		{
			"several of each, written to the end", `{"format":1,"time_zone":"UTC","week":{"wed":"09:00-17:00"},"coverage":{"first":"2026-01-01","last":"2026-12-31"},
				"holidays":[{"date":"2026-01-07","hours":"09:00-12:00"},{"date":"2026-01-14","hours":"09:00-12:00"}],
				"overrides":[{"date":"2026-12-30","hours":"closed"},{"date":"2026-12-31","hours":"closed"}]}`,
			[]string{"Wed 09:00–17:00; 2026: 2 short days, 2 dates with hours of their own", "UTC, known from 2026-01-01 to 2026-12-31"},
			[]string{"周三 09:00–17:00；2026 年 缩短工作时间 2 天、另有安排 2 天", "时区 UTC，适用期间 2026-01-01 至 2026-12-31"},
		},
		{
			"rotation (大小周)", `{"format":1,"time_zone":"Asia/Shanghai","rotation":{"anchor":"2026-01-05","weeks":[{"mon-sat":"09:00-18:00"},{"mon-fri":"09:00-18:00"}]},"coverage":{"first":"2026-01-01","last":"2026-12-31"}}`,
			[]string{
				"2 weeks in turn from 2026-01-05: (1) Mon–Sat 09:00–18:00; (2) Mon–Fri 09:00–18:00",
				"Asia/Shanghai, known from 2026-01-01 to 2026-12-31",
			},
			[]string{
				"以 2 周为一轮，自 2026-01-05 起：第 1 周（周一至周六 09:00–18:00）；第 2 周（周一至周五 09:00–18:00）",
				"时区 Asia/Shanghai，适用期间 2026-01-01 至 2026-12-31",
			},
		},
		{
			"changes before, at and after the coverage", `{"format":1,"time_zone":"UTC","week":{"mon":"01:00-02:00"},"coverage":{"first":"2026-01-01","last":"2026-12-31"},"changes":[
				{"from":"2027-01-01","week":{"mon":"05:00-06:00"}},{"from":"2025-07-01","week":{"mon":"02:00-03:00"}},
				{"from":"2026-12-31"},{"from":"2026-01-01","rotation":{"anchor":"2026-01-05","weeks":[{"mon":"03:00-04:00"},{}]}}]}`,
			[]string{
				"closed",
				"from 2026-01-01: 2 weeks in turn from 2026-01-05: (1) Mon 03:00–04:00; (2) closed",
				"from 2026-12-31: closed",
				"UTC, known from 2026-01-01 to 2026-12-31",
			},
			[]string{
				"休息",
				"自 2026-01-01 起：以 2 周为一轮，自 2026-01-05 起：第 1 周（周一 03:00–04:00）；第 2 周（休息）",
				"自 2026-12-31 起：休息",
				"时区 UTC，适用期间 2026-01-01 至 2026-12-31",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			office := describeCalendar(t, test.document)
			require.Equal(t, test.english, office.Describe(commitment.English))
			require.Equal(t, test.chinese, office.Describe(commitment.Chinese))
			require.Equal(t, test.english, office.Describe(0), "no language is English")
		})
	}
}

// Rules without an end are counted over all the years: the last one of the
// coverage is nobody's choice.
func TestDescribeRulesWithoutAnEnd(t *testing.T) {
	t.Parallel()
	spec := calendar.Spec{
		Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FromCal(us.ThanksgivingDay)},
		First:    calendar.MustDate(2050, time.January, 1),
	}
	office, err := calendar.New(spec)
	require.NoError(t, err)
	require.Equal(t, []string{"Mon–Fri 09:00–17:00", "2050–2059: 10 days off", "UTC, known from 2050-01-01 to 2059-12-31"}, office.Describe(commitment.English))

	spec.Last = calendar.MustDate(2059, time.December, 31)
	office, err = calendar.New(spec)
	require.NoError(t, err)
	require.Equal(t, []string{"Mon–Fri 09:00–17:00; 2059: 1 day off", "2050–2058: 9 days off", "UTC, known from 2050-01-01 to 2059-12-31"}, office.Describe(commitment.English))
}

func TestDescribeSets(t *testing.T) {
	t.Parallel()
	shanghai, boston := describeCalendar(t, describeShanghai), describeCalendar(t, describeBoston)
	always := describeCalendar(t, `{"format":1,"time_zone":"UTC","week":{"mon-sun":"00:00-24:00"},"coverage":{"first":"2026-02-01","last":"2026-11-30"}}`)
	sun, err := calendar.Union("sun", shanghai, boston)
	require.NoError(t, err)
	require.Equal(t, []string{
		"以下任一日历的工作时间：",
		"  上海：周一至周五 09:00–12:00、13:30–18:00；2026 年 放假 33 天、调休上班 6 天",
		"  时区 Asia/Shanghai，适用期间 2026-01-01 至 2026-12-31",
		"  2026-12-26 至 2026-12-31 为暂定，放假安排可能调整",
		"  boston：周一至周五 08:00–16:30；2026 年 放假 1 天、调休上班 1 天、缩短工作时间 1 天、另有安排 1 天",
		"  自 2026-01-01 起：周一至周四 08:30–17:00；周五 08:30–12:00、13:00–16:00",
		"  自 2026-07-01 起：周一至周五 08:00–16:30",
		"  时区 America/New_York，适用期间 2026-01-01 至 2026-12-31",
		"  日历中逐日列出的日期到 2026-12-24 为止",
		"时区 Asia/Shanghai，适用期间 2026-01-02 至 2026-12-31",
	}, sun.Describe(commitment.Chinese))

	both, err := calendar.Intersect("both", always, sun)
	require.NoError(t, err)
	require.Equal(t, []string{
		"open when all of these are:",
		"  Mon–Sun all day",
		"  UTC, known from 2026-02-01 to 2026-11-30",
		"  sun: open when any of these is:",
		"    上海: Mon–Fri 09:00–12:00, 13:30–18:00; 2026: 33 days off, 6 make-up workdays",
		"    Asia/Shanghai, known from 2026-01-01 to 2026-12-31",
		"    provisional from 2026-12-26 to 2026-12-31: holidays may still change",
		"    boston: Mon–Fri 08:00–16:30; 2026: 1 day off, 1 make-up workday, 1 short day, 1 date with hours of its own",
		"    from 2026-01-01: Mon–Thu 08:30–17:00; Fri 08:30–12:00, 13:00–16:00",
		"    from 2026-07-01: Mon–Fri 08:00–16:30",
		"    America/New_York, known from 2026-01-01 to 2026-12-31",
		"    the dates written in the calendar end on 2026-12-24",
		"  Asia/Shanghai, known from 2026-01-02 to 2026-12-31",
		"UTC, known from 2026-02-01 to 2026-11-30",
	}, both.Describe(commitment.English))
	require.Equal(t, "以下各日历共同的工作时间：", both.Describe(commitment.Chinese)[0])

	rest, err := calendar.Without("rest", always, boston)
	require.NoError(t, err)
	require.Equal(t, "open when the first of these is and no other:", rest.Describe(commitment.English)[0])
	require.Equal(t, "第一个日历的工作时间，扣除其余日历的工作时间：", rest.Describe(commitment.Chinese)[0])
}

func TestDescribeOfNothing(t *testing.T) {
	t.Parallel()
	var zero calendar.Calendar
	require.Empty(t, zero.Describe(commitment.English))
	require.Empty(t, calendar.Always(nil).Describe(commitment.Chinese))
}
