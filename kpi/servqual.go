package kpi

import (
	"encoding/json"
	"math"
	"math/bits"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Dimensions of service quality, in the order of their items.
const (
	Tangibles = iota
	Reliability
	Responsiveness
	Assurance
	Empathy
	qualities
)

// ServqualItems is the number of items of a questionnaire: four on tangibles,
// five on reliability, four on responsiveness, four on assurance, five on
// empathy, in this order.
const ServqualItems = 22

// common is divisible by each number of items that one respondent may have
// answered of a dimension, so that means of items add up as integers.
const common = 60

// allPoints is the points that a respondent shares out over the dimensions.
const allPoints = 100

// QualityName returns the name of a dimension of service quality: "tangibles",
// "reliability", "responsiveness", "assurance" or "empathy".
func QualityName(dimension int) string {
	names := [qualities]string{"tangibles", "reliability", "responsiveness", "assurance", "empathy"}
	if dimension < 0 || dimension >= qualities {
		return ""
	}
	return names[dimension]
}

// qualityItems returns the items of a dimension: from first to below next.
func qualityItems(dimension int) (first, next int) {
	bounds := [qualities + 1]int{0, 4, 9, 13, 17, ServqualItems}
	return bounds[dimension], bounds[dimension+1]
}

// Questionnaire is the answers of one respondent, from 1 to 7, item by item; 0
// is an item without an answer.
//
// It is comparable. The zero value answers nothing.
type Questionnaire struct {
	// Expected and Perceived are what an excellent service should be like, and
	// what this one is like.
	Expected, Perceived [ServqualItems]int
	// Weights are the 100 points that the respondent gave the dimensions; all
	// zero: none were asked for.
	Weights [qualities]int
}

// check reports what is wrong with answers.
func (q *Questionnaire) check() error {
	const scale = 7
	var problems check.Problems
	for _, side := range [...]struct {
		path    check.Path
		answers *[ServqualItems]int
	}{{"expected", &q.Expected}, {"perceived", &q.Perceived}} {
		for i, answer := range side.answers {
			if answer < 0 || answer > scale {
				problems.Addf(side.path.Index(i), "must be from 1 to %d, or 0 for none, not %d", scale, answer)
			}
		}
	}
	sum, wrong := 0, false
	for i, w := range q.Weights {
		if w < 0 || w > allPoints {
			problems.Addf(check.Path("weights").Index(i), "must be from 0 to %d, not %d", allPoints, w)
			wrong = true
			continue
		}
		sum += w
	}
	if !wrong && sum != 0 && sum != allPoints {
		problems.Addf("weights", "must add up to %d, not %d", allPoints, sum)
	}
	return problems.Err("kpi")
}

// quality is the sums of a dimension, of a value that is itself the mean over
// the items of a respondent, times common.
type quality struct {
	respondents, weights uint64
	sum, weighted        int64
}

// room for a sum: each respondent adds at most 7·60 and 100 times that.
const maxRespondents = math.MaxInt64 / (7 * common * allPoints)

func (q *quality) add(value int64, weight int) {
	q.respondents++
	q.weights += uint64(weight)
	q.sum += value
	q.weighted += value * int64(weight)
}

// qualitySums is the sums of all dimensions and the number of respondents.
type qualitySums struct {
	respondents uint64
	of          [qualities]quality
}

func (s *qualitySums) merge(other *qualitySums) error {
	n, carry := bits.Add64(s.respondents, other.respondents, 0)
	if carry != 0 || n > maxRespondents {
		return overflow("count of respondents")
	}
	s.respondents = n
	for i := range s.of {
		mine, theirs := &s.of[i], &other.of[i]
		mine.respondents += theirs.respondents
		mine.weights += theirs.weights
		mine.sum += theirs.sum
		mine.weighted += theirs.weighted
	}
	return nil
}

// add adds one respondent: of each dimension the mean over the items that the
// respondent has a value of.
func (s *qualitySums) add(value func(item int) (int, bool), weights [qualities]int) error {
	one := qualitySums{respondents: 1}
	for d := range one.of {
		sum, n := 0, 0
		first, next := qualityItems(d)
		for item := first; item < next; item++ {
			if v, ok := value(item); ok {
				sum, n = sum+v, n+1
			}
		}
		if n > 0 {
			one.of[d].add(int64(sum*(common/n)), weights[d])
		}
	}
	return s.merge(&one)
}

func (s *qualitySums) encode(w *writer) {
	w.uint(s.respondents)
	for i := range s.of {
		q := &s.of[i]
		w.uint(q.respondents)
		w.uint(q.weights)
		w.int(q.sum)
		w.int(q.weighted)
	}
}

// decode reads sums of values from low to high.
func (s *qualitySums) decode(r *reader, low, high int64) {
	s.respondents = r.below(maxRespondents)
	for i := range s.of {
		q := &s.of[i]
		q.respondents = r.below(s.respondents)
		q.weights = r.below(allPoints * q.respondents)
		q.sum, q.weighted = r.int(), r.int()
		n, w := int64(q.respondents)*common, int64(q.weights)*common
		if q.sum < low*n || q.sum > high*n || q.weighted < low*w || q.weighted > high*w {
			r.fail("sums beyond the scale")
		}
	}
}

// QualityResult is a score of service quality.
//
// It is plain data and belongs to the caller; it is not comparable.
type QualityResult struct {
	// Figure is the mean over the dimensions. It has no interval, and its N is the
	// respondents of the dimension that has most of them: who answered nothing is
	// not among them.
	Figure
	// Dimensions are the figures of the dimensions, in their order.
	Dimensions [qualities]Figure
	// Weighted is the mean by the points of the respondents; undefined where
	// they gave none. Its N is the points given over 100, rounded up: the
	// respondents who gave some.
	Weighted Figure
}

func (s *qualitySums) result(name, weightedName string) QualityResult {
	p, _ := Precision{}.normal()
	// The sum of so many values is divided once, so that it is rounded once.
	figure := func(d Definition, sum, values float64, respondents uint64) Figure {
		f := Figure{Definition: d, Unit: Scale, N: respondents, Defined: values > 0}
		if f.Defined {
			f.Value = sum / values
		}
		return f.report(p)
	}
	definition := func(name, dimension string) Definition {
		return Definition{Name: name, Version: "1", Variant: dimension, Basis: ByAnswered}
	}
	var r QualityResult
	var sum, n, weighted float64
	var points, most uint64
	for i := range s.of {
		q := &s.of[i]
		f := figure(definition(name, "dimension="+QualityName(i)), float64(q.sum), common*float64(q.respondents), q.respondents)
		r.Dimensions[i] = f
		if f.Defined {
			sum, n = sum+f.Value, n+1
		}
		most = max(most, q.respondents)
		weighted += float64(q.weighted)
		points += q.weights
	}
	r.Figure = figure(definition(name, ""), sum, n, most)
	r.Weighted = figure(definition(weightedName, ""), weighted, common*float64(points), (points+allPoints-1)/allPoints)
	return r
}

// Describe says in lines of text what the result is, its dimensions among them.
func (r QualityResult) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	lines := r.lines(w)
	if r.Weighted.Defined {
		lines = append(lines, w.headline(&r.Weighted))
	}
	name := QualityName
	if lang == commitment.Chinese {
		names := [qualities]string{"有形性", "可靠性", "响应性", "保证性", "移情性"}
		name = func(i int) string { return names[i] }
	}
	for i := range r.Dimensions {
		f := &r.Dimensions[i]
		text := w.undefined
		if f.Defined {
			text = f.Unit.number(f.Value) + w.comma + w.n + grouped(f.N)
		}
		lines = append(lines, name(i)+w.colon+text)
	}
	return lines
}

