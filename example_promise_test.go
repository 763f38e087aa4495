package commitment_test

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

// A promise of two business days, made before the Spring Festival of 2026.
func Example() {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		fmt.Println(err)
		return
	}
	office, err := calendar.New(calendar.Spec{
		Name:     "office",
		Location: shanghai,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	})
	if err != nil {
		fmt.Println(err) // everything that is wrong with the definition, each with its field
		return
	}
	received := time.Date(2026, time.February, 13, 17, 0, 0, 0, shanghai)
	lines, err := office.Explain(received, calendar.MustAllowance("2bd"), commitment.Chinese)
	if err != nil {
		fmt.Println(err) // a holiday that is not known yet is an error, never a guess
		return
	}
	for _, line := range lines {
		fmt.Println(line)
	}
	// Output:
	// 时限 2 个工作日，自 2026-02-13（周五）17:00 起，至 2026-02-24（周二）17:00 止
	// 2026-02-13（周五）工作日 09:00–12:00、13:30–18:00，收到当日
	// 2026-02-14（周六）调休上班：春节（cn）09:00–12:00、13:30–18:00，第 1 天
	// 2026-02-15（周日）放假：春节（cn）
	// 2026-02-16（周一）放假：春节（cn）
	// 2026-02-17（周二）放假：春节（cn）
	// 2026-02-18（周三）放假：春节（cn）
	// 2026-02-19（周四）放假：春节（cn）
	// 2026-02-20（周五）放假：春节（cn）
	// 2026-02-21（周六）放假：春节（cn）
	// 2026-02-22（周日）放假：春节（cn）
	// 2026-02-23（周一）放假：春节（cn）
	// 2026-02-24（周二）工作日 09:00–12:00、13:30–18:00，第 2 天
}
