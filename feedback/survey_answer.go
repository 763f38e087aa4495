package feedback

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// Sending is a survey that was sent to somebody.
//
// It is plain data, not comparable and not safe for concurrent changes; the zero
// value was never sent, and is an error.
type Sending struct { //nolint:recvcheck // written by value, read into a pointer
	// ID is required: answers name it.
	ID string
	// Survey is the id of the survey.
	Survey string
	// Item is the item or case it is about, Customer who got it. An anonymous
	// survey has neither, nor an attribution that leads back.
	Item, Customer string
	At             time.Time
	Privacy        Privacy
	// Attribution is to whom and what the answer will count: agent, team, channel.
	// It is what was true when the survey was sent, whoever has the case when the
	// answer comes.
	Attribution map[string]string
}

// Answer is one answer to a survey that was sent.
//
// It is plain data, not comparable and not safe for concurrent changes; the zero
// value has no key, and is an error.
type Answer struct {
	// Key is required: the same key is the same answer.
	Key string
	// Sending is the id of the [Sending].
	Sending string
	At      time.Time
	// Skipped says that the survey was closed without an answer: it never counts.
	Skipped bool
	// Score is the answer to a CSAT, NPS or CES, a whole number.
	Score int
	// Expected and Perceived are those to a SERVQUAL, 22 each; 0 is none.
	Expected, Perceived []int
	// Text is what was written beside.
	Text string
}

// WhyNotCounted is why nothing was counted of a survey. It is comparable; the
// zero value is that something was.
type WhyNotCounted string

// The reasons for which nothing was counted.
const (
	// NotAnswered: no answer came, or only skipped ones.
	NotAnswered WhyNotCounted = "not_answered"
	// NotCountedExpired: all answers came too late.
	NotCountedExpired WhyNotCounted = "expired"
)

// Counted is what counts of a survey that was sent.
//
// It belongs to the caller; the zero value is nothing.
type Counted struct {
	// Counted says that an answer counts, Why why none does.
	Counted bool
	Why     WhyNotCounted
	// Answer is the one that counts: the last within the time.
	Answer Answer
	// Bad says that its score opens something; see [Survey.Open].
	Bad bool
	// History are all answers that came, in their order: also those that another
	// one replaced, that were skipped and that came too late.
	History []Answer
	// Attribution is that of the sending.
	Attribution map[string]string
}

// Count says what counts of a survey that was sent: one answer, the last one that
// came in time, whatever the order in which they were delivered. Of two answers
// at one instant the one with the greater key counts. Answers to other sendings
// are left out, and so are repetitions of a key.
//
// A survey that is wrong, a sending of another survey, without id or instant, and
// answers without key or instant, before the survey was sent or with a score that
// is not on the scale are errors that match [commitment.ErrInvalid], all of them
// at once; so are two different answers with one key.
func (s Survey) Count(sending Sending, answers []Answer) (Counted, error) {
	if err := s.Check(); err != nil {
		return Counted{}, err
	}
	var problems check.Problems
	sending.check(&s, &problems)
	counted := Counted{Attribution: maps.Clone(sending.Attribution)}
	byKey := make(map[string]*Answer, len(answers))
	for i := range answers {
		a := &answers[i]
		if a.Sending != sending.ID {
			continue
		}
		at := check.Path("answers").Index(i)
		if twin, twice := byKey[a.Key]; twice {
			if !a.same(twin) {
				problems.Addf(at.Key("key"), "another answer has the key %s", check.Quote(a.Key))
			}
			continue
		}
		byKey[a.Key] = a
		a.check(&s, &sending, at, &problems)
		counted.History = append(counted.History, a.copied())
	}
	if err := problems.Err("feedback"); err != nil {
		return Counted{}, err
	}
	slices.SortFunc(counted.History, func(a, b Answer) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key))
	})
	counted.Why = NotAnswered
	for _, a := range counted.History {
		switch {
		case a.Skipped:
		case s.Expires > 0 && a.At.Sub(sending.At) >= s.Expires:
			if !counted.Counted {
				counted.Why = NotCountedExpired
			}
		default:
			counted.Counted, counted.Why, counted.Answer = true, "", a
		}
	}
	counted.Bad = counted.Counted && s.IsBad(counted.Answer.Score)
	return counted, nil
}

func (sending Sending) check(s *Survey, problems *check.Problems) {
	at := check.Path("sending")
	if sending.ID == "" {
		problems.Add(at.Key("id"), errRequired)
	}
	if sending.Survey != s.ID {
		problems.Addf(at.Key("survey"), "is %s, not %s", check.Quote(sending.Survey), check.Quote(s.ID))
	}
	if sending.At.IsZero() {
		problems.Add(at.Key("at"), errRequired)
	}
	if sending.Privacy > AnonymousSurvey {
		problems.Addf(at.Key("privacy"), "%s is not among its values", sending.Privacy)
	}
	for _, name := range sending.identityKept() {
		problems.Add(at.Key(name), errAnonymous)
	}
}

var errAnonymous = errors.New("must be empty: the survey is anonymous")

// identityKept returns the JSON names of the fields that lead to a person and that
// a sending in an anonymous mode holds, though it must not.
func (sending *Sending) identityKept() []string {
	var kept []string
	if sending.Privacy.KeepsIdentity() {
		return nil
	}
	if sending.Customer != "" {
		kept = append(kept, "customer")
	}
	if sending.Item != "" {
		kept = append(kept, "item")
	}
	return kept
}

