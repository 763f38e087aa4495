package compensation

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
