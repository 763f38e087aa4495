package kpi

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// grouped writes a whole number with a comma between thousands.
func grouped(n uint64) string {
	text := strconv.FormatUint(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// decimal writes a number with so many digits, and no negative zero.
func decimal(x float64, digits int) string {
	text := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Trim(text, "-0.") == "" {
		return strings.TrimPrefix(text, "-")
	}
	return strings.Replace(text, "-", "−", 1)
}

// percentDigits is how many digits percentages have at least and at most.
const percentDigits, mostDigits = 1, 17

// percent writes a share with a digit, and with more where the share is not
// whole but would look like 0 % or 100 %: nobody reads a miss away.
func percent(share float64) string {
	for digits := percentDigits; ; digits++ {
		text := decimal(share*100, digits)
		whole := strings.Trim(text, "−0.") == "" || strings.TrimRight(strings.TrimPrefix(text, "−"), "0") == "100."
		if digits == mostDigits || share == 0 || math.Abs(share) == 1 || !whole {
			return text
		}
	}
}

// number writes a value in its unit, without the unit.
func (u Unit) number(x float64) string {
	switch u {
	case Share:
		return percent(x)
	case Points:
		return decimal(x, 1)
	case Scale, PerBase:
	}
	return decimal(x, 2)
}

// bound writes a bound of an interval: with a digit, as it is no count.
func (u Unit) bound(x float64) string {
	if u == Share {
		return decimal(x*100, percentDigits)
	}
	return u.number(x)
}

// suffix is what stands behind a number of the unit.
func (u Unit) suffix() string {
	if u == Share {
		return " %"
	}
	return ""
}

// span says a duration in days, hours, minutes and seconds, those that are not
// zero; days are of 24 hours.
func (w *words) span(d time.Duration) string {
	sign, rest := "", uint64(d)
	if d < 0 {
		sign, rest = "−", -rest
	}
	var parts []string
	for _, u := range [...]struct {
		unit time.Duration
		text string
	}{{24 * time.Hour, w.days}, {time.Hour, w.hours}, {time.Minute, w.minutes}} {
		if n := rest / uint64(u.unit); n > 0 {
			parts = append(parts, strconv.FormatUint(n, 10)+u.text)
			rest %= uint64(u.unit)
		}
	}
	if rest > 0 || len(parts) == 0 {
		parts = append(parts, strconv.FormatFloat(time.Duration(rest).Seconds(), 'f', -1, 64)+w.seconds)
	}
	return sign + strings.Join(parts, " ")
}
