// Package calendar answers questions about working time: when four business
// hours are used up, how much of an interval was working time, whether an
// office is open, what the third business day is, and why.
//
// # From a definition to answers
//
// A [Spec], written in Go or read from JSON by [ParseSpec], says the weekly
// hours, holidays, make-up workdays (调休上班), hours of single dates and the
// time zone. [New] checks it, reports everything that is wrong at once, and
// compiles it to a [Calendar]: an immutable value, safe for concurrent use,
// that answers in some tens of nanoseconds however far a question reaches.
//
//	office, err := calendar.New(calendar.Spec{
//		Name:     "office",
//		Location: shanghai,
//		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
//		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
//	})
//	due, err := office.Due(received, calendar.MustAllowance("2bd"))
//
// The questions are [Calendar.Due] for an [Allowance] of working time, business
// days or calendar days, [Calendar.Add] and [Calendar.Between] for working time
// itself, [Calendar.IsOpen] and the next and previous openings and closings,
// [Calendar.Periods] for the hours as intervals, and [Calendar.Day],
// [Calendar.AddBusinessDays] and [Calendar.BusinessDays] for dates.
// [Calendar.Explain] says how a due instant came about, date by date, and
// [Calendar.Describe] what the calendar is, both in English and Chinese.
// [Union], [Intersect] and [Without] make calendars of calendars.
//
// # Which hours a date has
//
// The first of these that speaks of a date decides: an [Override]; a make-up
// workday; a holiday; the latest [Change] of hours; the week or the [Rotation].
// A day off wins over a short day, and a short day only takes away hours that
// are there: a holiday never adds time. A window past midnight, such as
// 22:00-06:00, belongs to the date it opens on: a holiday drops the shifts that
// open on it, and the tail of the eve's shift stays.
//
// # Boundaries
//
// Working time is [Start, End): at its opening an office is open, at its
// closing it is not. Hours that touch or overlap, even over midnight, are one
// period: there is no closing between them.
//
// [Calendar.Add] returns the earliest instant at which the time is used up, so
// that eight hours from nine o'clock are up at five, not at nine next morning;
// counting back, it returns the latest. Between(t, Add(t, d)) is d, and
// Between(a, b) + Between(b, c) is Between(a, c), to the nanosecond.
//
// # Clocks that change
//
// Hours are civil time, working time is elapsed time: a night shift over the
// spring change is an hour shorter. A wall time that the clocks skip is taken
// with the offset before the gap (02:30 becomes 03:30), of one that they repeat
// the first occurrence is taken, as RFC 5545 has it, for openings and closings
// alike. Hours of which nothing is left so are empty that day. A date that a
// zone skips whole (Apia, 2011-12-30) has no hours and is no business day.
// Midnight need not exist for any of this.
//
// # What is not known
//
// Holidays are known for some years and not for others: those of China are
// announced each autumn for the year that follows. A calendar therefore has a
// coverage, by default 1990-01-01 to 2059-12-31 cut to what its holiday sources
// know, and a question whose answer needs a date outside it returns a
// *[CoverageError] instead of a guess. A host that must show a date all the
// same says Beyond: [Provisional]; weekly hours then stand in, and
// [Calendar.Provisional] marks what rests on them.
//
// An overnight shift that opens on the last covered date is covered to its end,
// unless a change of the clocks moves its opening past midnight: hours of the next
// date may then come first. What the shift of the eve of the first date leaves of
// that date is not covered.
//
// # Errors
//
// Whatever is wrong with a definition or a text matches [commitment.ErrInvalid]
// and names its field as a [commitment.FieldError]: overlapping windows, a date
// that does not exist, an unknown zone, source or key, dates given twice, an
// override outside the coverage, a coverage of more than 130 years, and
// [ErrNoWorkingTime] for a calendar that would never be open. Of a compiled
// calendar, questions fail with a *[CoverageError], which matches
// [ErrNotCovered], and [Calendar.NextClose] and [Calendar.PrevOpen] of one that
// is always open with [ErrNeverCloses].
//
// Not an error: a start outside working hours, an allowance of nothing, an
// interval that runs backwards (Between is negative then), a business-day count
// from a day off.
//
// The package reads no clock, file or environment, never mentions the zone of
// the machine and refuses it by its name, "Local".
package calendar
