package kpi

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// day is a day of 24 hours.
const day = 24 * time.Hour

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
	}{{day, w.days}, {time.Hour, w.hours}, {time.Minute, w.minutes}} {
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

// signed writes a difference of shares in percentage points.
func signed(difference float64) string { return plus(decimal(difference*100, 1)) }

// plus writes a number with its sign.
func plus(text string) string {
	if digits, negative := strings.CutPrefix(text, "-"); negative {
		return "−" + digits
	}
	if strings.HasPrefix(text, "−") {
		return text
	}
	return "+" + text
}