func (a Answer) check(s *Survey, sending *Sending, at check.Path, problems *check.Problems) {
	if a.Key == "" {
		problems.Add(at.Key("key"), errRequired)
	}
	switch {
	case a.At.IsZero():
		problems.Add(at.Key("at"), errRequired)
	case a.At.Before(sending.At):
		problems.Addf(at.Key("at"), "is before the survey was sent")
	}
	if a.Skipped {
		return
	}
	low, high := s.scale()
	if s.Measure != SERVQUAL {
		if a.Score < low || a.Score > high {
			problems.Addf(at.Key("score"), "must be from %d to %d, not %d", low, high, a.Score)
		}
		return
	}
	for _, side := range []struct {
		key    string
		scores []int
	}{{"expected", a.Expected}, {"perceived", a.Perceived}} {
		if len(side.scores) != servqualItems {
			problems.Addf(at.Key(side.key), "must have %d scores, not %d", servqualItems, len(side.scores))
			continue
		}
		for i, score := range side.scores {
			if score < 0 || score > high {
				problems.Addf(at.Key(side.key).Index(i), "must be from %d to %d, or 0 for none, not %d", low, high, score)
			}
		}
	}
}

// servqualItems is the number of pairs of a SERVQUAL, as kpi has it.
const servqualItems = 22

// same reports whether two answers with one key are one.
func (a Answer) same(b *Answer) bool {
	return a.At.Equal(b.At) && a.Skipped == b.Skipped && a.Score == b.Score && a.Text == b.Text &&
		slices.Equal(a.Expected, b.Expected) && slices.Equal(a.Perceived, b.Perceived)
}

func (a Answer) copied() Answer {
	a.Expected, a.Perceived = slices.Clone(a.Expected), slices.Clone(a.Perceived)
	return a
}

// Open returns what a bad answer opens: a complaint, or a survey answer to call
// back about (its attribute "low_score" is "yes", for the clock of the call and
// [GuardContacted]), with its link to the answer, and the link that leads back to it
// from the item that the answer is about. The host keeps both, and records what
// is opened by an action "receive" (and "open" on a survey answer).
//
// It is false where the answer is not bad, and for an anonymous survey, of whose
// writer nothing is known. An empty id is an error that matches
// [commitment.ErrInvalid].
func (s Survey) Open(sending Sending, counted Counted, id string) (item Item, back Link, ok bool, err error) {
	if !counted.Bad || !sending.Privacy.CanFollowUp() {
		return Item{}, Link{}, false, nil
	}
	if id == "" {
		return Item{}, Link{}, false, fieldError("id", errRequired)
	}
	item = Item{
		ID: id, Kind: Complaint, Channel: "survey", Privacy: sending.Privacy, Customer: sending.Customer,
		Text:  counted.Answer.Text,
		Links: []Link{{Kind: FromSurvey, To: counted.Answer.Key}},
	}
	if s.Opens == OpensCallBack {
		item.Kind, item.Attributes = SurveyAnswer, map[string][]string{lowScore: {"yes"}}
	}
	if sending.Item != "" {
		item.Links = append(item.Links, Link{Kind: Follows, To: sending.Item})
	}
	return item, Link{Kind: Opened, To: id}, true, nil
}

// MarshalJSON returns the JSON form of the sending. A customer or an item in an
// anonymous one is an error at its path: nothing must lead back.
func (sending Sending) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("id", sending.ID)
		w.Text("survey", sending.Survey)
		w.Text("item", sending.Item)
		w.Text("customer", sending.Customer)
		w.Instant("at", sending.At)
		jsonwriter.Enum(w.Writer, "privacy", sending.Privacy, AnonymousSurvey)
		jsonwriter.Map(w.Writer, "attribution", sending.Attribution, w.String)
		for _, name := range sending.identityKept() {
			w.FailAt(name, errAnonymous)
		}
	})
}

// UnmarshalJSON reads what [Sending.MarshalJSON] writes. Unknown fields are
// errors; what is missing is one for [Survey.Count].
func (sending *Sending) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(sending, data, func(r recordReader) Sending {
		return Sending{
			ID: r.text("id"), Survey: r.text("survey"), Item: r.text("item"), Customer: r.text("customer"),
			At: r.instant("at"), Privacy: readEnum(r, "privacy", AnonymousSurvey), Attribution: r.attributes("attribution"),
		}
	})
}

// MarshalJSON returns the JSON form of the answer. A score of 0 is written.
func (a Answer) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("key", a.Key)
		w.Text("sending", a.Sending)
		w.Instant("at", a.At)
		w.Bool("skipped", a.Skipped)
		if !a.Skipped && len(a.Expected)+len(a.Perceived) == 0 {
			w.member("score", func() { w.Data = fmt.Appendf(w.Data, "%d", a.Score) })
		} else {
			w.Int("score", int64(a.Score))
		}
		number := func(n *int) { w.Data = fmt.Appendf(w.Data, "%d", *n) }
		jsonwriter.List(w.Writer, "expected", a.Expected, number)
		jsonwriter.List(w.Writer, "perceived", a.Perceived, number)
		w.Text("text", a.Text)
	})
}

// UnmarshalJSON reads what [Answer.MarshalJSON] writes. Unknown fields and
// numbers that are not whole are errors; what is missing is one for
// [Survey.Count].
func (a *Answer) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(a, data, func(r recordReader) Answer {
		return Answer{
			Key: r.text("key"), Sending: r.text("sending"), At: r.instant("at"), Skipped: r.bool("skipped"),
			Score: r.whole("score"), Expected: r.wholes("expected"), Perceived: r.wholes("perceived"), Text: r.text("text"),
		}
	})
}
