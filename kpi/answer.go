package kpi

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"
)

// Answer is an answer to a survey.
//
// It is comparable, apart from the zone of At. The zero value answers nothing.
type Answer struct {
	// Survey is the id of the survey that was sent: a person, an occasion.
	Survey string
	At     time.Time
	Value  float64
	// Dismissed says that the survey came back without an answer: closed,
	// expired, not finished.
	Dismissed bool
}

// LastAnswers returns of each survey the last answer, sorted by survey, without
// those that were dismissed: one answer counts, the last wins, and a dismissal
// takes no answer back. Of answers at one instant the greatest value counts, and
// NaN below all others, so that the order of delivery does not matter. Surveys with
// an empty id are one each.
func LastAnswers(answers iter.Seq[Answer]) []Answer {
	if answers == nil {
		return nil
	}
	var kept []Answer
	last := make(map[string]int)
	for a := range answers {
		if a.Dismissed {
			continue
		}
		i, known := last[a.Survey]
		if !known || a.Survey == "" {
			last[a.Survey] = len(kept)
			kept = append(kept, a)
			continue
		}
		if a.compare(&kept[i]) > 0 {
			kept[i] = a
		}
	}
	slices.SortStableFunc(kept, func(a, b Answer) int { return cmp.Or(strings.Compare(a.Survey, b.Survey), a.compare(&b)) })
	return kept
}

// compare tells which of two answers to a survey is the last.
func (a *Answer) compare(o *Answer) int {
	return cmp.Or(a.At.Compare(o.At), cmp.Compare(a.Value, o.Value))
}
