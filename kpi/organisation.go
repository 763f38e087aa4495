package kpi

import (
	"encoding/json"
	"slices"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi/stat"
)

// ServiceRate is a rate of a service organisation. It is comparable; the zero
// value is none.
type ServiceRate uint8

// The rates.
const (
	// Fulfilment is the commitments kept over those due (承诺兑现率).
	Fulfilment ServiceRate = iota + 1
	// Execution is the steps of processes carried out as prescribed over those
	// checked (流程执行率).
	Execution
	// Training is the courses completed over those assigned (培训完成率).
	Training
)

// String returns "fulfilment", "execution" or "training".
func (s ServiceRate) String() string {
	return enumText(s, "ServiceRate", "fulfilment execution training")
}

// ParseServiceRate reads what [ServiceRate.String] writes.
func ParseServiceRate(text string) (ServiceRate, error) { return parseEnum(text, "rate", Training) }

// MarshalText returns the text of [ServiceRate.String].
func (s ServiceRate) MarshalText() ([]byte, error) { return marshalEnum(s, "rate", Training) }

// UnmarshalText reads what [ServiceRate.MarshalText] writes.
func (s *ServiceRate) UnmarshalText(text []byte) (err error) {
	*s, err = ParseServiceRate(string(text))
	return err
}

// Definition returns the identity of the rate.
func (s ServiceRate) Definition() Definition {
	d := Definition{Name: "service." + s.String(), Version: "1", Basis: ByDue}
	if s == Training {
		d.Basis = ByCreated
	}
	return d
}

// Figure returns the rate of what was counted, with its Wilson interval. A value
// that is no rate and a confidence that is none are FieldErrors.
func (s ServiceRate) Figure(counts Ratio, p Precision) (Figure, error) {
	if s < Fulfilment || s > Training {
		return Figure{}, invalid("rate", "no value %d", uint8(s))
	}
	return NewFigure(s.Definition(), counts, p)
}

// Fulfilment returns the commitment fulfilment rate (承诺兑现率) of all metrics
// together: the share of all commitments that were kept.
func (a Attainment) Fulfilment() Figure {
	var sum Ratio
	for _, metric := range a.Metrics() {
		total, ok := sum.plus(a.Ratio(metric))
		if !ok {
			sum = Ratio{} // beyond all counters: undefined
			break
		}
		sum = total
	}
	d := a.Identity()
	d.Name = Fulfilment.Definition().Name
	return rate(d, sum, nil, a.defined().table.rule.Precision)
}

// Turnover returns the staff turnover of a period (员工流失率): the leavers over
// the mean of the head counts at its beginning and end. It can exceed 1, and has
// no interval. It is undefined where both head counts are zero; leavers then are
// [ErrNoBase].
func Turnover(leavers, opening, closing uint64) (Figure, error) {
	p, err := Precision{}.normal()
	if err != nil {
		return Figure{}, err
	}
	base := float64(opening) + float64(closing)
	f := Figure{Definition: Definition{Name: "service.turnover", Version: "1"}, Unit: Share, Defined: base > 0}
	if !f.Defined {
		if leavers > 0 {
			return Figure{}, caused(ErrNoBase, "%d leavers without staff", leavers)
		}
		return f.report(p), nil
	}
	f.N = opening/2 + closing/2 + (opening%2+closing%2+1)/2
	f.Value = 2 * float64(leavers) / base
	return f.report(p), nil
}

// ChannelGap is how far a channel keeps the same commitment better than the best
// of the others does: 0 or below, unless it is the best itself.
//
// It is comparable.
type ChannelGap struct {
	Channel string
	// Best is the channel with the highest rate among the others.
	Best string
	// Difference is the channel's rate less that of Best.
	Difference
}

// Describe says in a line of text how far the channel is from the best of the
// others, in percentage points. For a language that is none it writes English.
func (g ChannelGap) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	gap := signed(g.Value) + w.open + signed(g.Lo) + " – " + signed(g.Hi) + w.closed
	verdict := significance(lang, g.Significant)
	if lang == commitment.Chinese {
		return []string{g.Channel + " 与 " + g.Best + " 相差 " + gap + "个百分点，" + verdict}
	}
	return []string{g.Channel + " against " + g.Best + ": " + gap + " percentage points, " + verdict}
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (g ChannelGap) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Channel string `json:"channel"`
		Best    string `json:"best"`
		differenceJSON
	}{g.Channel, g.Best, g.view()})
}

// Consistency says whether one commitment is kept alike over channels: for each
// channel with data, in the order of their names, the difference to the best of
// the others with Newcombe's interval. It is empty for fewer than two channels
// with data, and for a confidence that is none.
func Consistency(channels map[string]Ratio, confidence float64) []ChannelGap {
	var names []string
	for name, r := range channels {
		if _, ok := r.Value(); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var gaps []ChannelGap
	for _, name := range names {
		best, top := "", -1.0
		for _, other := range names {
			if share, _ := channels[other].Value(); other != name && share > top {
				best, top = other, share
			}
		}
		a, b := channels[name], channels[best]
		value, lo, hi, ok := stat.Newcombe(a.Met, a.Total(), b.Met, b.Total(), confidence)
		if top < 0 || !ok {
			continue
		}
		gaps = append(gaps, ChannelGap{name, best, Difference{Value: value, Lo: lo, Hi: hi, Significant: lo > 0 || hi < 0}})
	}
	return gaps
}
