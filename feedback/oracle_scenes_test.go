package feedback_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/sla"
)

// dice makes procedures, items and actions at random.
type dice struct{ *rand.Rand }

func (d dice) often(percent int) bool { return d.IntN(100) < percent }

func among[T any](d dice, list []T) T { return list[d.IntN(len(list))] }

func (d dice) flow(kind feedback.Kind) feedback.Flow {
	flow := feedback.FlowOf(kind)
	if d.often(40) {
		flow = d.ownFlow(kind)
	}
	for i := range flow.Steps {
		s := &flow.Steps[i]
		if d.often(10) && len(s.Guards) > 0 {
			s.Guards = s.Guards[1:]
		}
		if d.often(8) {
			s.Guards = append(slices.Clip(s.Guards), feedback.Guard(1+d.IntN(int(feedback.GuardPerson))))
		}
		if d.often(5) {
			s.CancelsClocks, s.ResumesClocks = d.often(50), false
		} else if d.often(5) && !s.CancelsClocks {
			s.ResumesClocks = true
		}
		if d.often(5) {
			s.From = append(slices.Clip(s.From), among(d, flow.States))
		}
	}
	return flow
}

// ownFlow has a few states, all actions, and results that overlap.
func (d dice) ownFlow(kind feedback.Kind) feedback.Flow {
	flow := feedback.Flow{
		Kind: kind, Start: "received", States: []feedback.State{"received", "busy", "on_hold", "replied", "merged", "closed"},
		Ends: []feedback.State{"merged", "closed"},
	}
	for _, action := range allActions()[1:] {
		for range 1 + d.IntN(2) {
			s := feedback.Step{Action: action, From: []feedback.State{feedback.AnyOpen}}
			if d.often(60) {
				s.From = []feedback.State{among(d, flow.States)}
			}
			if d.often(50) {
				s.To = among(d, flow.States)
			} else if d.often(10) && s.From[0] != feedback.AnyOpen {
				s.To = feedback.Previous
			}
			for range d.IntN(3) {
				if result := among(d, results()); !slices.Contains(s.Results, result) {
					s.Results = append(s.Results, result)
				}
			}
			flow.Steps = append(flow.Steps, s)
		}
	}
	return flow
}

func results() []feedback.Result {
	return []feedback.Result{"satisfied", "basically_satisfied", "unsatisfied", "no_answer", "wrong_number", "refused", "waived", "granted", "reached"}
}

func (d dice) moments(flow *feedback.Flow) []feedback.Moment {
	list := make([]feedback.Moment, 1+d.IntN(2))
	for i := range list {
		list[i].Action = feedback.ActionReceive
		if d.often(85) {
			s := among(d, flow.Steps)
			list[i].Action, list[i].Remedy = s.Action, d.often(50) && (s.Action == "decide" || s.Action == "remedy_done")
			if d.often(50) {
				list[i].Results = s.Results
			}
		}
	}
	return list
}

