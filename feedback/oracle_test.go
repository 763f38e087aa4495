package feedback_test

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// oracle says slowly what a status must be. It keeps nothing but the deeds that
// count, and reads every fact from all of them whenever it is asked.
type oracle struct {
	tb       testing.TB
	p        feedback.Procedure
	flow     feedback.Flow
	office   *calendar.Calendar
	item     feedback.Item
	deeds    []deed
	findings []feedback.Finding
}

// deed is an action that counts. To is the state that it led into, "" if it led
// into none; step is nil for the receipt.
type deed struct {
	feedback.Action
	step     *feedback.Step
	from, to feedback.State
}

func newOracle(tb testing.TB, office *calendar.Calendar, p feedback.Procedure, item feedback.Item, actions []feedback.Action, now time.Time) *oracle {
	tb.Helper()
	o := &oracle{tb: tb, p: p, office: office, item: item, flow: feedback.FlowOf(item.Kind)}
	for _, flow := range p.Flows {
		if flow.Kind == item.Kind {
			o.flow = flow
		}
	}
	for _, a := range o.inOrder(actions, now) {
		if missing := o.lacks(&a); len(missing) > 0 {
			for _, m := range missing {
				o.find(m.Code, a.Key)
			}
			continue
		}
		o.do(a)
	}
	return o
}

func (o *oracle) find(code feedback.Code, key string) {
	o.findings = append(o.findings, feedback.Finding{Code: code, Key: key})
}

// before reports whether an action counts before another one.
func (o *oracle) before(a, b *feedback.Action) bool {
	rank := func(kind feedback.ActionKind) int {
		if i := slices.Index(allActions()[:len(allActions())-1], kind); i >= 0 {
			return i
		}
		return len(allActions())
	}
	switch {
	case !a.At.Equal(b.At):
		return a.At.Before(b.At)
	case a.Seq != b.Seq:
		return a.Seq < b.Seq
	case rank(a.Kind) != rank(b.Kind):
		return rank(a.Kind) < rank(b.Kind)
	case a.Kind != b.Kind:
		return a.Kind < b.Kind
	case a.Key != b.Key:
		return a.Key < b.Key
	}
	return o.text(a) < o.text(b)
}

func (o *oracle) text(a *feedback.Action) string {
	at := *a
	at.At = at.At.UTC()
	text, err := json.Marshal(at)
	require.NoError(o.tb, err)
	return string(text)
}

// inOrder returns the actions by now in their order, each key once.
func (o *oracle) inOrder(actions []feedback.Action, now time.Time) []feedback.Action {
	var list, once []feedback.Action
	for _, a := range actions {
		if !a.At.After(now) {
			list = append(list, a)
		}
	}
	for i := range list {
		isKey := func(a feedback.Action) bool { return a.Key == list[i].Key }
		isLater := func(a feedback.Action) bool { return o.before(&list[i], &a) }
		if slices.ContainsFunc(list[:i], isLater) && !slices.ContainsFunc(list[:i], isKey) {
			o.find(feedback.CodeDeliveredLate, list[i].Key)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return o.before(&list[i], &list[j]) })
	for _, a := range list {
		first := slices.IndexFunc(once, func(b feedback.Action) bool { return a.Key == b.Key })
		switch {
		case first < 0:
			once = append(once, a)
		case o.text(&once[first]) != o.text(&a):
			o.find(feedback.CodeConflicting, a.Key)
		}
	}
	return once
}

func (o *oracle) do(a feedback.Action) {
	d := deed{Action: a, from: o.state()}
	if a.Kind == feedback.ActionReceive {
		d.to = o.flow.Start
	} else {
		d.step = o.stepOf(&a)
		d.to = d.step.To
		if d.to == feedback.Previous {
			d.to = o.previous()
		}
	}
	o.deeds = append(o.deeds, d)
}

// state is the one that was entered last.
func (o *oracle) state() feedback.State {
	for _, d := range slices.Backward(o.deeds) {
		if d.to != "" {
			return d.to
		}
	}
	return ""
}

// previous is from where the state was entered by a step that names it.
func (o *oracle) previous() feedback.State {
	for _, d := range slices.Backward(o.deeds) {
		if d.to == o.state() && d.step != nil && d.step.To == d.to && d.from != d.to {
			return d.from
		}
	}
	return ""
}

func (o *oracle) path() []feedback.State {
	var path []feedback.State
	for _, d := range o.deeds {
		if d.to != "" {
			path = append(path, d.to)
		}
	}
	return path
}

