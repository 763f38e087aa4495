package calendar

import "time"

// Account is how a due instant came about, date by date. It belongs to the
// caller.
type Account struct {
	Start     time.Time
	Allowance Allowance
	Due       time.Time
	// Received is the instant from which days are counted: Start, the next
	// opening, or after the cut-off hour the opening of the next business day.
	// For working time it is Start.
	Received time.Time
	// Days are, for working time and business days, all dates from Start, or the
	// date whose shift it lies in, to Due; for calendar days, months and years
	// those over which a last day that is no business day was moved, with the
	// one it came to.
	Days []DayAccount
}

// DayAccount is one date's part in an [Account].
type DayAccount struct {
	Day
	// Counted is the part of working time that was used up from the date's
	// 00:00 to its 24:00, and Worked its length. On the first and the last covered
	// date it is all that was used up before and after it: of a set whose coverage
	// begins within a date, of a shift that runs past the last one.
	Counted []Interval
	Worked  time.Duration
	// Number says, for business days, which one it is: 0 for that of receipt,
	// -1 for a date that does not count. For the other units it is -1.
	Number int
}

// Account returns how [Calendar.Due] comes to its answer: which dates count and
// for how much, which do not and why. For working time the days' Worked add up
// to the allowance. It costs about a microsecond for each day.
//
// The errors are those of Due.
func (c *Calendar) Account(t time.Time, a Allowance) (Account, error) {
	due, err := c.Due(t, a)
	if err != nil {
		return Account{}, err
	}
	account := Account{Start: c.inZone(t), Allowance: a, Due: due, Received: c.inZone(t)}
	switch a.Unit() {
	case WorkingTime:
		err = c.accountTime(&account)
	case BusinessDays:
		err = c.accountBusinessDays(&account)
	case CalendarDays, Months, Years:
		err = c.accountRoll(&account)
	}
	if err != nil {
		return Account{}, err
	}
	return account, nil
}

func (c *Calendar) accountTime(account *Account) error {
	// What is covered before the first date, in a set, and after the last one, of a
	// shift that runs past it, is on the account of these dates.
	first := later(earlier(DateOf(account.Start), c.last), c.first)
	for date := range datesThrough(first, c.last) {
		whole := c.interval(span{c.zone.midnight(date.epochDay()), c.zone.midnight(date.epochDay() + 1)})
		if date == c.first {
			whole.Start = c.instant(c.index.lower, 0)
		}
		if date == c.last {
			whole.End = c.instant(c.index.upper, 0)
		}
		if date != first && !whole.Start.Before(account.Due) {
			break
		}
		day, err := c.dayAccount(date)
		if err != nil {
			return err
		}
		part := whole.Intersect(Interval{account.Start, account.Due})
		if !part.IsEmpty() {
			periods, err := c.Periods(part.Start, part.End)
			if err != nil {
				return err
			}
			for p := range periods {
				day.Counted = append(day.Counted, p)
				day.Worked += p.Duration()
			}
		}
		account.Days = append(account.Days, day)
	}
	return nil
}

func (c *Calendar) accountBusinessDays(account *Account) error {
	r, last, err := c.lastDay(account.Start, account.Allowance, 0)
	if err != nil {
		return err
	}
	account.Received = c.inZone(r.instant)
	end := later(last, c.zone.dateAt(account.Due.Add(-1).Unix()))
	number := 0
	first := later(earlier(DateOf(account.Start), r.date), c.first)
	for date := range datesThrough(first, earlier(end, c.last)) {
		day, err := c.dayAccount(date)
		if err != nil {
			return err
		}
		switch {
		case date == r.date:
			day.Number = 0
		case date.After(r.date) && number < account.Allowance.count && c.business.contains(date.epochDay()):
			number++
			day.Number = number
		}
		account.Days = append(account.Days, day)
	}
	return nil
}

func (c *Calendar) accountRoll(account *Account) error {
	plain := account.Allowance
	plain.roll, plain.due = false, SameTime
	_, unrolled, err := c.lastDay(account.Start, plain, 0)
	if err != nil {
		return err
	}
	_, last, err := c.lastDay(account.Start, account.Allowance, 0)
	if err != nil {
		return err
	}
	if last == unrolled {
		return nil
	}
	for date := range datesThrough(unrolled, last) {
		day, err := c.dayAccount(date)
		if err != nil {
			return err
		}
		account.Days = append(account.Days, day)
	}
	return nil
}

func (c *Calendar) dayAccount(date Date) (DayAccount, error) {
	day, err := c.Day(date)
	return DayAccount{Day: day, Number: -1}, err
}
