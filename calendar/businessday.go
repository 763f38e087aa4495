package calendar

// IsBusinessDay reports whether a date is a business day: one that exists in
// the zone and whose hours, after holidays and overrides, are not closed. In a
// set of calendars it is a date on which a piece of working time opens.
//
// The error is a *[CoverageError] if the date lies outside the coverage.
func (c *Calendar) IsBusinessDay(d Date) (bool, error) {
	if err := c.coverDate(d); err != nil {
		return false, err
	}
	return c.business.contains(d.epochDay()), nil
}

// AddBusinessDays returns the nth business day after a date, or before it for
// a negative n. For 0 it is the date itself, business day or not.
//
// The error is a *[CoverageError] if the date or the answer lies outside the
// coverage.
func (c *Calendar) AddBusinessDays(d Date, n int) (Date, error) {
	if err := c.coverDate(d); err != nil {
		return Date{}, err
	}
	if n == 0 {
		return d, nil
	}
	day := d.epochDay()
	if found, ok := c.business.near(day, n); ok {
		return dateOfDay(found), nil
	}
	rank := c.business.before(day)
	if n > 0 && c.business.contains(day) {
		rank++
	}
	if n > 0 {
		n--
	}
	if n > maxDateNumber || n < -maxDateNumber {
		return Date{}, c.beyond(n)
	}
	found, ok := c.business.nth(rank + n)
	if !ok {
		return Date{}, c.beyond(n)
	}
	return dateOfDay(found), nil
}

func (c *Calendar) beyond(n int) error {
	if n < 0 {
		return c.before()
	}
	return c.after()
}

// BusinessDays returns the number of business days in [from, to), negative
// when to is before from.
//
// The error is a *[CoverageError] if a date counted lies outside the coverage;
// the later of the two may be the day after it.
func (c *Calendar) BusinessDays(from, to Date) (int, error) {
	if c.zone == nil {
		return 0, c.refuse()
	}
	if d := earlier(from, to); d.Before(c.first) {
		return 0, c.coverDate(d)
	}
	if later(from, to).Sub(c.last) > 1 {
		return 0, c.after()
	}
	return c.business.before(to.epochDay()) - c.business.before(from.epochDay()), nil
}

// nextBusinessDay returns the first business day at or after a date.
func (c *Calendar) nextBusinessDay(d Date) (Date, error) {
	if err := c.coverDate(d); err != nil {
		return Date{}, err
	}
	day, ok := c.business.nth(c.business.before(d.epochDay()))
	if !ok {
		return Date{}, c.after()
	}
	return dateOfDay(day), nil
}
