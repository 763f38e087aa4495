package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	office, nights := accountOffice(t), accountNights(t)
	shanghai := describeCalendar(t, describeShanghai)
	tests := []struct {
		name             string
		office           *calendar.Calendar
		start, allowance string
		english, chinese []string
	}{
		{
			"working time", office, "03-02 16:30", "18h",
			[]string{
				"18 h of working time from Mon 2026-03-02 16:30: due Sat 2026-03-07 09:30",
				"Mon 2026-03-02 workday, 16:30–17:00: 30 min counted, 30 min in all",
				"Tue 2026-03-03 hours of this date: stocktaking, 10:00–24:00: 14 h counted, 14 h 30 min in all",
				"Wed 2026-03-04 holiday: Founders' Day (office)",
				"Thu 2026-03-05 short day: eve (office), 09:00–12:00: 3 h counted, 17 h 30 min in all",
				"Fri 2026-03-06 hours of this date",
				"Sat 2026-03-07 make-up workday: for Wednesday (office), 09:00–09:30: 30 min counted, 18 h in all",
			},
			[]string{
				"时限 18 小时（工作时间），自 2026-03-02（周一）16:30 起，至 2026-03-07（周六）09:30 止",
				"2026-03-02（周一）工作日，16:30–17:00：计入 30 分钟，累计 30 分钟",
				"2026-03-03（周二）当日特别安排：stocktaking，10:00–24:00：计入 14 小时，累计 14 小时 30 分钟",
				"2026-03-04（周三）放假：Founders' Day（office）",
				"2026-03-05（周四）缩短工作时间：eve（office），09:00–12:00：计入 3 小时，累计 17 小时 30 分钟",
				"2026-03-06（周五）当日特别安排",
				"2026-03-07（周六）调休上班：for Wednesday（office），09:00–09:30：计入 30 分钟，累计 18 小时",
			},
		},
		{
			"seconds", nights, "03-01 12:00", "1m30.05s",
			[]string{
				"1 min 30.05 s of working time from Sun 2026-03-01 12:00: due Sun 2026-03-01 22:01:30.05",
				"Sun 2026-03-01 workday, 22:00–22:01:30.05: 1 min 30.05 s counted, 1 min 30.05 s in all",
			},
			[]string{
				"时限 1 分钟 30.05 秒（工作时间），自 2026-03-01（周日）12:00 起，至 2026-03-01（周日）22:01:30.05 止",
				"2026-03-01（周日）工作日，22:00–22:01:30.05：计入 1 分钟 30.05 秒，累计 1 分钟 30.05 秒",
			},
		},
		{
			"no time", office, "03-08 12:00", "0s",
			[]string{"0 s of working time from Sun 2026-03-08 12:00: due Sun 2026-03-08 12:00", "Sun 2026-03-08 not a workday"},
			[]string{"时限 0 秒（工作时间），自 2026-03-08（周日）12:00 起，至 2026-03-08（周日）12:00 止", "2026-03-08（周日）休息日"},
		},
		{
			"business days after the cut-off over a holiday", shanghai, "04-30 07:00", `{"business_days":2,"due":"16:00","cut_off":"14:00"}`,
			[]string{
				"2 business days (to 16:00) from Thu 2026-04-30 15:00: due Fri 2026-05-08 16:00",
				"counts as received Wed 2026-05-06 09:00",
				"Thu 2026-04-30 workday",
				"Fri 2026-05-01 holiday: 劳动节 (cn)", "Sat 2026-05-02 holiday: 劳动节 (cn)", "Sun 2026-05-03 holiday: 劳动节 (cn)",
				"Mon 2026-05-04 holiday: 劳动节 (cn)", "Tue 2026-05-05 holiday: 劳动节 (cn)",
				"Wed 2026-05-06 workday 09:00–12:00, 13:30–18:00: day of receipt",
				"Thu 2026-05-07 workday 09:00–12:00, 13:30–18:00: day 1",
				"Fri 2026-05-08 workday 09:00–12:00, 13:30–18:00: day 2",
			},
			[]string{
				"时限 2 个工作日（至当日 16:00），自 2026-04-30（周四）15:00 起，至 2026-05-08（周五）16:00 止",
				"视同 2026-05-06（周三）09:00 收到",
				"2026-04-30（周四）工作日",
				"2026-05-01（周五）放假：劳动节（cn）", "2026-05-02（周六）放假：劳动节（cn）", "2026-05-03（周日）放假：劳动节（cn）",
				"2026-05-04（周一）放假：劳动节（cn）", "2026-05-05（周二）放假：劳动节（cn）",
				"2026-05-06（周三）工作日 09:00–12:00、13:30–18:00，收到当日",
				"2026-05-07（周四）工作日 09:00–12:00、13:30–18:00，第 1 天",
				"2026-05-08（周五）工作日 09:00–12:00、13:30–18:00，第 2 天",
			},
		},
		{
			"days that may change", shanghai, "12-25 08:00", `{"business_days":1,"from":"date","due":"end_of_day"}`,
			[]string{
				"1 business day (to the close of business) from Fri 2026-12-25 16:00: due Mon 2026-12-28 18:00",
				"Fri 2026-12-25 workday 09:00–12:00, 13:30–18:00: day of receipt",
				"Sat 2026-12-26 not a workday (provisional)", "Sun 2026-12-27 not a workday (provisional)",
				"Mon 2026-12-28 workday 09:00–12:00, 13:30–18:00: day 1 (provisional)",
			},
			[]string{
				"时限 1 个工作日（至当日下班），自 2026-12-25（周五）16:00 起，至 2026-12-28（周一）18:00 止",
				"2026-12-25（周五）工作日 09:00–12:00、13:30–18:00，收到当日",
				"2026-12-26（周六）休息日（暂定）", "2026-12-27（周日）休息日（暂定）",
				"2026-12-28（周一）工作日 09:00–12:00、13:30–18:00，第 1 天（暂定）",
			},
		},
		{
			"make-up workday", shanghai, "10-09 08:00", "1bd",
			[]string{
				"1 business day from Fri 2026-10-09 16:00: due Sat 2026-10-10 16:00",
				"Fri 2026-10-09 workday 09:00–12:00, 13:30–18:00: day of receipt",
				"Sat 2026-10-10 make-up workday: 国庆节 (cn) 09:00–12:00, 13:30–18:00: day 1",
			},
			[]string{
				"时限 1 个工作日，自 2026-10-09（周五）16:00 起，至 2026-10-10（周六）16:00 止",
				"2026-10-09（周五）工作日 09:00–12:00、13:30–18:00，收到当日",
				"2026-10-10（周六）调休上班：国庆节（cn）09:00–12:00、13:30–18:00，第 1 天",
			},
		},
		{
			"wall time", office, "03-09 20:00", `{"business_days":1,"due":"wall_time"}`,
			[]string{
				"1 business day (to the same wall time) from Mon 2026-03-09 20:00: due Tue 2026-03-10 20:00",
				"Mon 2026-03-09 workday 09:00–17:00: day of receipt", "Tue 2026-03-10 workday 09:00–17:00: day 1",
			},
			[]string{
				"时限 1 个工作日（至同一时刻），自 2026-03-09（周一）20:00 起，至 2026-03-10（周二）20:00 止",
				"2026-03-09（周一）工作日 09:00–17:00，收到当日", "2026-03-10（周二）工作日 09:00–17:00，第 1 天",
			},
		},
		{
			"calendar days that roll to 24:00", office, "03-02 16:30", `{"calendar_days":12,"due":"end_of_date","roll":"next_business_day"}`,
			[]string{
				"12 calendar days (to 24:00) from Mon 2026-03-02 16:30: due Tue 2026-03-17 24:00",
				"Sat 2026-03-14 not a workday", "Sun 2026-03-15 not a workday", "Mon 2026-03-16 holiday (office)", "Tue 2026-03-17 workday: last day",
			},
			[]string{
				"时限 12 个自然日（至当日 24:00），自 2026-03-02（周一）16:30 起，至 2026-03-17（周二）24:00 止",
				"2026-03-14（周六）休息日", "2026-03-15（周日）休息日", "2026-03-16（周一）放假（office）", "2026-03-17（周二）工作日，期限最后一日",
			},
		},
		{
			"a month", office, "03-02 16:30", "1mo",
			[]string{"1 month from Mon 2026-03-02 16:30: due Thu 2026-04-02 16:30"},
			[]string{"时限 1 个月，自 2026-03-02（周一）16:30 起，至 2026-04-02（周四）16:30 止"},
		},
		{
			"years", office, "03-02 16:30", "2y",
			[]string{"2 years from Mon 2026-03-02 16:30: due Thu 2028-03-02 16:30"},
			[]string{"时限 2 年，自 2026-03-02（周一）16:30 起，至 2028-03-02（周四）16:30 止"},
		},
		{
			"the last shift", nights, "12-31 22:00", "5h",
			[]string{"5 h of working time from Thu 2026-12-31 22:00: due Fri 2027-01-01 03:00", "Thu 2026-12-31 workday, 22:00–03:00: 5 h counted, 5 h in all"},
			[]string{"时限 5 小时（工作时间），自 2026-12-31（周四）22:00 起，至 2027-01-01（周五）03:00 止", "2026-12-31（周四）工作日，22:00–03:00：计入 5 小时，累计 5 小时"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			allowance := calendar.MustAllowance(test.allowance)
			english, err := test.office.Explain(accountAt(t, test.start), allowance, commitment.English)
			require.NoError(t, err)
			require.Equal(t, test.english, english)
			chinese, err := test.office.Explain(accountAt(t, test.start), allowance, commitment.Chinese)
			require.NoError(t, err)
			require.Equal(t, test.chinese, chinese)
		})
	}
}

