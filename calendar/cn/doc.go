// Package cn holds the public holidays of mainland China and the days that are
// worked in exchange for them (调休), as a source for package calendar.
//
// Every year, mostly in November or December, the General Office of the State
// Council publishes 国务院办公厅关于2026年部分节假日安排的通知: which days of the
// coming year are off (放假) and which weekend days are worked (上班). Such a
// notice is the only source of these dates. No rule yields them, and nothing is
// predicted here.
//
// The built-in notices for 2007 to 2026 are those of holiday-cn by NateScarlet,
// https://github.com/NateScarlet/holiday-cn, as of commit d4e53bf of 7 August
// 2026, under the MIT licence, which the generated file repeats. They agree on
// every day with a second collection, LKI/chinese-calendar 1.11.0.
//
//	office, err := calendar.New(calendar.Spec{
//		Location: shanghai,
//		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:00-18:00")),
//		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
//	})
//
// A make-up workday (上班) has the hours of the week's first open weekday, unless
// Makeup in the spec says otherwise. A company that moves days on its own
// writes overrides, which win over every notice.
//
// # Traps of the data
//
//   - A notice is for a year, its dates need not lie in it: the notice for 2019
//     makes 2018-12-29 a workday and 2018-12-31 a day off. A year's dates are
//     therefore read from its own notice and the next one, and where both speak
//     of a date, the later one counts.
//   - A date that is not listed is what its weekday says: a weekend that merely
//     adjoins a holiday is not listed.
//   - The list wins over the weekday: 2020-02-03, a Monday, is listed as 上班.
//   - A year can have a second notice: in May 2015 for 3 September, in March 2019
//     for Labour Day, in January 2020 while the Spring Festival (春节) was running.
//     The document of that year holds both. Answers given before it came out can
//     be wrong after it: keep the calendar's fingerprint beside them.
//   - A notice comes late, at times with three weeks to go. Until then the year
//     has no known holidays, and the coverage ends on 31 December of the last
//     year announced. Its days from the 26th on are provisional: the notices for
//     2008, 2012 and 2019 changed the December before.
//
// # A newer notice
//
// A host need not wait for a release of this module. It reads the year's JSON
// document, from holiday-cn or written by itself in that form, and passes it to
// [ParseNotices], which adds it to the built-in notices or replaces the one of
// the same year. Calendars compiled before do not change: compile them anew.
//
// To build a notice in, copy its YYYY.json into testdata/holiday-cn, run
// "go generate ./calendar/cn", and add its numbers, counted by hand in the
// notice itself, to the tests. A document without papers and days is holiday-cn's
// way to say that a year has not been announced; it is passed over.
package cn
