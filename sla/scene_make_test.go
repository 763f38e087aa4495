package sla_test

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// sceneMaker makes a scene. What a commitment is but for its allowance and
// calendar depends on its metric alone, so that rules that match again differ
// in what they promise.
type sceneMaker struct {
	*dice
	scene  *scene
	metric map[string]*sla.Commitment
	turn   turn
	status bool
	// from and spread are where most of the events lie.
	from, spread int
}

// newScene decodes a scene: where and when first, so that seeds can choose them.
func newScene(d *dice) *scene {
	m := &sceneMaker{dice: d, metric: map[string]*sla.Commitment{}, turn: sceneTurns[d.n(len(sceneTurns))]}
	m.scene = &scene{origin: sceneOrigin(m.turn), timetables: map[string]*timetable{
		"office": sceneTimetable(timetableKey{m.turn, d.n(len(sceneShapes) + 1)}),
		"other":  sceneTimetable(timetableKey{m.turn, d.n(len(sceneShapes) + 1)}),
	}}
	m.from = sceneBefore - 4*288 + 2*d.n(4*144)
	m.spread = pick(d, 72, 288, 288, 3*288, 8*288)
	m.status = d.one(8)
	m.policies()
	m.events()
	m.scene.now = m.time(m.from + 2*(d.n(m.spread+600)-10))
	if d.one(4) {
		m.scene.now = m.instant()
	}
	return m.scene
}

func (m *sceneMaker) time(tick int) time.Time {
	return m.scene.origin.Add(time.Duration(tick) * sceneTick)
}

// instant returns an instant among the events, often one that is there already.
func (m *sceneMaker) instant() time.Time {
	if n := len(m.scene.c.Events); n > 0 && m.one(4) {
		return m.scene.c.Events[m.n(n)].At
	}
	if m.one(6) { // at an opening or a closing
		tick := m.from + 2*m.n(m.spread/2)
		table := m.scene.timetables["office"]
		for i := tick; i < tick+600; i++ {
			if table.open[i] != table.open[i-1] {
				return m.time(i)
			}
		}
	}
	return m.time(m.from + 2*m.n(m.spread/2))
}

func (m *sceneMaker) policies() {
	first := sla.Policy{ID: "p/1%", Version: "1", Metrics: ownMetrics()}
	if m.status {
		first.Status = sla.StatusMap{
			Attribute: "status", Paused: map[string][]string{"waiting_customer": {"pending"}, "third_party": {"hold", "parts"}},
			Resolved: []string{"solved"}, Closed: []string{"closed"}, Cancelled: []string{"spam"},
		}
	}
	metrics := append([]string{sla.MetricResolution}, m.some(3, append(slices.Sorted(keys(sla.BuiltInMetrics())), slices.Sorted(keys(first.Metrics))...))...)
	slices.Sort(metrics)
	metrics = slices.Compact(metrics)
	first.Rules = m.rules(metrics)
	m.scene.policies = []sla.Policy{first}
	for i := range m.n(10) - 7 {
		next := first
		next.Version = strconv.Itoa(i + 2)
		next.Effective.From = m.time(m.from + 2*m.n(m.spread/2) + i)
		if i > 0 && !next.Effective.From.After(m.scene.policies[i].Effective.From) {
			break
		}
		next.AppliesTo = pick(m.dice, sla.NewCases, sla.OpenCases, sla.OpenCases)
		next.Rules = m.rules(metrics)
		m.scene.policies = append(m.scene.policies, next)
	}
}

func ownMetrics() map[string]sla.Metric {
	kinds := func(list ...sla.Kind) []sla.Trigger {
		triggers := make([]sla.Trigger, len(list))
		for i, kind := range list {
			triggers[i].Kind = kind
		}
		return triggers
	}
	return map[string]sla.Metric{
		"own_keep":    {Start: kinds("alpha"), Stop: kinds("beta"), Cancel: kinds("gamma"), Repeat: true},
		"own_once":    {Start: kinds("alpha", sla.KindUpdated), Stop: kinds("beta", sla.KindResolved), Cancel: kinds("gamma")},
		"own_restart": {Start: kinds("alpha"), Stop: kinds("beta"), Repeat: true, WhileRunning: sla.Restart, OnResolved: sla.MetOnResolved},
		"own_both":    {Start: kinds(sla.KindOpened, "alpha"), Stop: kinds("alpha"), Repeat: true},
		"own_after":   {Start: kinds("alpha"), Stop: kinds("beta"), After: kinds("gamma", sla.KindReplied), Repeat: true, OnResolved: sla.NotApplicableOnResolved},
		"own_by":      {Start: kinds("alpha"), Stop: kinds("beta"), By: "group", Repeat: true, WhileRunning: sla.Restart},
		"own_where": {
			Start: []sla.Trigger{{Kind: "alpha", Where: sla.Match{Has: map[string][]string{"group": {"l1"}}}}}, Stop: kinds("beta"), Repeat: true,
		},
		"own_closed": {Start: kinds(sla.KindOpened), Stop: kinds(sla.KindResolved, sla.KindClosed)},
		"own_case":   {Start: kinds(sla.KindOpened), Stop: kinds("beta"), OnResolved: sla.NotApplicableOnResolved},
	}
}

