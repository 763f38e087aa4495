package feedback

import (
	"slices"
	"strconv"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// compileClocks makes a policy of the clocks, and the list of the moments that
// they and the duties wait for.
func (m *machine) compileClocks(calendars map[string]*calendar.Calendar, kind Kind) error {
	var places []int
	number, used := map[string]int{}, map[string]*calendar.Calendar{}
	var waiting []waits
	for i := range m.Clocks {
		rule := &m.Clocks[i]
		if len(rule.Kinds) > 0 && !slices.Contains(rule.Kinds, kind) {
			continue
		}
		w := waits{m.numbersOf(rule.Start), m.numbersOf(rule.Stop), m.numbersOf(rule.Cancel)}
		if len(w.starts) == 0 || len(w.stops) == 0 {
			continue // never starts or never stops in the flow of this kind
		}
		name := m.calendarOf(rule)
		used[name] = calendars[name]
		number[rule.ID] = len(m.clocks)
		places = append(places, i)
		waiting = append(waiting, w)
		m.clocks = append(m.clocks, clock{ClockRule: rule, calendar: calendars[name]})
		m.conditional, m.tells = m.conditional || !rule.When.IsZero(), m.tells || rule.Tells
	}
	for i := range m.clocks {
		c := &m.clocks[i]
		c.spares = numbers(c.Spares, number)
		m.sparing = m.sparing || len(c.spares) > 0
		m.watchesRemedies = m.watchesRemedies || slices.ContainsFunc(c.Stop, func(stop Moment) bool { return stop.Action == ActionRemedyDone })
	}
	for i := range m.Duties {
		m.compileDuty(&m.Duties[i], kind, number)
	}
	if len(m.clocks) == 0 {
		return nil
	}
	engine, err := sla.Compile(used, m.policy(kind, waiting))
	m.engine = engine
	return inClocks(err, places)
}

// policy returns the clocks as package sla knows them, and tells the moments which
// clocks wait for them.
func (m *machine) policy(kind Kind, waiting []waits) sla.Policy {
	p := sla.Policy{ID: m.ID, Version: m.Version, Metrics: map[string]sla.Metric{}, Rules: []sla.Rule{{ID: kind.String()}}}
	for i, w := range waiting {
		rule := m.clocks[i].ClockRule
		metric := sla.Metric{Repeat: rule.Repeat || rule.Restart}
		for _, moments := range m.moments {
			for j := range moments {
				w.at(&moments[j], i, &metric)
			}
		}
		if !rule.When.IsZero() || rule.Tells {
			for j := range metric.Start {
				metric.Start[j].Where.Not = &sla.Match{Has: map[string][]string{notFor: {rule.ID}}}
			}
		}
		if rule.Restart {
			metric.WhileRunning = sla.Restart
		}
		p.Metrics[rule.ID] = metric
		p.Rules[0].Commitments = append(p.Rules[0].Commitments, sla.Commitment{
			Metric: rule.ID, Title: rule.Title, Within: &rule.Within, Calendar: sla.CalendarChoice{Name: m.calendarOf(rule)},
			PauseOn: rule.PauseOn, Alerts: rule.Alerts,
		})
	}
	return p
}

// waits is the numbers of the moments that a clock waits for.
type waits struct{ starts, stops, cancels []int }

// at tells a moment that a clock waits for it, and its metric by what events it is
// told of it: an action that is several moments is other events than one that is
// this one alone.
func (w *waits) at(m *moment, clock int, metric *sla.Metric) {
	add := func(numbers []int, triggers *[]sla.Trigger, clocks *stateSet, alone sla.Kind) {
		if !slices.Contains(numbers, m.number) {
			return
		}
		*clocks |= 1 << clock
		*triggers = append(*triggers, sla.Trigger{Kind: m.kind}, sla.Trigger{Kind: alone})
	}
	add(w.starts, &metric.Start, &m.starts, m.startKind)
	add(w.stops, &metric.Stop, &m.ends, m.stopKind)
	add(w.cancels, &metric.Cancel, &m.cancels, m.cancelKind)
	m.ends |= m.cancels
}

// notFor is the attribute of the events for package sla with the ids of the clocks
// that do not start, since they are not for the item.
const notFor = "not_for"

func (m *machine) compileDuty(rule *Duty, kind Kind, number map[string]int) {
	if len(rule.Kinds) > 0 && !slices.Contains(rule.Kinds, kind) {
		return
	}
	d := duty{Duty: rule, ifMet: numbers(rule.IfMet, number), calendar: m.zone}
	d.after, d.done = m.numbersOf(rule.After), m.numbersOf(rule.DoneBy)
	m.duties = append(m.duties, d)
}

// numbers returns the numbers of those clocks that the kind has.
func numbers(ids []string, number map[string]int) []int {
	var list []int
	for _, id := range ids {
		if n, ok := number[id]; ok {
			list = append(list, n)
		}
	}
	return list
}

func (p *Procedure) calendarOf(rule *ClockRule) string {
	if rule.Calendar != "" {
		return rule.Calendar
	}
	return p.Calendar
}

// numbersOf returns the numbers of those moments that the flow has.
func (m *machine) numbersOf(moments []Moment) []int {
	var list []int
	for i := range moments {
		if kind, ok := m.kinds[moments[i].Action]; ok {
			list = append(list, m.momentOf(kind, &moments[i]))
		}
	}
	return list
}

// momentOf returns the number of a moment, a new one for a new moment.
func (m *machine) momentOf(kind int, wanted *Moment) int {
	count := 0
	for k := range m.moments {
		for i := range m.moments[k] {
			if found := &m.moments[k][i]; k == kind && found.Remedy == wanted.Remedy && slices.Equal(found.Results, wanted.Results) {
				return found.number
			}
			count++
		}
	}
	name := sla.Kind("m" + strconv.Itoa(count))
	made := moment{Moment: *wanted, number: count, kind: name, cancelKind: name + "_cancel", stopKind: name + "_stop", startKind: name + "_start"}
	if wanted.Action == ActionReceive {
		made.kind = sla.KindOpened
	}
	m.moments[kind] = append(m.moments[kind], made)
	return count
}

// inClocks moves what package sla finds wrong to the clocks that it is about.
func inClocks(err error, places []int) error {
	var problems check.Problems
	for _, field := range commitment.FieldErrors(err) {
		rest, isClock := strings.CutPrefix(field.Path, "rules[0].commitments[")
		place, rest, _ := strings.Cut(rest, "]")
		if i, err := strconv.Atoi(place); isClock && err == nil && i < len(places) {
			problems.Add(check.Path("clocks").Index(places[i])+check.Path(rest), field.Err)
			continue
		}
		problems.Add("clocks", field)
	}
	return problems.Err("feedback")
}
