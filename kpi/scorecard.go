package kpi

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Missing says what becomes of an item of a scorecard that has no value. It is
// comparable; the zero value is taken as Renormalise.
type Missing uint8

// The policies.
const (
	// Renormalise leaves it out of both sides and shows the coverage.
	Renormalise Missing = iota + 1
	// FailMissing makes the score undefined.
	FailMissing
	// ZeroMissing scores it 0, where the rule says so.
	ZeroMissing
)

// String returns "renormalise", "fail" or "zero".
func (m Missing) String() string { return enumText(m, "Missing", "renormalise fail zero") }

// ParseMissing reads what [Missing.String] writes.
func ParseMissing(text string) (Missing, error) { return parseEnum(text, "missing", ZeroMissing) }

// MarshalText returns the text of [Missing.String].
func (m Missing) MarshalText() ([]byte, error) { return marshalEnum(m, "missing", ZeroMissing) }

// UnmarshalText reads what [Missing.MarshalText] writes.
func (m *Missing) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMissing(string(text))
	return err
}

// Step is a step of a table that turns values into scores.
//
// It is comparable.
type Step struct {
	// From is the value from which on Score counts.
	From, Score float64
}

// Scaling turns the value of a KPI into a score from 0 to 100.
//
// It is plain data; it is not comparable. The zero value takes the value as the
// score.
type Scaling struct {
	// Floor scores 0 and Target 100; between them it is linear and beyond them
	// flat. A Target below Floor is for values of which lower ones are better. Both
	// zero: not used. They must not be alike otherwise: a pass mark is a step.
	Floor, Target float64
	// Steps, where given, are used instead: the step with the greatest From that
	// is at most the value counts; below all of them the score is 0.
	Steps []Step
}

// score returns the score of a value.
func (s *Scaling) score(value float64) float64 {
	switch {
	case len(s.Steps) > 0:
		score, from, found := 0.0, 0.0, false
		for _, step := range s.Steps {
			if value >= step.From && (!found || step.From > from) {
				score, from, found = step.Score, step.From, true
			}
		}
		return score
	case s.Floor == s.Target:
		return value
	}
	return min(max((value-s.Floor)/(s.Target-s.Floor), 0), 1) * 100
}

// ScoreItem is an item of a scorecard.
//
// It is plain data; it is not comparable.
type ScoreItem struct {
	ID string
	// Weight is not negative; the weights may add up to anything above zero.
	Weight  float64
	Scaling Scaling
}

// ScorecardRule is the definition of a scorecard.
//
// It is plain data; it is not comparable. The zero value has no items.
type ScorecardRule struct {
	ID, Version string
	Items       []ScoreItem
	Missing     Missing `json:",omitzero"`
	// Grades are optional bands of the score.
	Grades Grades
}

// Scorecard is a weighted sum of scores.
//
// It is immutable and safe for concurrent use; it is not comparable. The zero
// value scores nothing.
type Scorecard struct{ rule ScorecardRule }

// NewScorecard checks a rule: an id, items with ids of their own, weights that
// are not negative and not all zero, scalings of numbers, a policy and grades
// that are right. Everything wrong is reported at once.
func NewScorecard(rule ScorecardRule) (*Scorecard, error) {
	var problems check.Problems
	if rule.ID == "" || !named(rule.ID) {
		problems.Addf("id", "must be a text of 1 to %d bytes", maxText)
	}
	if rule.Missing == 0 {
		rule.Missing = Renormalise
	}
	if rule.Missing > ZeroMissing {
		problems.Addf("missing", "no value %d", uint8(rule.Missing))
	}
	rule.Items = slices.Clone(rule.Items)
	sum, ids := 0.0, make(set[string])
	for i := range rule.Items {
		item, path := &rule.Items[i], check.Path("items").Index(i)
		if !ids.add(item.ID) || item.ID == "" {
			problems.Addf(path.Key("id"), "must be given, and of its own: %s", check.Quote(item.ID))
		}
		if !(item.Weight >= 0) || !finite(item.Weight) {
			problems.Addf(path.Key("weight"), "must not be negative, and a number: %v", item.Weight)
		}
		if s := item.Scaling; !finite(s.Target - s.Floor) {
			problems.Addf(path.Key("scaling"), "must be of numbers")
		} else if s.Floor == s.Target && s.Floor != 0 && len(s.Steps) == 0 {
			problems.Addf(path.Key("scaling"), "must have a target that is not its floor; a pass mark is a step")
		}
		item.Scaling.Steps = slices.Clone(item.Scaling.Steps)
		for n, step := range item.Scaling.Steps {
			if !finite(step.From) || !finite(step.Score) {
				problems.Addf(path.Key("scaling").Key("steps").Index(n), "must be of numbers")
			}
		}
		sum += item.Weight
	}
	if problems.Len() == 0 && (!(sum > 0) || !finite(sum)) {
		problems.Addf("items", "weights must add up to a number above 0")
	}
	if len(rule.Grades) > 0 {
		problems.Add("", rule.Grades.Validate())
		rule.Grades = slices.Clone(rule.Grades)
	}
	if err := problems.Err("kpi"); err != nil {
		return nil, err
	}
	return &Scorecard{rule}, nil
}

