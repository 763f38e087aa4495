package kpi

import "slices"

// set is the values that were seen.
type set[K comparable] map[K]bool

// add adds a value, and reports whether it is new.
func (s set[K]) add(value K) bool {
	fresh := !s[value]
	s[value] = true
	return fresh
}

// unknownIDs returns the keys of what is given that are the id of no item, sorted.
func unknownIDs[V, I any](given map[string]V, items []I, id func(*I) string) []string {
	known := make(set[string], len(items))
	for i := range items {
		known.add(id(&items[i]))
	}
	var unknown []string
	for key := range given {
		if !known[key] {
			unknown = append(unknown, key)
		}
	}
	slices.Sort(unknown)
	return unknown
}
