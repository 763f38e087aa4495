package kpi

import (
	"encoding/json"
	"strconv"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// Baseline is the frozen first phase of a control chart of a KPI, on record: what
// later periods are judged by, under which id and from which date on. To set it
// anew is an act of its own, with an id of its own.
//
// It is comparable, immutable and safe for concurrent use. The zero value is no
// baseline; see [Baseline.Validate].
type Baseline struct { //nolint:recvcheck // written by value, read into a pointer
	ID string
	// Date is the first date that is judged by it.
	Date calendar.Date
	// Definition is the KPI of the chart: no other is judged by it.
	Definition Definition
	Chart      stat.Baseline
}

// Validate reports, all at once, what is wrong with a baseline: no id, no date, a
// definition that [ParseDefinition] does not read, and a chart that is undefined, or one
// that judges nothing later, as that of moving means.
func (b Baseline) Validate() error {
	var problems check.Problems
	if b.ID == "" || !named(b.ID) {
		problems.Addf("id", "must be a text of 1 to %d bytes", maxText)
	}
	if b.Date.IsZero() {
		problems.Addf("date", "must be given")
	}
	if b.Definition.Name == "" || b.Definition.Version == "" {
		problems.Addf("definition", "must have a name and a version")
	} else {
		b.Definition.check("definition", &problems)
	}
	if !b.Chart.Values([]float64{b.Chart.Center}).Defined() && !b.Chart.Counts([]uint64{0}, []uint64{1}).Defined() {
		problems.Addf("chart", "must be that of a p, u, c, Laney or XmR chart")
	}
	return problems.Err("kpi")
}

// Counts judges the samples of later periods, as [stat.Baseline.Counts] does. A
// KPI of another definition is [ErrIdentity].
func (b Baseline) Counts(d Definition, counts, sizes []uint64) (stat.Chart, error) {
	if err := b.covers(d); err != nil {
		return stat.Chart{}, err
	}
	return b.Chart.Counts(counts, sizes), nil
}

// Values judges the single values of later periods, as [stat.Baseline.Values]
// does. A KPI of another definition is [ErrIdentity].
func (b Baseline) Values(d Definition, values []float64) (stat.Chart, error) {
	if err := b.covers(d); err != nil {
		return stat.Chart{}, err
	}
	return b.Chart.Values(values), nil
}

// covers reports whether a KPI is that of the baseline.
func (b Baseline) covers(d Definition) error {
	if d != b.Definition {
		return caused(ErrIdentity, "baseline %s is of %s, not of %s", check.Quote(b.ID), short(b.Definition.String()), short(d.String()))
	}
	return nil
}

// BaselineAt returns the baseline that a date is judged by: of those whose date
// has come, the last; false before the first. Of two of one date the later in the
// list counts.
func BaselineAt(baselines []Baseline, date calendar.Date) (Baseline, bool) {
	return latest(baselines, date, func(b Baseline) calendar.Date { return b.Date })
}

// latest returns what is valid at a date of all that is valid from some date on.
func latest[T any](all []T, date calendar.Date, from func(T) calendar.Date) (found T, ok bool) {
	for _, one := range all {
		if !from(one).After(date) && (!ok || !from(one).Before(from(found))) {
			found, ok = one, true
		}
	}
	return found, ok
}

// Describe says in lines of text what is judged by what from when on. For a
// language that is none it writes English.
func (b Baseline) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	kind, center, spread := b.Chart.Kind.String(), decimalOf(b.Chart.Center), decimalOf(b.Chart.Spread)
	title := w.title(b.Definition)
	if lang == commitment.Chinese {
		return []string{
			"基线 " + b.ID + "：" + title + "，自 " + b.Date.String() + " 起执行",
			kind + " 控制图，中心线 " + center + "，离散度 " + spread,
			w.identity + b.Definition.String(),
		}
	}
	return []string{
		"baseline " + b.ID + ": " + title + ", from " + b.Date.String() + " on",
		kind + " chart, centre " + center + ", spread " + spread,
		w.identity + b.Definition.String(),
	}
}

// baselineJSON is the JSON form of a baseline.
type baselineJSON struct {
	ID         string     `json:"id"`
	Date       string     `json:"date"`
	Definition Definition `json:"definition"`
	Kind       string     `json:"kind"`
	Center     float64    `json:"center"`
	Spread     float64    `json:"spread"`
}

// MarshalJSON returns the JSON form, which [ParseBaseline] reads. What
// [Baseline.Validate] reports is an error.
func (b Baseline) MarshalJSON() ([]byte, error) {
	if err := b.Validate(); err != nil {
		return nil, err
	}
	return json.Marshal(baselineJSON{b.ID, b.Date.String(), b.Definition, b.Chart.Kind.String(), b.Chart.Center, b.Chart.Spread})
}

// ParseBaseline reads the JSON form of a baseline: an object with id, date,
// definition, kind, center and spread, all of which must be there. Anything else,
// and what [Baseline.Validate] reports, is reported with its path, all problems
// at once.
func ParseBaseline(data []byte) (Baseline, error) {
	var problems check.Problems
	var b Baseline
	if root, ok := strictjson.Read(data, strictjson.Limits{}, &problems); ok {
		if object, ok := root.Object(); ok {
			b.read(object)
		}
	}
	if problems.Len() == 0 {
		problems.Add("", b.Validate())
	}
	if err := problems.Err("kpi"); err != nil {
		return Baseline{}, err
	}
	return b, nil
}

// read takes the parts of a baseline out of an object.
func (b *Baseline) read(object *strictjson.Object) {
	if v, ok := object.Required("id"); ok {
		b.ID, _ = v.Text()
	}
	if v, ok := object.Required("date"); ok {
		b.Date, _ = strictjson.Parse(v, calendar.ParseDate)
	}
	if v, ok := object.Required("definition"); ok {
		if definition, ok := v.Object(); ok {
			b.Definition.read(definition)
		}
	}
	if v, ok := object.Required("kind"); ok {
		b.Chart.Kind, _ = strictjson.Parse(v, readKind)
	}
	b.Chart.Center = number(object, "center")
	b.Chart.Spread = number(object, "spread")
	object.Done()
}

// number reads a required number. One beyond the range reads as infinite, which
// no chart has.
func number(object *strictjson.Object, key string) float64 {
	v, ok := object.Required(key)
	if !ok {
		return 0
	}
	text, _ := v.Number()
	x, _ := strconv.ParseFloat(text, 64)
	return x
}

// readKind reads the text of a kind of chart.
func readKind(text string) (stat.ChartKind, error) {
	for kind := stat.KindP; kind <= stat.KindEWMA; kind++ {
		if kind.String() == text {
			return kind, nil
		}
	}
	return 0, unknownValue(text)
}