func (o *oracle) ends(state feedback.State) bool { return slices.Contains(o.flow.Ends, state) }

// possible reports whether a step may be taken in the state, by its result.
func (o *oracle) possible(s *feedback.Step) bool {
	from := slices.Contains(s.From, o.state()) || slices.Contains(s.From, feedback.AnyOpen) && !o.ends(o.state())
	return from && (s.To != feedback.Previous || o.previous() != "")
}

func (o *oracle) stepOf(a *feedback.Action) *feedback.Step {
	for i := range o.flow.Steps {
		s := &o.flow.Steps[i]
		if s.Action == a.Kind && o.possible(s) && (len(s.Results) == 0 || slices.Contains(s.Results, a.Result)) {
			return s
		}
	}
	return nil
}

func (o *oracle) lacks(a *feedback.Action) []feedback.Missing {
	switch {
	case a.Kind == feedback.ActionReceive && o.state() != "":
		return missing(feedback.CodeAlreadyDone, "")
	case a.Kind == feedback.ActionReceive:
		return nil
	case o.state() == "":
		return missing(feedback.CodeNotReceived, "")
	}
	if s := o.stepOf(a); s != nil {
		return o.stepLacks(s, a)
	}
	var same []*feedback.Step
	for i := range o.flow.Steps {
		s := &o.flow.Steps[i]
		if s.Action != a.Kind {
			continue
		}
		if o.possible(s) {
			return missing(feedback.CodeResultRequired, "result")
		}
		same = append(same, s)
	}
	if len(same) == 0 {
		return missing(feedback.CodeUnknownAction, "kind")
	}
	for _, s := range same {
		if len(s.Results) == 0 || slices.Contains(s.Results, a.Result) {
			return append(o.stepLacks(s, a), missing(feedback.CodeNotAllowed, "")...)
		}
	}
	return missing(feedback.CodeNotAllowed, "")
}

func (o *oracle) stepLacks(s *feedback.Step, a *feedback.Action) []feedback.Missing {
	var list []feedback.Missing
	for _, guard := range s.Guards {
		list = append(list, o.guard(guard, a)...)
	}
	if a.By != 0 && len(s.By) > 0 && !slices.Contains(s.By, a.By) {
		list = append(list, missing(feedback.CodeForbidden, "by")...)
	}
	return list
}

// last is the last deed of one of some kinds.
func (o *oracle) last(kinds ...feedback.ActionKind) (deed, bool) {
	for _, d := range slices.Backward(o.deeds) {
		if slices.Contains(kinds, d.Kind) {
			return d, true
		}
	}
	return deed{}, false
}

func (o *oracle) any(is func(d deed) bool) bool { return slices.ContainsFunc(o.deeds, is) }

// thisTime are the deeds since the loop began anew, with the one that did so.
func (o *oracle) thisTime() []deed {
	start, settled := 0, false
	for i, d := range o.deeds {
		unsatisfied := d.Kind == feedback.ActionFollowUp && d.Result == feedback.ResultUnsatisfied
		if d.Kind == feedback.ActionReopen || unsatisfied || d.Kind == feedback.ActionEscalate && settled {
			start, settled = i, false
		}
		settled = settled || d.Kind == feedback.ActionSettle
	}
	return o.deeds[start:]
}

// sinceReply are those of this time since the last reply.
func (o *oracle) sinceReply() []deed {
	deeds := o.thisTime()
	for i, d := range slices.Backward(deeds) {
		if d.Kind == feedback.ActionReply {
			return deeds[i:]
		}
	}
	return deeds
}

func (o *oracle) settled() bool {
	return slices.ContainsFunc(o.thisTime(), func(d deed) bool { return d.Kind == feedback.ActionSettle })
}

func (o *oracle) replied() bool {
	return slices.ContainsFunc(o.thisTime(), func(d deed) bool { return d.Kind == feedback.ActionReply })
}

// attempts are those in vain that were far enough apart.
func (o *oracle) attempts() int {
	count, last := 0, time.Time{}
	for _, d := range o.sinceReply() {
		if d.Kind != feedback.ActionFollowUp || d.Result != feedback.ResultNoAnswer && d.Result != feedback.ResultWrongNumber {
			continue
		}
		if count == 0 || d.At.Sub(last) >= o.p.FollowUp.Apart {
			count, last = count+1, d.At
		}
	}
	return count
}