// A day that ends at midnight ends at its own 24:00, not at 00:00 of the next.
func TestExplainSaysWhenItIsDue(t *testing.T) {
	t.Parallel()
	office, nights := accountOffice(t), accountNights(t)
	always := calendar.Always(time.UTC)
	tests := []struct {
		name             string
		office           *calendar.Calendar
		start, allowance string
		due              string
	}{
		{"working time to the end of a day", office, "03-03 12:00", "12h", "due Tue 2026-03-03 24:00"},
		{"working time past the end of a day", office, "03-03 12:00", "12h0m0.000000001s", "due Thu 2026-03-05 09:00:00.000000001"},
		{"no working time at midnight", office, "03-03 00:00", "0s", "due Tue 2026-03-03 00:00"},
		{"seconds", office, "03-03 00:00", "90s", "due Tue 2026-03-03 10:01:30"},
		{"close of business at 24:00", office, "03-02 12:00", `{"business_days":1,"due":"end_of_day"}`, "due Tue 2026-03-03 24:00"},
		{"close of business", office, "03-01 12:00", `{"business_days":1,"due":"end_of_day","from":"date"}`, "due Mon 2026-03-02 17:00"},
		{"close of business after midnight", nights, "03-01 12:00", `{"business_days":1,"due":"end_of_day"}`, "due Tue 2026-03-03 06:00"},
		{"end of the date", nights, "03-01 12:00", `{"business_days":1,"due":"end_of_date"}`, "due Mon 2026-03-02 24:00"},
		{"at 24:00", office, "03-01 12:00", `{"calendar_days":1,"due":"24:00"}`, "due Mon 2026-03-02 24:00"},
		{"at 00:00", office, "03-01 12:00", `{"calendar_days":1,"due":"00:00"}`, "due Mon 2026-03-02 00:00"},
		{"the same time, at midnight", always, "03-01 00:00", "1bd", "due Mon 2026-03-02 00:00"},
		{"the same time, at midnight", always, "03-01 00:00", "1d", "due Mon 2026-03-02 00:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			lines, err := test.office.Explain(accountAt(t, test.start), calendar.MustAllowance(test.allowance), commitment.English)
			require.NoError(t, err)
			_, due, _ := strings.Cut(lines[0], ": ")
			require.Equal(t, test.due, due)
		})
	}
}

