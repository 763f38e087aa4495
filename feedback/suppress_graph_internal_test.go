package feedback

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// The cheapest node comes first, or a dearer circle than the cheapest would be
// withheld, and of those that cost the same the one of the lowest number.
func TestCostHeap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var heap costHeap
		var kept []costNode
		for step := range 60 {
			if random.IntN(3) > 0 || len(kept) == 0 {
				n := costNode{cost: random.Uint64N(8), node: step}
				heap.push(n)
				kept = append(kept, n)
				continue
			}
			least := slices.MinFunc(kept, func(a, b costNode) int {
				return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.node, b.node))
			})
			require.Equal(t, least, heap.pop())
			kept = slices.DeleteFunc(kept, func(n costNode) bool { return n == least })
		}
		require.Len(t, heap, len(kept))
	}
}