func (o *oracle) enough() int {
	if o.p.FollowUp.Attempts == 0 {
		return 3
	}
	return o.p.FollowUp.Attempts
}

func (o *oracle) followed() bool {
	return o.attempts() >= o.enough() || slices.ContainsFunc(o.sinceReply(), func(d deed) bool {
		return d.Kind == feedback.ActionFollowUp &&
			!slices.Contains([]feedback.Result{"no_answer", "wrong_number", "unsatisfied"}, d.Result)
	})
}

func (o *oracle) satisfaction() feedback.Result {
	var said feedback.Result
	for _, d := range o.thisTime() {
		switch {
		case d.Kind == feedback.ActionReply && !o.settled():
			said = ""
		case d.Kind == feedback.ActionSettle:
			said = feedback.ResultSatisfied
		case d.Kind == feedback.ActionFollowUp && strings.HasSuffix(string(d.Result), "satisfied"):
			said = d.Result
		}
	}
	return said
}

func (o *oracle) person() bool {
	return o.item.Privacy != feedback.Anonymous && o.item.Privacy != feedback.AnonymousSurvey ||
		o.any(func(d deed) bool { return d.Kind == feedback.ActionIdentify })
}

func (o *oracle) recusal() bool {
	d, ok := o.last(feedback.ActionAskRecusal, feedback.ActionDecideRecusal)
	return ok && d.Kind == feedback.ActionAskRecusal
}

func (o *oracle) handler() string {
	handler := ""
	for _, d := range o.deeds {
		if d.Kind == feedback.ActionAssign {
			handler = d.Assignee
		}
		if d.Kind == feedback.ActionDecideRecusal && d.Result == feedback.ResultGranted {
			handler = ""
		}
	}
	return handler
}

func (o *oracle) level() int {
	count := 0
	for _, d := range o.deeds {
		if d.Kind == feedback.ActionEscalate {
			count++
		}
	}
	return count
}

func (o *oracle) remedies() []feedback.RemedyStatus {
	var list []feedback.RemedyStatus
	for _, d := range o.deeds {
		if d.Kind == feedback.ActionDecide {
			before := slices.Clone(list)
			for _, remedy := range d.Remedies {
				if slices.ContainsFunc(before, func(r feedback.RemedyStatus) bool { return r.ID == remedy.ID && r.Done.IsZero() }) {
					continue
				}
				list = append(list, feedback.RemedyStatus{Remedy: remedy, Promised: d.At})
			}
		}
		if d.Kind == feedback.ActionRemedyDone {
			if i := slices.IndexFunc(list, func(r feedback.RemedyStatus) bool { return r.ID == d.Remedy && r.Done.IsZero() }); i >= 0 {
				list[i].Done = d.At
			}
		}
	}
	return list
}

func (o *oracle) outstanding() bool {
	return slices.ContainsFunc(o.remedies(), func(r feedback.RemedyStatus) bool { return r.Done.IsZero() })
}

// outcome is how the item was closed; it must be asked of the deeds up to that.
func (o *oracle) outcome() feedback.Outcome {
	closing := o.deeds[len(o.deeds)-1]
	waived := func(d deed) bool {
		return d.Kind == feedback.ActionFollowUp && (d.Result == feedback.ResultWaived || d.Result == feedback.ResultRefused)
	}
	switch said := o.satisfaction(); {
	case closing.Kind == feedback.ActionExternalResult:
		return feedback.OutcomeExternal
	case waived(closing):
		return feedback.OutcomeWaived
	case said == feedback.ResultSatisfied || said == feedback.ResultBasicallySatisfied:
		return feedback.OutcomeSatisfied
	case slices.ContainsFunc(o.sinceReply(), waived):
		return feedback.OutcomeWaived
	case o.attempts() >= o.enough() && said == "":
		return feedback.OutcomeUnreachable
	}
	return feedback.OutcomeCompleted
}

// upTo is the oracle as it was after some deeds.
func (o *oracle) upTo(n int) *oracle {
	then := *o
	then.deeds = o.deeds[:n]
	return &then
}

// ended returns when and how the item came to its end, if it is at one.
func (o *oracle) ended() (time.Time, feedback.Outcome) {
	if !o.ends(o.state()) {
		return time.Time{}, 0
	}
	for i, d := range slices.Backward(o.deeds) {
		if d.to == "" {
			continue
		}
		if d.to == feedback.StateClosed {
			return d.At, o.upTo(i + 1).outcome()
		}
		return d.At, 0
	}
	return time.Time{}, 0
}
