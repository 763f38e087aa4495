package kpi

import "github.com/servicecommitment/commitment/internal/check"

// Grade is a band of a score: from its bound, included, to that of the next
// better grade.
//
// It is comparable. The zero value is a grade without a name from 0.
type Grade struct {
	Name string
	From float64
}

// Grades are bands of a score, in any order: the basis of reward and penalty.
type Grades []Grade

// Validate reports what is wrong with grades: none at all, no name, a bound that
// is no number, and two with one bound.
func (g Grades) Validate() error {
	var problems check.Problems
	if len(g) == 0 {
		problems.Addf("grades", "must be given")
	}
	bounds := make(set[float64])
	for i, grade := range g {
		path := check.Path("grades").Index(i)
		if grade.Name == "" {
			problems.Addf(path.Key("name"), "must be given")
		}
		if !finite(grade.From) {
			problems.Addf(path.Key("from"), "must be a number")
		}
		if !bounds.add(grade.From) {
			problems.Addf(path.Key("from"), "is that of another grade")
		}
	}
	return problems.Err("kpi")
}

// Of returns the grade of a score: of those whose bound it reaches, the one with
// the highest; false below all of them. The noise of binary fractions, beyond
// nine decimals, does not decide.
func (g Grades) Of(score float64) (Grade, bool) {
	found := -1
	for i, grade := range g {
		if round(score) >= round(grade.From) && (found < 0 || grade.From > g[found].From) {
			found = i
		}
	}
	if found < 0 {
		return Grade{}, false
	}
	return g[found], true
}
