package kpi

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// Feasible returns the allowance that a share of history kept: at least that
// share of the times was at most that long. A commitment must rest on what the
// organisation can do (承诺应建立在实际能力之上).
//
// It is the upper end of the histogram's bucket, at most 1/64 above the exact
// one and never below it. It is undefined, false, without history and for a
// share outside 0 to 1.
func Feasible(history Durations, share float64) (time.Duration, bool) {
	_, hi, ok := history.rank(share)
	if !ok {
		return 0, false
	}
	return time.Duration(min(hi, history.max)), true
}

// Promise is what is to be promised to a tier, and what it took so far.
//
// It is plain data; it is not comparable.
type Promise struct {
	Tier      string
	Allowance time.Duration
	// Share is how often the promise is to be kept, above 0 and at most 1.
	Share float64
	// History is how long comparable cases took.
	History Durations
}

// Capability is whether a promise rests on what the organisation did.
//
// It is plain data; it is not comparable.
type Capability struct {
	Tier      string
	Allowance time.Duration
	Share     float64
	// Kept is the past cases that would have kept the promise; one in whose
	// bucket of the histogram the allowance lies counts as missed.
	Kept Ratio
	// Feasible is the allowance that the share kept; see [Feasible].
	Feasible time.Duration
	Defined  bool
	// Holds says that the history kept the promise often enough, Proven that
	// even the lower bound of the Wilson interval, of 95 %, is often enough.
	Holds, Proven bool
}

// Capacity says of promises whether they rest on capability, by tier, in the
// order given. A negative allowance and a share outside 0 to 1 are FieldErrors, all
// reported at once; nothing is returned then.
func Capacity(promises []Promise) ([]Capability, error) {
	var problems check.Problems
	rows := make([]Capability, 0, len(promises))
	for i, p := range promises {
		path := check.Path("promises").Index(i)
		if p.Allowance < 0 {
			problems.Addf(path.Key("allowance"), "must not be negative: %s", p.Allowance)
		}
		if !(p.Share > 0 && p.Share <= 1) {
			problems.Addf(path.Key("share"), "must be above 0 and at most 1, not %v", p.Share)
		}
		row := Capability{Tier: p.Tier, Allowance: p.Allowance, Share: p.Share}
		kept, _ := p.History.Within(p.Allowance)
		row.Kept = Ratio{Met: kept, Missed: p.History.Count() - kept}
		row.Feasible, row.Defined = Feasible(p.History, p.Share)
		if share, ok := row.Kept.Value(); ok {
			row.Holds = share >= p.Share
			lo, _, _ := row.Kept.Wilson(0.95)
			row.Proven = lo >= p.Share
		}
		rows = append(rows, row)
	}
	if err := problems.Err("kpi"); err != nil {
		return nil, err
	}
	return rows, nil
}

// roundUp returns a time as exactly as it is known, and not less than it is.
func roundUp(t time.Duration) time.Duration {
	if short := t.Truncate(known(t)); short < t && short <= 1<<63-1-time.Minute {
		return short + known(t)
	}
	return t
}

// Describe says in a line of text whether the promise holds. For a language that
// is none it writes English.
func (c Capability) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	promised := w.span(c.Allowance)
	if !c.Defined {
		return []string{strings.Join(slices.DeleteFunc([]string{c.Tier, promised, w.undefined}, func(s string) bool { return s == "" }), w.comma)}
	}
	share, _ := c.Kept.Value()
	kept, aim, feasible, n := percent(share)+" %", percent(c.Share)+" %", w.span(roundUp(c.Feasible)), w.n+grouped(c.Kept.Total())
	if lang == commitment.Chinese {
		verdict := "承诺缺乏能力支撑"
		switch {
		case c.Proven:
			verdict = "承诺有能力支撑"
		case c.Holds:
			verdict = "历史达标，但样本不足以确证"
		}
		return []string{c.Tier + "：时限 " + promised + "，历史达成 " + kept + "（" + n + "），目标 " + aim + "，" + aim + " 可达时限 " + feasible + "，" + verdict}
	}
	verdict := "the promise does not rest on capability"
	switch {
	case c.Proven:
		verdict = "the promise rests on capability"
	case c.Holds:
		verdict = "kept so far, but the sample does not prove it"
	}
	return []string{c.Tier + ": within " + promised + " " + kept + " were kept (" + n + "), aim " + aim + ", which " + feasible + " kept: " + verdict}
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (c Capability) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Tier      string   `json:"tier"`
		Allowance string   `json:"allowance"`
		Share     *float64 `json:"share"`
		Kept      Ratio    `json:"kept"`
		Feasible  *string  `json:"feasible"`
		Holds     bool     `json:"holds"`
		Proven    bool     `json:"proven"`
	}{c.Tier, c.Allowance.String(), defined(c.Share, true), c.Kept, timeText(c.Feasible, c.Defined), c.Holds, c.Proven})
}
