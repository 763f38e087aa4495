package timewords

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
)

// Words are the words of one language. It is immutable and safe for concurrent
// use; [Of] makes it, the zero value has none.
type Words struct {
	// Space is what stands between a date and what follows it, Separator between
	// the items of a list.
	Space, Separator string

	days                    [7]string // by time.Weekday
	dated                   string    // weekday and date
	hours, minutes, seconds string
}

// Of returns the words of a language, those of English for one that is none.
func Of(lang commitment.Lang) Words {
	if lang == commitment.Chinese {
		return Words{
			days:  [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
			dated: "%[2]s（%[1]s）", Separator: "、",
			hours: "%d 小时", minutes: "%d 分钟", seconds: "%s 秒",
		}
	}
	return Words{
		days:  [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		dated: "%s %s", Space: " ", Separator: ", ",
		hours: "%d h", minutes: "%d min", seconds: "%s s",
	}
}

// Weekday says a day of the week.
func (w *Words) Weekday(day time.Weekday) string { return w.days[day] }

// Date says the date that t shows, with its weekday.
func (w *Words) Date(t time.Time) string {
	return fmt.Sprintf(w.dated, w.days[t.Weekday()], t.Format(time.DateOnly))
}

// Instant says an instant to the minute, or as exactly as it is, in its zone.
func (w *Words) Instant(t time.Time) string { return w.Date(t) + w.Space + Clock(t) }

// Deadline is [Words.Instant] for an instant at which something ends: midnight is
// 24:00 of the date before, which is not always the eve: zones skip dates.
func (w *Words) Deadline(t time.Time) string {
	if clock := Clock(t); clock != "00:00" {
		return w.Date(t) + w.Space + clock
	}
	return w.Date(t.Add(-1)) + w.Space + "24:00"
}

// Clock says the wall time that t shows to the minute, or as exactly as it is.
func Clock(t time.Time) string {
	switch {
	case t.Nanosecond() != 0:
		return t.Format("15:04:05.999999999")
	case t.Second() != 0:
		return t.Format(time.TimeOnly)
	}
	return t.Format("15:04")
}

// Duration says hours, minutes and seconds, those that are not zero, exactly. A
// negative duration is none.
func (w *Words) Duration(d time.Duration) string {
	d = max(d, 0)
	var parts []string
	if n := d / time.Hour; n > 0 {
		parts = append(parts, fmt.Sprintf(w.hours, n))
	}
	if n := d % time.Hour / time.Minute; n > 0 {
		parts = append(parts, fmt.Sprintf(w.minutes, n))
	}
	if rest := d % time.Minute; rest > 0 || len(parts) == 0 {
		parts = append(parts, fmt.Sprintf(w.seconds, decimalSeconds(rest)))
	}
	return strings.Join(parts, " ")
}

// decimalSeconds returns a duration in seconds, as a float64 cannot hold it.
func decimalSeconds(d time.Duration) string {
	text := strconv.FormatInt(int64(d/time.Second), 10)
	if fraction := d % time.Second; fraction > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%09d", fraction), "0")
	}
	return text
}