func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// some returns up to most of the choices, in their order.
func (m *sceneMaker) some(most int, choices []string) []string {
	var list []string
	for range m.n(most + 1) {
		list = append(list, choices[m.n(len(choices))])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (m *sceneMaker) rules(metrics []string) []sla.Rule {
	var rules []sla.Rule
	for i := range m.n(3) {
		rule := sla.Rule{ID: fmt.Sprint("r", i), When: m.match()}
		for _, metric := range metrics {
			if !m.one(6) {
				rule.Commitments = append(rule.Commitments, m.commitment(metric))
			}
		}
		rules = append(rules, rule)
	}
	if len(rules) == 0 || !m.one(6) {
		rule := sla.Rule{ID: "default"}
		for _, metric := range metrics {
			rule.Commitments = append(rule.Commitments, m.commitment(metric))
		}
		rules = append(rules, rule)
	}
	return rules
}

func (m *sceneMaker) match() sla.Match {
	has := func() sla.Match {
		return sla.Match{Has: map[string][]string{"tier": pick(m.dice, []string{"vip"}, []string{"gold"}, []string{"vip", "gold"})}}
	}
	switch m.n(6) {
	case 0:
		not := has()
		return sla.Match{Not: &not}
	case 1:
		return sla.Match{Any: []sla.Match{has(), {Has: map[string][]string{"region": {"cn"}}}}}
	default:
		return has()
	}
}

func (m *sceneMaker) commitment(metric string) sla.Commitment {
	base, ok := m.metric[metric]
	if !ok {
		base = &sla.Commitment{
			Metric: metric, PauseOn: pick(m.dice, nil, []string{"*"}, []string{"waiting_customer"}, []string{"third_party", "waiting_customer"}),
			Reopen: sla.Reopen(m.n(5)), Retarget: sla.Retarget(m.n(4)), Consent: sla.Consent(m.n(3)),
			OnResolved: pick(m.dice, 0, 0, sla.OnResolved(m.n(4))), Alerts: m.alerts(),
		}
		if m.one(6) {
			base.PauseWhen = sla.Match{Has: map[string][]string{"region": {"us"}}}
		}
		m.metric[metric] = base
	}
	c := *base
	c.Calendar = sla.CalendarChoice{Name: pick(m.dice, "office", "office", "office", "other")}
	if m.one(8) {
		c.Calendar = sla.CalendarChoice{By: "region", Of: map[string]string{"cn": "office", "us": "other"}, Else: "office"}
	}
	if m.one(8) {
		c.Alerts = m.alerts()
	}
	if metric != sla.MetricPromise && !m.one(8) {
		within := m.allowance()
		c.Within = &within
	}
	return c
}

func (m *sceneMaker) allowance() calendar.Allowance {
	switch m.n(8) {
	case 0:
		return calendar.MustAllowance(pick(m.dice, "1bd", "2bd", "3bd"))
	case 1:
		return calendar.MustAllowance(pick(m.dice, `{"business_days": 1, "due": "end_of_day"}`, `{"business_days": 2, "due": "end_of_day"}`,
			`{"business_days": 1, "due": "16:00", "cut_off": "14:00"}`, `{"business_days": 2, "from": "date", "due": "end_of_day"}`,
			`{"business_days": 1, "due": "wall_time"}`))
	case 2:
		return calendar.MustAllowance(pick(m.dice, "1d", "2d", `{"calendar_days": 3, "due": "end_of_date", "roll": "next_business_day"}`,
			`{"calendar_days": 1, "due": "end_of_day"}`))
	case 3:
		return calendar.MustAllowance(pick(m.dice, "0s", "20m", "20m"))
	default:
		return calendar.MustAllowance((time.Duration(1+m.n(24)) * 20 * time.Minute).String())
	}
}

func (m *sceneMaker) alerts() []sla.Alert {
	var alerts []sla.Alert
	for i := range m.n(4) {
		alert := sla.Alert{At: sla.MustLevel(pick(m.dice, "0%", "50%", "50%", "100%", "150%", "-1h0m", "-10m", "-20m", "+0s", "+20m", "+1h", "40m", "2h", "-4h"))}
		if m.one(3) {
			alert.Clock = sla.WallClock
		}
		if m.one(3) {
			alert.Repeat, alert.Times = time.Duration(1+m.n(6))*10*time.Minute, 1+m.n(4)
		}
		alert.ID = fmt.Sprintf("a/%d", i)
		alerts = append(alerts, alert)
	}
	return alerts
}
