package commitment_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is compiled is safe for concurrent use: many who ask one world everything
// at once, each beginning elsewhere, get what one gets who asks alone.
func TestCompiledValuesAreSafeForConcurrentUse(t *testing.T) {
	const askers = 8
	questions := newWorld(t).questions()
	alone := make([]answers, len(questions))
	for i, q := range questions {
		alone[i] = mustAsk(t, q)
	}
	type reply struct {
		got answers
		err error
	}
	replies := make([][]reply, askers)
	var all sync.WaitGroup
	for asker := range askers {
		replies[asker] = make([]reply, len(questions))
		all.Go(func() {
			for n := range questions {
				// Two at a time ask the same.
				i := (n + asker/2*len(questions)*2/askers) % len(questions)
				got, err := questions[i].ask()
				replies[asker][i] = reply{got, err}
			}
		})
	}
	all.Wait()
	for asker := range replies {
		for i, r := range replies[asker] {
			require.NoError(t, r.err, questions[i].name)
			require.Equal(t, alone[i], r.got, questions[i].name)
		}
	}
}