func (d dice) procedure() feedback.Procedure {
	kind := feedback.Kind(1 + d.IntN(6))
	p := feedback.Procedure{
		ID: "p", Version: "1", Calendar: "office", Kinds: []feedback.Kind{kind}, Flows: []feedback.Flow{d.flow(kind)}, RemedyFirst: d.often(50),
		FollowUp: feedback.FollowUp{Attempts: d.IntN(4), Apart: time.Duration(d.IntN(3)) * time.Hour},
		Levels:   []feedback.Level{{ID: "l1"}, {ID: "l2"}}[:d.IntN(3)], Bodies: []feedback.Level{{ID: "court"}}[:d.IntN(2)],
	}
	flow := &p.Flows[0]
	if d.often(50) {
		p.ReplyHolds = []feedback.ReplyPart{"decision", "remedy"}
	}
	for i := range 1 + d.IntN(4) {
		rule := feedback.ClockRule{
			ID: fmt.Sprintf("c%d", i), Start: d.moments(flow), Stop: d.moments(flow), Repeat: d.often(50), Restart: d.often(20), Tells: d.often(15),
			Window: d.often(15), Within: calendar.MustAllowance(among(d, []string{"2h", "1bd", "3bd", "10d"})),
		}
		if d.often(30) {
			rule.Cancel = d.moments(flow)
		}
		if d.often(50) {
			rule.PauseOn = []string{among(d, []string{"*", "complex", "recusal"})}
		}
		if d.often(30) {
			rule.When = sla.Match{Has: map[string][]string{"complexity": {"complex"}}}
		}
		if d.often(40) {
			rule.Extension = &feedback.ExtensionRule{
				Max: calendar.MustAllowance(among(d, []string{"4h", "2bd"})), Times: d.IntN(3), Approver: d.often(30), Consent: d.often(30),
				Tell: among(d, []string{"", "extension_notice"}),
			}
		}
		if d.often(30) {
			rule.Otherwise = &feedback.Letter{ID: "letter", Says: []string{"why"}, Written: d.often(50)}
		}
		if i > 0 && d.often(20) {
			rule.Spares = []string{"c0"}
		}
		p.Clocks = append(p.Clocks, rule)
	}
	for i := range d.IntN(4) {
		duty := feedback.Duty{Letter: feedback.Letter{ID: fmt.Sprintf("d%d", i), Written: d.often(30)}, After: d.moments(flow), Tells: d.often(30)}
		if d.often(20) {
			duty.ID = "delay_letter"
		}
		if d.often(60) {
			duty.DoneBy = d.moments(flow)
		}
		if d.often(30) {
			duty.IfMet = []string{"c0"}
		}
		if d.often(40) {
			duty.Within = calendar.MustAllowance("1bd")
		}
		p.Duties = append(p.Duties, duty)
	}
	return p
}

// desk compiles procedures until one is in order.
func (d dice) desk(t *testing.T, office *calendar.Calendar) (*feedback.Desk, feedback.Procedure) {
	t.Helper()
	for range 10_000 {
		p := d.procedure()
		if d.often(25) {
			p = lookup(t, among(d, procedures.Names()))
			p.Effective = feedback.Effective{}
		}
		if desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, p); err == nil {
			return desk, p
		}
	}
	require.Fail(t, "no procedure is in order")
	return nil, feedback.Procedure{}
}

// deliver returns actions as they arrive: late, twice, and with keys used anew.
func (d dice) deliver(actions []feedback.Action) []feedback.Action {
	list := slices.Clone(actions)
	for range d.IntN(3) {
		list = slices.Insert(list, d.IntN(len(list)+1), among(d, actions))
	}
	for range d.IntN(4) {
		i, j := d.IntN(len(list)), d.IntN(len(list))
		list[i], list[j] = list[j], list[i]
	}
	if d.often(20) {
		list[d.IntN(len(list))].Key = among(d, actions).Key
	}
	return list
}

// The package and the oracle agree on histories that are made at random, under
// procedures that are.
func TestOracle(t *testing.T) {
	office := offices(t)["office"]
	count := uint64(400)
	if testing.Short() {
		count = 60
	}
	for seed := range count {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) { checkOracle(t, office, seed) })
	}
}

// checkOracle compares the package with the oracle in a scene.
func checkOracle(t *testing.T, office *calendar.Calendar, seed uint64) {
	t.Helper()
	d := dice{rand.New(rand.NewPCG(seed, 1))}
	desk, p := d.desk(t, office)
	data := make([]byte, 100+d.IntN(400))
	for i := range data {
		data[i] = byte(d.UintN(256))
	}
	s := &source{data}
	sc := decodeScene(t, []*feedback.Desk{desk}, s)
	var actions []feedback.Action
	last := sc.start
	for number := 0; number < 25 && len(s.bytes) > 0; number++ {
		status, err := desk.Replay(sc.item, actions, last)
		require.NoError(t, err)
		kind := among(d, allActions())
		if len(status.Allowed) > 0 && d.often(85) {
			kind = among(d, status.Allowed).Kind
		}
		a := sc.action(s, number, kind, last)
		if d.often(50) {
			a.By, a.Result = 0, among(d, results())
		}
		if kind == feedback.ActionClassify {
			a.Attributes = map[string][]string{"complexity": {among(d, []string{"complex", "simple"})}}
		}
		require.Equal(t, newOracle(t, office, p, sc.item, actions, a.At).lacks(&a), refusal(desk.Check(sc.item, actions, a)))
		if d.often(80) && desk.Check(sc.item, actions, a) != nil {
			continue
		}
		actions, last = append(actions, a), a.At
	}
	if len(actions) == 0 {
		return
	}
	now := last.Add(time.Duration(d.IntN(200)) * time.Hour)
	if d.often(20) {
		now = among(d, actions).At
	}
	compare(t, "as taken", desk, newOracle(t, office, p, sc.item, actions, now), actions, now)
	delivered := d.deliver(actions)
	compare(t, "as delivered", desk, newOracle(t, office, p, sc.item, delivered, now), delivered, now)
}

