package feedback

import (
	"fmt"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// RewardEvent is what somebody gets points for. It is comparable; the zero value
// is nothing, and an error in a grant.
type RewardEvent uint8

// The events. The last two are never rewarded, by no program: points must not
// buy a withdrawal or a good score.
const (
	// RewardReceived: something was brought that is worth reading.
	RewardReceived RewardEvent = iota + 1
	// RewardAccepted: a suggestion will be followed, a report is taken up.
	RewardAccepted
	// RewardAdopted: it was carried out, or the report was confirmed.
	RewardAdopted
	// RewardEffectProven: it had the effect that was hoped for.
	RewardEffectProven
	// RewardAnswered: a survey was answered, whatever the answer.
	RewardAnswered
	// RewardGoodScore: a good score in a survey. Forbidden.
	RewardGoodScore
	// RewardWithdrawn: a complaint was withdrawn. Forbidden.
	RewardWithdrawn
)

// String returns "received", "accepted", "adopted", "effect_proven", "answered",
// "good_score" or "withdrawn".
func (e RewardEvent) String() string {
	return check.EnumText(e, "RewardEvent", "received", "accepted", "adopted", "effect_proven", "answered",
		"good_score", "withdrawn")
}

// ParseRewardEvent reads what [RewardEvent.String] writes.
func ParseRewardEvent(text string) (RewardEvent, error) { return parseText(text, RewardWithdrawn) }

// MarshalText returns the text of [RewardEvent.String]. A value that is none of
// the events is an error.
func (e RewardEvent) MarshalText() ([]byte, error) { return marshalEnum(e, RewardWithdrawn) }

// UnmarshalText reads what [RewardEvent.MarshalText] writes.
func (e *RewardEvent) UnmarshalText(text []byte) error {
	return unmarshalEnum(e, text, RewardWithdrawn)
}

// Period is a stretch of the calendar to which a cap applies. It is comparable;
// the zero value is none, and an error in a cap.
type Period uint8

// The periods.
const (
	PeriodDay Period = iota + 1
	PeriodMonth
	PeriodYear
	// PeriodEver has no end.
	PeriodEver
)

// String returns "day", "month", "year" or "ever".
func (p Period) String() string { return check.EnumText(p, "Period", "day", "month", "year", "ever") }

// ParsePeriod reads what [Period.String] writes.
func ParsePeriod(text string) (Period, error) { return parseText(text, PeriodEver) }

// MarshalText returns the text of [Period.String]. A value that is none of the
// periods is an error.
func (p Period) MarshalText() ([]byte, error) { return marshalEnum(p, PeriodEver) }

// UnmarshalText reads what [Period.MarshalText] writes.
func (p *Period) UnmarshalText(text []byte) error { return unmarshalEnum(p, text, PeriodEver) }

// of returns a text that is the same for two dates in one period.
func (p Period) of(d calendar.Date) string {
	switch p {
	case PeriodDay:
		return d.String()
	case PeriodMonth:
		return d.String()[:len("2026-01")]
	case PeriodYear:
		return d.String()[:len("2026")]
	case PeriodEver:
	}
	return ""
}

// RewardCap is the most points that one member can get in a period, for all
// events together.
//
// It is comparable, immutable and safe for concurrent use; the zero value has no
// period, and is an error.
type RewardCap struct {
	Period Period
	Points int64
}

// RewardEntry is one line of a [Ledger]: points that a member got or, in a
// reversal, gave back. In JSON it is an object with its fields in snake_case.
//
// It is comparable but for the zone of At, and safe for concurrent use; the zero
// value has no key, and is an error.
type RewardEntry struct {
	// Key is required: the same key is the same entry, such as "s1:accepted".
	Key string
	// Member is who has the points, Item what they are for.
	Member, Item string
	// Event is what they are for; zero in a reversal.
	Event RewardEvent
	// Asked is what was asked for, and Points what is left of it below the caps;
	// in a reversal both are the negative of what the entry Reverses was granted.
	Asked, Points int64
	// Reverses is the key of the entry that is taken back.
	Reverses string
	// Reason says why it is; required in a reversal.
	Reason string
	// On is the date of the periods to which the caps apply, that of the house;
	// At the instant.
	On calendar.Date
	At time.Time
}

// same reports whether two entries say the same, apart from Points.
func (e RewardEntry) same(other *RewardEntry) bool {
	a, b := e, *other
	a.Points, b.Points = 0, 0
	atSame := a.At.Equal(b.At)
	a.At, b.At = time.Time{}, time.Time{}
	return atSame && a == b
}

// MarshalJSON returns the JSON form of the entry. A text that is not UTF-8 and an
// event that is none are errors.
func (e RewardEntry) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("key", e.Key)
		w.Text("member", e.Member)
		w.Text("item", e.Item)
		jsonwriter.Enum(w.Writer, "event", e.Event, RewardWithdrawn)
		w.Int("asked", e.Asked)
		w.Int("points", e.Points)
		w.Text("reverses", e.Reverses)
		w.Text("reason", e.Reason)
		w.date("on", e.On)
		w.Instant("at", e.At)
	})
}

// UnmarshalJSON reads what [RewardEntry.MarshalJSON] writes. Unknown fields are
// errors. Whether the entry fits a ledger is for [NewLedger].
func (e *RewardEntry) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(e, data, func(r recordReader) RewardEntry {
		return RewardEntry{
			Key: r.text("key"), Member: r.text("member"), Item: r.text("item"),
			Event: readEnum(r, "event", RewardWithdrawn),
			Asked: r.int("asked"), Points: r.int("points"),
			Reverses: r.text("reverses"), Reason: r.text("reason"),
			On: r.date("on"), At: r.instant("at"),
		}
	})
}

// maxPoints bounds the points of an entry and a cap, so that no sum overflows.
const maxPoints = 1_000_000_000

// check reports what is wrong with an entry by itself.
func (e RewardEntry) check(at check.Path, problems *check.Problems) {
	need := func(key string, missing bool) {
		if missing {
			problems.Add(at.Key(key), errRequired)
		}
	}
	need("key", e.Key == "")
	need("member", e.Member == "")
	need("on", e.On.IsZero())
	need("at", e.At.IsZero())
	if e.Reverses != "" {
		need("reason", e.Reason == "")
		return
	}
	need("event", e.Event == 0)
	if e.Event > RewardWithdrawn {
		problems.Addf(at.Key("event"), "%s is not among its values", e.Event)
	}
	if e.Asked < 1 || e.Asked > maxPoints {
		problems.Addf(at.Key("asked"), "must be from 1 to %d", int64(maxPoints))
	}
}

func checkCaps(caps []RewardCap, problems *check.Problems) {
	for i, limit := range caps {
		at := check.Path("caps").Index(i)
		if limit.Period < PeriodDay || limit.Period > PeriodEver {
			problems.Add(at.Key("period"), fmt.Errorf("must be one of day, month, year and ever, not %s", limit.Period))
		}
		if limit.Points < 0 || limit.Points > maxPoints {
			problems.Addf(at.Key("points"), "must be from 0 to %d", int64(maxPoints))
		}
	}
}