// MarshalJSON returns a view for people; it can not be read back.
func (r QualityResult) MarshalJSON() ([]byte, error) {
	dimensions := make(map[string]Figure)
	for i, f := range r.Dimensions {
		dimensions[QualityName(i)] = f
	}
	return json.Marshal(struct {
		figureJSON
		Dimensions map[string]Figure `json:"dimensions"`
		Weighted   Figure            `json:"weighted"`
	}{r.view(), dimensions, r.Weighted})
}

// Servqual adds up gaps between perception and expectation (SERVQUAL): negative
// is below expectation. An item without its pair counts on neither side.
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use.
type Servqual struct{ sums qualitySums } //nolint:recvcheck // it is asked by value and counts in place

// Add adds a respondent. Answers outside 1 to 7 and weights that do not add up
// to 100 are FieldErrors, all reported at once; [ErrOverflow] if there is no room.
// Nothing is changed then.
func (s *Servqual) Add(answers Questionnaire) error {
	if err := answers.check(); err != nil {
		return err
	}
	return s.sums.add(func(item int) (int, bool) {
		e, p := answers.Expected[item], answers.Perceived[item]
		return p - e, e != 0 && p != 0
	}, answers.Weights)
}

// Merge adds what other has counted, or returns [ErrOverflow] and changes
// nothing.
func (s *Servqual) Merge(other Servqual) error { return s.sums.merge(&other.sums) }