func refusal(err error) []feedback.Missing {
	refused, ok := feedback.Refused(err)
	if !ok {
		return nil
	}
	return refused.Missing
}

func compare(t *testing.T, name string, desk *feedback.Desk, o *oracle, actions []feedback.Action, now time.Time) {
	t.Helper()
	got, err := desk.Replay(o.item, actions, now)
	require.NoError(t, err, name)
	ended, outcome := o.ended()
	type facts struct {
		State                  feedback.State
		Path                   []feedback.State
		Ended                  int64
		ClosedAs               feedback.Outcome
		Kept, Level, Attempts  int
		Satisfaction           feedback.Result
		Handler                string
		Recusal, Person        bool
		Decision               feedback.Decision
		Remedies, Findings     string
		Obligations, Next, All []string
	}
	want := facts{
		State: o.state(), Path: o.path(), Ended: ended.Unix(), ClosedAs: outcome, Kept: len(o.deeds), Level: o.level(), Attempts: o.attempts(),
		Satisfaction: o.satisfaction(), Handler: o.handler(), Recusal: o.recusal(), Person: o.person(), Decision: o.decision(),
	}
	is := facts{
		State: got.State, Path: got.Path, Ended: got.Ended.Unix(), ClosedAs: got.ClosedAs, Kept: got.Kept, Level: got.Level, Attempts: got.Attempts,
		Satisfaction: got.Satisfaction, Handler: got.Handler, Recusal: got.RecusalPending, Person: got.Reachable, Decision: got.Decision,
		Obligations: lines(got.Obligations), Next: nexts(got.Allowed),
	}
	for _, r := range o.remedies() {
		want.Remedies += fmt.Sprintln(r.ID, r.Promised.Unix(), r.Done.Unix())
	}
	for _, r := range got.Remedies {
		is.Remedies += fmt.Sprintln(r.ID, r.Promised.Unix(), r.Done.Unix())
	}
	for _, f := range o.findings {
		want.Findings += fmt.Sprintln(f.Code, f.Key)
	}
	for _, f := range got.Findings {
		is.Findings += fmt.Sprintln(f.Code, f.Key)
	}
	if want.State == "" {
		want.Obligations, want.Next = []string{}, o.allowed(nil, now)
		require.Equal(t, want, is, name)
		return
	}
	clocks := o.clocks(now)
	want.Obligations, want.Next = o.obligations(clocks, now), o.allowed(clocks, now)
	for _, rule := range o.rules() {
		for _, c := range clocks[rule.ID] {
			want.All = append(want.All, clockLine(&c.Clock, c.Latest, c.Extensions, c.WhyNot))
		}
	}
	for i := range got.Clocks {
		c := &got.Clocks[i]
		is.All = append(is.All, clockLine(&c.Clock, c.Latest, c.Extensions, c.WhyNot))
	}
	require.Equal(t, want, is, name)
}

func clockLine(c *sla.Clock, latest time.Time, extensions int, why feedback.WhyNot) string {
	return fmt.Sprintf("%s/%d %s %s %t start=%d due=%d stopped=%d latest=%d %d %s %s", c.Commitment, c.Cycle, c.Stage, c.Verdict, c.Breached,
		c.Start.Unix(), c.Due.Unix(), c.Stopped.Unix(), latest.Unix(), extensions, why, c.MergedInto)
}

func nexts(allowed []feedback.Next) []string {
	list := []string{}
	for _, n := range allowed {
		list = append(list, fmt.Sprint(n.Kind, " ", n.Results, " ", n.Missing))
	}
	slices.Sort(list)
	return list
}
