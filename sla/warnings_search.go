package sla

import (
	"maps"
	"slices"
)

// search looks for attributes that fulfil one condition and none of others.
//
// An attribute may have several values, so that "tier has vip" and "tier has
// gold" are facts of their own, each true or false whatever the others are: the
// conditions are propositions, and the search tries the values of one fact after
// another. It is complete as long as its steps last; then it does not know.
type search struct {
	numbers map[attributeValue]int
	values  []answer // by fact: what is tried
	steps   int
}

// attributeValue is a fact: that an attribute has a value.
type attributeValue struct{ key, value string }

// answer is what is known of a fact, a condition or a question.
type answer uint8

const (
	unknown answer = iota
	possible
	impossible
)

// maxSteps bounds the search for one policy, to some hundredths of a second. It
// is about a hundred facts for each pair of 200 rules.
const maxSteps = 1 << 21

func newSearch() *search {
	return &search{numbers: make(map[attributeValue]int), steps: maxSteps}
}

// formula is a condition: of each of has one fact, of any one condition, and
// not the last.
type formula struct {
	has [][]int
	any []formula
	not *formula
}

// formula returns a condition in terms of facts.
func (s *search) formula(m *Match) *formula {
	f := &formula{}
	for _, key := range slices.Sorted(maps.Keys(m.Has)) {
		facts := make([]int, 0, len(m.Has[key]))
		for _, value := range m.Has[key] {
			facts = append(facts, s.fact(attributeValue{key, value}))
		}
		f.has = append(f.has, facts)
	}
	for i := range m.Any {
		f.any = append(f.any, *s.formula(&m.Any[i]))
	}
	if m.Not != nil {
		f.not = s.formula(m.Not)
	}
	return f
}

func (s *search) fact(a attributeValue) int {
	number, found := s.numbers[a]
	if !found {
		number = len(s.numbers)
		s.numbers[a] = number
		s.values = append(s.values, unknown)
	}
	return number
}

// without answers whether attributes can fulfil a condition and none of others.
func (s *search) without(condition *formula, others ...*formula) answer {
	if s.steps <= 0 {
		return unknown
	}
	goals := make([]goal, 0, 1+len(others))
	goals = append(goals, goal{condition, possible})
	for _, other := range others {
		goals = append(goals, goal{other, impossible})
	}
	return s.try(goals)
}

// goal is a condition and what it shall come to.
type goal struct {
	*formula
	want answer
}

// try answers whether the facts that are not known yet can be such that all
// goals are reached. It leaves the known ones as they are.
func (s *search) try(goals []goal) answer {
	if s.steps <= 0 {
		return unknown
	}
	var next *goal
	easy := true // if whatever is unknown were false
	for i := range goals {
		g := &goals[i]
		got := s.value(g.formula, unknown)
		switch {
		case got == unknown && next == nil:
			next = g
		case got != unknown && got != g.want:
			return impossible
		}
		easy = easy && (got != unknown || s.value(g.formula, impossible) == g.want)
	}
	if s.steps <= 0 {
		return unknown
	}
	if next == nil || easy {
		return possible
	}
	number, first := s.open(next.formula, next.want)
	result := impossible
	for _, value := range []answer{first, opposite(first)} {
		s.values[number] = value
		if got := s.try(goals); got != impossible {
			result = got
			break
		}
	}
	s.values[number] = unknown
	return result
}

// value returns what a condition comes to, with a value for unknown facts.
func (s *search) value(f *formula, otherwise answer) answer {
	result := possible
	for _, facts := range f.has {
		one := impossible
		for _, number := range facts {
			s.steps--
			value := s.values[number]
			if value == unknown {
				value = otherwise
			}
			one = or(one, value)
		}
		result = and(result, one)
	}
	if len(f.any) > 0 {
		one := impossible
		for i := range f.any {
			one = or(one, s.value(&f.any[i], otherwise))
		}
		result = and(result, one)
	}
	if f.not != nil {
		result = and(result, opposite(s.value(f.not, otherwise)))
	}
	s.steps--
	return result
}

// open returns a fact on which a condition depends that is not known yet, and
// the value that helps it to what is wanted.
func (s *search) open(f *formula, want answer) (number int, value answer) {
	for _, facts := range f.has {
		if slices.ContainsFunc(facts, func(n int) bool { return s.values[n] == possible }) {
			continue
		}
		for _, number := range facts {
			if s.values[number] == unknown {
				return number, want
			}
		}
	}
	for i := range f.any {
		if s.value(&f.any[i], unknown) == unknown {
			return s.open(&f.any[i], want)
		}
	}
	return s.open(f.not, opposite(want))
}

func and(a, b answer) answer {
	switch {
	case a == impossible || b == impossible:
		return impossible
	case a == unknown || b == unknown:
		return unknown
	}
	return possible
}

func or(a, b answer) answer { return opposite(and(opposite(a), opposite(b))) }

func opposite(a answer) answer {
	switch a {
	case possible:
		return impossible
	case impossible:
		return possible
	case unknown:
	}
	return unknown
}