// ItemScore is an item in a score.
//
// It is comparable.
type ItemScore struct {
	ID string
	// Value is what was given, Score what it is worth, where Defined.
	Value, Score, Weight float64
	Defined              bool
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (i ItemScore) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID     string   `json:"id"`
		Value  *float64 `json:"value"`
		Score  *float64 `json:"score"`
		Weight float64  `json:"weight"`
	}{i.ID, defined(i.Value, i.Defined), defined(i.Score, i.Defined), zeroIfNone(i.Weight)})
}

// CardScore is the score of a scorecard.
//
// It is plain data and belongs to the caller; it is not comparable.
type CardScore struct {
	Card string
	// Score is the weighted mean of the items' scores, where Defined.
	Score   float64
	Defined bool
	// Coverage is the weight of the items that had a value in all.
	Coverage float64
	// Grade is the name of the band, empty without bands and below all of them.
	Grade string
	Items []ItemScore
}

// Score scores values by the ids of their items. What is not there has no value,
// and a value that is no number neither; see [Missing]. A value for what is no
// item is a FieldError at "values". Figures are for [Scorecard.ScoreFigures]: the
// Value of one that is undefined is 0.
func (c *Scorecard) Score(values map[string]float64) (CardScore, error) {
	return scoreCard(c, "values", values, func(x float64) (float64, bool) { return x, finite(x) })
}

// ScoreFigures scores figures by the ids of their items, each by its Value. One
// that is not Defined has no value, like one that is not there; see [Missing]. A
// figure for what is no item is a FieldError at "figures".
func (c *Scorecard) ScoreFigures(figures map[string]Figure) (CardScore, error) {
	return scoreCard(c, "figures", figures, func(f Figure) (float64, bool) { return f.Value, f.Defined && finite(f.Value) })
}

// scoreCard scores what is given at a path, of which value tells the number, if
// there is one.
func scoreCard[V any](c *Scorecard, path check.Path, given map[string]V, value func(V) (float64, bool)) (CardScore, error) {
	var rule ScorecardRule
	if c != nil {
		rule = c.rule
	}
	var problems check.Problems
	for _, id := range unknownIDs(given, rule.Items, func(i *ScoreItem) string { return i.ID }) {
		problems.Addf(path.Key(id), "is no item of the scorecard")
	}
	if err := problems.Err("kpi"); err != nil {
		return CardScore{}, err
	}
	result := CardScore{Card: rule.ID}
	var got, of, covered, all float64
	missing := false
	for i := range rule.Items {
		item := &rule.Items[i]
		one := ItemScore{ID: item.ID, Weight: item.Weight}
		var x float64
		if v, there := given[item.ID]; there {
			x, one.Defined = value(v)
		}
		all += item.Weight
		switch {
		case one.Defined:
			one.Value, one.Score = x+0, item.Scaling.score(x)+0
			got += item.Weight * one.Score
			of += item.Weight
			covered += item.Weight
		case rule.Missing == ZeroMissing:
			of += item.Weight
		default:
			missing = true
		}
		result.Items = append(result.Items, one)
	}
	if all > 0 {
		result.Coverage = covered / all
	}
	if covered == 0 || missing && rule.Missing == FailMissing {
		return result, nil
	}
	result.Score, result.Defined = clean(got / of)
	if grade, ok := rule.Grades.Of(result.Score); ok && result.Defined {
		result.Grade = grade.Name
	}
	return result, nil
}

// Describe says in lines of text what was scored. For a language that is none it
// writes English.
func (s CardScore) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	title, score, coverage, grade, weight := "scorecard ", "score ", "coverage ", "grade ", "weight "
	if lang == commitment.Chinese {
		title, score, coverage, grade, weight = "评分卡 ", "得分 ", "数据覆盖 ", "等级 ", "权重 "
	}
	line := title + s.Card + w.colon
	if s.Defined {
		line += score + decimal(s.Score, 2)
	} else {
		line += w.undefined
	}
	line += w.comma + coverage + percent(s.Coverage) + " %"
	if s.Grade != "" {
		line += w.comma + grade + s.Grade
	}
	lines := []string{line}
	for _, i := range s.Items {
		text := w.undefined
		if i.Defined {
			text = decimal(i.Score, 2)
		}
		lines = append(lines, fmt.Sprintf("%s%s%s%s%s%s", i.ID, w.colon, text, w.comma, weight, decimalOf(i.Weight)))
	}
	return lines
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (s CardScore) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Card     string      `json:"card"`
		Score    *float64    `json:"score"`
		Coverage float64     `json:"coverage"`
		Grade    string      `json:"grade,omitempty"`
		Items    []ItemScore `json:"items"`
	}{s.Card, defined(s.Score, s.Defined), zeroIfNone(s.Coverage), s.Grade, append([]ItemScore{}, s.Items...)})
}
