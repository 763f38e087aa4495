package compensation

import (
	"maps"
	"slices"
)

// texts returns the texts of the scheme, but for those of titles and params.
func (s *Scheme) texts() []string {
	texts := []string{
		s.ID, s.Version, s.Title, s.Source, s.Currency, s.EffectiveOn,
		s.Claim.From, s.Claim.On,
	}
	texts = append(texts, names(s.Facts)...)
	texts = append(texts, names(s.Params)...)
	texts = append(texts, names(s.Tables)...)
	texts = append(texts, names(s.Groups)...)
	for _, t := range s.Tables {
		texts = append(texts, t.texts()...)
	}
	for i := range s.Rules {
		r := &s.Rules[i]
		texts = append(texts, r.ID, r.When, r.Amount, r.Min, r.Max, r.Group)
		texts = append(texts, exclusionTexts(r.Unless)...)
	}
	texts = append(texts, exclusionTexts(s.Unless)...)
	for i := range s.Caps {
		c := &s.Caps[i]
		texts = append(texts, c.ID, c.Limit)
		if c.Window != nil {
			texts = append(append(texts, c.Window.Rolling, c.Window.At), c.Window.Same...)
		}
	}
	for i := range s.Rights {
		right := &s.Rights[i]
		texts = append(texts, right.ID, right.When)
		texts = append(texts, exclusionTexts(right.Unless)...)
	}
	if s.Payable != nil {
		texts = append(texts, s.Payable.AtLeast, s.Payable.MoreThan)
	}
	return texts
}

func (t *Table) texts() []string {
	texts := []string{t.Else}
	for i := range t.Bands {
		b := &t.Bands[i]
		texts = append(texts, b.GT, b.GE, b.LT, b.LE, b.Value)
	}
	for _, s := range t.Slices {
		texts = append(texts, s.Upto, s.Per)
	}
	return texts
}

func exclusionTexts(exclusions []Exclusion) []string {
	texts := make([]string, 0, 2*len(exclusions))
	for i := range exclusions {
		texts = append(texts, exclusions[i].ID, exclusions[i].When)
	}
	return texts
}

// texts returns the texts of the award, but for those of titles and values.
func (a Award) texts() []string {
	texts := []string{a.Scheme, a.Version, a.Fingerprint}
	for i := range a.Rights {
		texts = append(texts, a.Rights[i].ID)
	}
	for i := range a.Lines {
		l := &a.Lines[i]
		texts = append(texts, l.Rule, l.Right, l.Cap, l.Reason, l.Expression, l.Exact, l.Used)
		for _, f := range l.Facts {
			texts = append(texts, f.Name)
		}
		for j := range l.Lookups {
			texts = append(texts, l.Lookups[j].Table, l.Lookups[j].Argument, l.Lookups[j].Entry)
		}
		for j := range l.Conditions {
			texts = append(texts, l.Conditions[j].Text, l.Conditions[j].Left, l.Conditions[j].Right, l.Conditions[j].By)
		}
	}
	return texts
}

// names returns the keys of a map.
func names[V any](values map[string]V) []string { return slices.Collect(maps.Keys(values)) }
