package kpi

import (
	"encoding/json"

	"github.com/servicecommitment/commitment"
)

// Difference is how far two figures are apart.
//
// It is comparable. The zero value is no difference.
type Difference struct {
	// Value is the second less the first, Lo and Hi bound it.
	Value, Lo, Hi float64
	// Z is the difference in standard errors and P the probability of one as
	// great by chance; both are 0 where there is no standard error.
	Z, P float64
	// Significant says that the interval does not hold zero.
	Significant bool
}

// Describe says in a line of text how far the two are apart, in the unit of the
// figures, and whether that is more than chance. For a language that is none it
// writes English.
func (d Difference) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	text := plus(decimal(d.Value, 2)) + w.open + plus(decimal(d.Lo, 2)) + " – " + plus(decimal(d.Hi, 2)) + w.closed
	if lang == commitment.Chinese {
		return []string{"相差 " + text + "，" + significance(lang, d.Significant)}
	}
	return []string{"difference " + text + ", " + significance(lang, d.Significant)}
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (d Difference) MarshalJSON() ([]byte, error) { return json.Marshal(d.view()) }

// differenceJSON is the JSON view of a difference.
type differenceJSON struct {
	Value       *float64 `json:"value"`
	Lo          *float64 `json:"lo"`
	Hi          *float64 `json:"hi"`
	Z           *float64 `json:"z"`
	P           *float64 `json:"p"`
	Significant bool     `json:"significant"`
}

func (d Difference) view() differenceJSON {
	tested := d.Z != 0 || d.P != 0 // no difference at all has a P of 1
	return differenceJSON{
		defined(d.Value, true), defined(d.Lo, true), defined(d.Hi, true), defined(d.Z, tested), defined(d.P, tested), d.Significant,
	}
}

// significance says whether a difference is more than chance.
func significance(lang commitment.Lang, significant bool) string {
	switch {
	case lang == commitment.Chinese && significant:
		return "差异显著"
	case lang == commitment.Chinese:
		return "差异不显著"
	case significant:
		return "significant"
	}
	return "not significant"
}
