package feedback

import (
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// Measure is what the answers to a survey become; see [Tally]. It is comparable;
// the zero value is none, and an error in a survey.
type Measure uint8

// The measures.
const (
	// CSAT is the satisfaction with one occasion, from 1 up to 3 … 10.
	CSAT Measure = iota + 1
	// NPS is how likely somebody recommends the service, from 0 to 10.
	NPS
	// CES is how easy it was (higher is easier), or how much effort it took (lower
	// is easier): the direction belongs to the question.
	CES
	// SERVQUAL is 22 pairs of what is expected and what is perceived, from 1 to 7.
	SERVQUAL
)

// String returns "csat", "nps", "ces" or "servqual".
func (m Measure) String() string {
	return check.EnumText(m, "Measure", "csat", "nps", "ces", "servqual")
}

// ParseMeasure reads what [Measure.String] writes.
func ParseMeasure(text string) (Measure, error) { return parseText(text, SERVQUAL) }

// MarshalText returns the text of [Measure.String]. A value that is none of the
// measures is an error.
func (m Measure) MarshalText() ([]byte, error) { return marshalEnum(m, SERVQUAL) }

// UnmarshalText reads what [Measure.MarshalText] writes.
func (m *Measure) UnmarshalText(text []byte) error { return unmarshalEnum(m, text, SERVQUAL) }

// Direction says which end of a scale is good. It is comparable; the zero value
// is taken as HigherIsBetter.
type Direction uint8

// The directions.
const (
	HigherIsBetter Direction = iota + 1
	LowerIsBetter
)

// String returns "higher_is_better" or "lower_is_better".
func (d Direction) String() string {
	return check.EnumText(d, "Direction", "higher_is_better", "lower_is_better")
}

// ParseDirection reads what [Direction.String] writes.
func ParseDirection(text string) (Direction, error) { return parseText(text, LowerIsBetter) }

// MarshalText returns the text of [Direction.String]. A value that is none of
// the directions is an error.
func (d Direction) MarshalText() ([]byte, error) { return marshalEnum(d, LowerIsBetter) }

// UnmarshalText reads what [Direction.MarshalText] writes.
func (d *Direction) UnmarshalText(text []byte) error { return unmarshalEnum(d, text, LowerIsBetter) }

// Opens is what a bad answer opens. It is comparable; the zero value is nothing.
type Opens uint8

// What a bad answer opens.
const (
	// OpensComplaint: a complaint, with the clocks of its procedure.
	OpensComplaint Opens = iota + 1
	// OpensCallBack: a survey answer whose procedure asks for a call.
	OpensCallBack
)

// String returns "complaint" or "call_back".
func (o Opens) String() string { return check.EnumText(o, "Opens", "complaint", "call_back") }

// ParseOpens reads what [Opens.String] writes.
func ParseOpens(text string) (Opens, error) { return parseText(text, OpensCallBack) }

// MarshalText returns the text of [Opens.String]. A value that is none of them
// is an error.
func (o Opens) MarshalText() ([]byte, error) { return marshalEnum(o, OpensCallBack) }

// UnmarshalText reads what [Opens.MarshalText] writes.
func (o *Opens) UnmarshalText(text []byte) error { return unmarshalEnum(o, text, OpensCallBack) }

// Survey is a question that is put to customers, and the rules of its answers.
//
// It is comparable, immutable and safe for concurrent use; the zero value has no
// measure, and is an error.
type Survey struct {
	// ID and Version are required: answers to another question are another figure.
	ID, Version string
	Measure     Measure
	// Question is the text that was asked.
	Question string
	// Max is the end of the scale of a CSAT (default 5) or CES (default 7), from 3
	// to 10; both begin with 1. NPS runs from 0 to 10, SERVQUAL from 1 to 7.
	Max int
	// Direction may be LowerIsBetter for a CES only.
	Direction Direction
	// Expires is how long after it was sent an answer counts: one exactly then
	// comes too late. Zero: for ever.
	Expires time.Duration
	// CoolDown is how long after a survey the same customer gets none. Zero: not
	// at all.
	CoolDown time.Duration
	// Bad is the score that is bad enough to open something, or any one worse; it
	// is needed where Opens is set, and none of a SERVQUAL.
	Bad   int
	Opens Opens
}

// scale returns the first and the last score.
func (s Survey) scale() (low, high int) {
	switch s.Measure {
	case NPS:
		return 0, 10
	case CSAT:
		if s.Max == 0 {
			return 1, 5
		}
	case CES, SERVQUAL:
		if s.Max == 0 {
			return 1, 7
		}
	}
	return 1, s.Max
}

// Check reports everything that is wrong with the survey, with errors that match
// [commitment.ErrInvalid]. [ParseSurvey] has checked what it returns.
func (s Survey) Check() error {
	var problems check.Problems
	if s.ID == "" {
		problems.Add("id", errRequired)
	}
	if s.Version == "" {
		problems.Add("version", errRequired)
	}
	switch s.Measure {
	case CSAT, CES:
		if s.Max != 0 && (s.Max < 3 || s.Max > 10) {
			problems.Addf("max", "must be from 3 to 10")
		}
	case NPS, SERVQUAL:
		if s.Max != 0 {
			problems.Addf("max", "must be left out: the scale is fixed")
		}
	default:
		problems.Addf("measure", "must be one of csat, nps, ces and servqual")
		return problems.Err("feedback")
	}
	if s.Direction > LowerIsBetter {
		problems.Addf("direction", "%s is not among its values", s.Direction)
	}
	if s.Direction == LowerIsBetter && s.Measure != CES {
		problems.Addf("direction", "only a ces may have lower_is_better")
	}
	if s.Expires < 0 {
		problems.Addf("expires", "must not be negative")
	}
	if s.CoolDown < 0 {
		problems.Addf("cool_down", "must not be negative")
	}
	s.checkOpens(&problems)
	return problems.Err("feedback")
}

func (s Survey) checkOpens(problems *check.Problems) {
	low, high := s.scale()
	switch {
	case s.Opens > OpensCallBack:
		problems.Addf("opens", "%s is not among its values", s.Opens)
	case s.Opens == 0 && s.Bad != 0:
		problems.Addf("opens", "is required where there is a bad score")
	case s.Opens == 0:
	case s.Measure == SERVQUAL:
		problems.Addf("opens", "must be left out: a servqual has no single score")
	case s.Bad < low || s.Bad > high:
		problems.Addf("bad", "must be from %d to %d", low, high)
	}
}

// IsBad reports whether a score opens something.
func (s Survey) IsBad(score int) bool {
	if s.Opens == 0 {
		return false
	}
	if s.Direction == LowerIsBetter {
		return score >= s.Bad
	}
	return score <= s.Bad
}

// WhyNotSent is why a survey is not sent. It is comparable; the zero value is
// that it may be.
type WhyNotSent string

// The reasons not to send a survey.
const (
	// NotSentCoolDown: the customer got one not long ago.
	NotSentCoolDown WhyNotSent = "cooldown"
	// NotSentUnreachable: the item is anonymous.
	NotSentUnreachable WhyNotSent = "anonymous"
)

// MaySend reports whether the survey may be sent to the customer of an item, and
// why not. Last is when he got any survey last, zero if never: after CoolDown,
// and exactly then, he may get another one. A last survey after now has not
// happened yet, and counts as one at now.
func (s Survey) MaySend(item Item, last, now time.Time) (WhyNotSent, bool) {
	switch {
	case !item.Privacy.CanFollowUp():
		return NotSentUnreachable, false
	case s.CoolDown > 0 && !last.IsZero() && now.Sub(last) < s.CoolDown:
		return NotSentCoolDown, false
	}
	return "", true
}

// MarshalJSON returns the JSON form of the survey.
func (s Survey) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("id", s.ID)
		w.Text("version", s.Version)
		jsonwriter.Enum(w.Writer, "measure", s.Measure, SERVQUAL)
		w.Text("question", s.Question)
		w.Int("max", int64(s.Max))
		jsonwriter.Enum(w.Writer, "direction", s.Direction, LowerIsBetter)
		w.Duration("expires", s.Expires)
		w.Duration("cool_down", s.CoolDown)
		w.Int("bad", int64(s.Bad))
		jsonwriter.Enum(w.Writer, "opens", s.Opens, OpensCallBack)
	})
}

// UnmarshalJSON reads what [Survey.MarshalJSON] writes, as [ParseSurvey] does; null
// changes nothing.
func (s *Survey) UnmarshalJSON(data []byte) error { return unmarshal(s, data, ParseSurvey) }

// ParseSurvey reads the JSON form of a survey and checks it: unknown fields and
// whatever [Survey.Check] finds are errors that match [commitment.ErrInvalid] and
// name every field that is wrong.
func ParseSurvey(data []byte) (Survey, error) {
	var s Survey
	err := readRecord(data, func(r recordReader) {
		s = Survey{
			ID: r.text("id"), Version: r.text("version"),
			Measure: readEnum(r, "measure", SERVQUAL), Question: r.text("question"),
			Max: r.count("max"), Direction: readEnum(r, "direction", LowerIsBetter),
			Expires: r.duration("expires"), CoolDown: r.duration("cool_down"),
			Bad: r.count("bad"), Opens: readEnum(r, "opens", OpensCallBack),
		}
	})
	if err == nil {
		err = s.Check()
	}
	if err != nil {
		return Survey{}, err
	}
	return s, nil
}
