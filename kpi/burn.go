package kpi

import (
	"encoding/json"
	"math"
	"time"

	"github.com/servicecommitment/commitment"
)

// BurnRate returns how fast the budget is used up: the share missed over the
// share that may be missed; at 1 it lasts exactly its period. It is undefined,
// ok == false, without a case and for the zero Objective. More missed cases than
// cases are [ErrNotSubset].
func (o Objective) BurnRate(bad, total uint64) (burn float64, ok bool, err error) {
	missed, err := NewRatio(bad, total)
	if err != nil {
		return 0, false, err
	}
	share, ok := missed.Value()
	if !ok || o.share == 0 {
		return 0, false, nil
	}
	burn, ok = clean(share / (1 - o.share))
	return burn, ok, nil
}

// Exhausted returns after what time a budget of a period is used up at a burn
// rate. It is undefined, false, for a rate that is not above zero, a period that
// is not positive, and a time beyond the range of a duration.
func Exhausted(period time.Duration, burn float64) (time.Duration, bool) {
	if !(burn > 0) || !finite(burn) || period <= 0 {
		return 0, false
	}
	t := float64(period) / burn
	if t >= math.MaxInt64 {
		return 0, false
	}
	return time.Duration(math.Round(t)), true
}

// BurnFactor returns the burn rate at which a share of the budget of a period is
// used up in a window: share · period / window, 14.4 for 2 % of 30 days in an
// hour. It is undefined, ok == false, for a share outside 0 to 1 and for times
// that are not positive.
func BurnFactor(share float64, window, period time.Duration) (factor float64, ok bool) {
	if !(share > 0 && share <= 1) || window <= 0 || period <= 0 {
		return 0, false
	}
	return clean(round(share * (float64(period) / float64(window))))
}

// BurnAlert fires when the budget burns too fast over a long and, so that it
// stops soon after the trouble, a short window.
//
// It is comparable. The zero value never fires.
type BurnAlert struct {
	// Share of the budget that is used up in the long window at Factor.
	Share       float64
	Long, Short time.Duration
	Factor      float64
	// MinEvents is how many decided cases the long window must have.
	MinEvents uint64
}

// NewBurnAlert returns the alert for a share of the budget of a period in a
// window; the short window is a twelfth of it. A factor that is not below the
// greatest possible burn rate of the objective is [ErrUnreachable]: it could
// fire only once everything is missed, or never. A share outside 0 to 1, times that are not positive and the zero
// Objective are FieldErrors.
func (o Objective) NewBurnAlert(share float64, window, period time.Duration) (BurnAlert, error) {
	if o.share == 0 {
		return BurnAlert{}, invalid("objective", "must be given")
	}
	factor, ok := BurnFactor(share, window, period)
	if !ok {
		return BurnAlert{}, invalid("share", "must be above 0 and at most 1, with a window and a period above 0")
	}
	if most := o.MaxBurnRate(); factor >= most {
		return BurnAlert{}, caused(ErrUnreachable, "a burn rate of %v is out of reach at an objective of %v: at most %v", factor, o.share, most)
	}
	const part = 12
	return BurnAlert{Share: share, Long: window, Short: window / part, Factor: factor}, nil
}

// BurnAlerts returns the usual four alerts for a period: 2 % of the budget in
// 1/720 of it, 5 % in 1/120, 10 % in 1/30 and 10 % in 1/10, which is an hour, six
// hours, one and three days of 30 days. Where the factor is out of reach of the
// objective, the window is as much longer as makes it half of what can be
// reached: service desks have objectives of 90 to 99 % and windows of days.
//
// A period below 720 nanoseconds and the zero Objective are FieldErrors.
func (o Objective) BurnAlerts(period time.Duration) ([]BurnAlert, error) {
	const shortest = 720
	if period < shortest {
		return nil, invalid("period", "must be at least %s", time.Duration(shortest))
	}
	var alerts []BurnAlert
	for _, usual := range [...]struct {
		share  float64
		window time.Duration
	}{{0.02, period / 720}, {0.05, period / 120}, {0.10, period / 30}, {0.10, period / 10}} {
		factor, _ := BurnFactor(usual.share, usual.window, period)
		window := usual.window
		if most := o.MaxBurnRate(); factor >= most && most > 0 {
			window = time.Duration(math.Ceil(usual.share * float64(period) / (most / 2)))
		}
		alert, err := o.NewBurnAlert(usual.share, window, period)
		if err != nil {
			return nil, err
		}
		alerts = append(alerts, alert)
	}
	return alerts, nil
}