// Identity returns the definition that it counts by.
func (Servqual) Identity() Definition {
	return Definition{Name: "servqual.unweighted", Version: "1", Basis: ByAnswered}
}

// Result returns the gaps: of a dimension the mean over its respondents of the
// mean gap of their items; unweighted the mean over the dimensions; weighted the
// mean over respondents and dimensions by the respondents' points.
func (s Servqual) Result() QualityResult {
	return s.sums.result("servqual.unweighted", "servqual.weighted")
}

// MarshalJSON returns the view of the result for people; it can not be read back.
func (s Servqual) MarshalJSON() ([]byte, error) { return s.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (s Servqual) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagServqual, s.sums.encode), nil
}

// UnmarshalBinary reads what [Servqual.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (s *Servqual) UnmarshalBinary(data []byte) error {
	var x qualitySums
	if err := decode(data, tagServqual, func(r *reader) { x.decode(r, -6, 6) }); err != nil {
		return err
	}
	s.sums = x
	return nil
}

// Servperf adds up perceptions alone (SERVPERF).
//
// It is comparable and not safe for concurrent use. The zero value is ready for
// use.
type Servperf struct{ sums qualitySums } //nolint:recvcheck // it is asked by value and counts in place

// Add adds a respondent, of whom only Perceived and Weights count. The errors
// are those of [Servqual.Add].
func (s *Servperf) Add(answers Questionnaire) error {
	answers.Expected = [ServqualItems]int{}
	if err := answers.check(); err != nil {
		return err
	}
	return s.sums.add(func(item int) (int, bool) {
		p := answers.Perceived[item]
		return p, p != 0
	}, answers.Weights)
}

// Merge adds what other has counted, or returns [ErrOverflow] and changes
// nothing.
func (s *Servperf) Merge(other Servperf) error { return s.sums.merge(&other.sums) }

// Identity returns the definition that it counts by.
func (Servperf) Identity() Definition {
	return Definition{Name: "servperf", Version: "1", Basis: ByAnswered}
}

// Result returns the mean perceptions, like [Servqual.Result].
func (s Servperf) Result() QualityResult { return s.sums.result("servperf", "servperf") }

// MarshalJSON returns the view of the result for people; it can not be read back.
func (s Servperf) MarshalJSON() ([]byte, error) { return s.Result().MarshalJSON() }

// AppendBinary appends the canonical binary form; see the package comment. The
// error is always nil.
func (s Servperf) AppendBinary(data []byte) ([]byte, error) {
	return encode(data, tagServperf, s.sums.encode), nil
}

// UnmarshalBinary reads what [Servperf.AppendBinary] writes. Anything else is
// [ErrCorrupt] and changes nothing.
func (s *Servperf) UnmarshalBinary(data []byte) error {
	var x qualitySums
	if err := decode(data, tagServperf, func(r *reader) { x.decode(r, 1, 7) }); err != nil {
		return err
	}
	s.sums = x
	return nil
}