func TestExplainInTheTailOfTheLastShift(t *testing.T) {
	t.Parallel()
	nights := accountNights(t)
	lines, err := nights.Explain(accountAt(t, "12-31 22:00").Add(4*time.Hour), calendar.MustAllowance("1h"), commitment.English)
	require.NoError(t, err)
	require.Equal(t, []string{
		"1 h of working time from Fri 2027-01-01 02:00: due Fri 2027-01-01 03:00",
		"Thu 2026-12-31 workday, Fri 2027-01-01 02:00–03:00: 1 h counted, 1 h in all",
	}, lines)
}

func TestExplainSkippedDate(t *testing.T) {
	t.Parallel()
	apia := describeCalendar(t, `{"format":1,"time_zone":"Pacific/Apia","week":{"mon-fri":"09:00-17:00"},"coverage":{"first":"2011-12-01","last":"2012-01-31"}}`)
	start := time.Date(2011, time.December, 29, 16, 0, 0, 0, apia.Location())
	lines, err := apia.Explain(start, calendar.MustAllowance("2h"), commitment.English)
	require.NoError(t, err)
	require.Equal(t, []string{
		"2 h of working time from Thu 2011-12-29 16:00: due Mon 2012-01-02 10:00",
		"Thu 2011-12-29 workday, 16:00–17:00: 1 h counted, 1 h in all",
		"Fri 2011-12-30 date skipped by the time zone (Pacific/Apia)",
		"Sat 2011-12-31 not a workday", "Sun 2012-01-01 not a workday",
		"Mon 2012-01-02 workday, 09:00–10:00: 1 h counted, 2 h in all",
	}, lines)

	start = time.Date(2011, time.December, 28, 16, 0, 0, 0, apia.Location())
	lines, err = apia.Explain(start, calendar.MustAllowance(`{"business_days":1,"due":"end_of_date"}`), commitment.English)
	require.NoError(t, err)
	require.Equal(t, "1 business day (to 24:00) from Wed 2011-12-28 16:00: due Thu 2011-12-29 24:00", lines[0])
}

func TestExplainSet(t *testing.T) {
	t.Parallel()
	both, err := calendar.Intersect("both", accountOffice(t), describeCalendar(t, describeBoston))
	require.NoError(t, err)
	lines, err := both.Explain(accountAt(t, "04-17 15:00"), calendar.MustAllowance("4h"), commitment.English)
	require.NoError(t, err)
	require.Equal(t, []string{
		"4 h of working time from Fri 2026-04-17 15:00: due Tue 2026-04-21 15:30",
		"Fri 2026-04-17 workday, 15:00–16:00: 1 h counted, 1 h in all",
		"Sat 2026-04-18 not a workday", "Sun 2026-04-19 not a workday",
		"Mon 2026-04-20 holiday (boston: boston)",
		"Tue 2026-04-21 workday, 12:30–15:30: 3 h counted, 4 h in all",
	}, lines)
}