// Describe says in a line of text when the alert fires. For a language that is
// none it writes English.
func (a BurnAlert) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	if a.Factor <= 0 {
		if lang == commitment.Chinese {
			return []string{"从不告警"}
		}
		return []string{"never fires"}
	}
	share, factor, long, short := percent(a.Share), decimalOf(a.Factor), w.span(a.Long), w.span(a.Short)
	if lang == commitment.Chinese {
		text := "长窗口 " + long + "、短窗口 " + short + "的消耗速率均达到 " + factor + " 时告警（" + long + "内耗去额度的 " + share + " %）"
		if a.MinEvents > 0 {
			text += "，长窗口至少 " + grouped(a.MinEvents) + " 件"
		}
		return []string{text}
	}
	text := "fires at a burn rate of " + factor + " over " + long + " and over " + short + ", which uses " + share + " % of the budget up in " + long
	if a.MinEvents > 0 {
		text += "; from " + grouped(a.MinEvents) + " cases on in the long window"
	}
	return []string{text}
}

// MarshalJSON returns a view for people; it can not be read back.
func (a BurnAlert) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Share     *float64 `json:"share"`
		Long      string   `json:"long"`
		Short     string   `json:"short"`
		Factor    *float64 `json:"factor"`
		MinEvents uint64   `json:"min_events"`
	}{defined(a.Share, true), a.Long.String(), a.Short.String(), defined(a.Factor, true), a.MinEvents})
}

// BurnWindows are the missed and decided cases of the two windows of an alert.
//
// It is comparable. The zero value has no case.
type BurnWindows struct {
	LongBad, LongTotal, ShortBad, ShortTotal uint64
}

// BurnState is an alert at an instant.
//
// It is comparable. The zero value does not fire.
type BurnState struct {
	// Long and Short are the burn rates of the windows, 0 and not defined in one
	// without a case.
	Long, Short               float64
	LongDefined, ShortDefined bool
	Fires                     bool
}

// State returns whether an alert fires: both burn rates are at or above its
// factor, and the long window has enough cases. A window without a case does not
// fire. More missed cases than cases are [ErrNotSubset].
func (o Objective) State(a BurnAlert, w BurnWindows) (s BurnState, err error) {
	if s.Long, s.LongDefined, err = o.BurnRate(w.LongBad, w.LongTotal); err != nil {
		return BurnState{}, err
	}
	if s.Short, s.ShortDefined, err = o.BurnRate(w.ShortBad, w.ShortTotal); err != nil {
		return BurnState{}, err
	}
	reached := func(burn float64) bool { return round(burn) >= a.Factor }
	s.Fires = a.Factor > 0 && s.LongDefined && s.ShortDefined && reached(s.Long) && reached(s.Short) && w.LongTotal >= a.MinEvents
	return s, nil
}

// Describe says in a line of text how fast the budget burns. For a language that
// is none it writes English.
func (s BurnState) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	rate := func(burn float64, defined bool) string {
		if !defined {
			return w.undefined
		}
		return decimal(burn, 1)
	}
	long, short := rate(s.Long, s.LongDefined), rate(s.Short, s.ShortDefined)
	if lang == commitment.Chinese {
		verdict := "不告警"
		if s.Fires {
			verdict = "告警"
		}
		return []string{"额度消耗速率：长窗口 " + long + "，短窗口 " + short + "，" + verdict}
	}
	verdict := "quiet"
	if s.Fires {
		verdict = "fires"
	}
	return []string{"burn rate: long window " + long + ", short window " + short + ", " + verdict}
}

// MarshalJSON returns a view for people, with null for a burn rate that is
// undefined; it can not be read back.
func (s BurnState) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Long  *float64 `json:"long"`
		Short *float64 `json:"short"`
		Fires bool     `json:"fires"`
	}{defined(s.Long, s.LongDefined), defined(s.Short, s.ShortDefined), s.Fires})
}
