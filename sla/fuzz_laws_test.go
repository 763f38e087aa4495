package sla_test

import "testing"

// FuzzLaws holds the engine to the laws that need no oracle.
func FuzzLaws(f *testing.F) {
	seedScenes(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, law := range laws {
			law.hold(t, newLawScene(t, data))
		}
	})
}
