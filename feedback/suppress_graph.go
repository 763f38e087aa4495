package feedback

// countGraph is a table of counts with its totals as a flow. A count is the flow
// from the node of its row to the node of its column; a row's total flows into
// the row, a column's total out of the column, and the grand total closes the
// circle:
//
//	rowTotals → row → column → columnTotals → rowTotals
//
// At every node as much flows in as out: these are all the sums that a reader
// can use. Two tables that a reader cannot tell apart differ by a circulation in
// the withheld counts, so a withheld count is safe if a circle of withheld counts
// leads through it along which one unit more, or less, can flow. As sums of a
// table are totally unimodular, a count that can change at all can change by one.
type countGraph struct {
	rows, columns int
	k             uint64
	arcs          []countArc
	from          [][]int // the arcs that touch each node
	// The search: the cost to reach each node, and by which arc.
	cost []uint64
	via  []int
	heap costHeap
}

// countArc is one count, cell or total.
type countArc struct {
	tail, head int
	n          uint64
	withheld   Withheld
}

func newCountGraph(counts [][]uint64, k uint64) *countGraph {
	rows, columns := len(counts), len(counts[0])
	g := &countGraph{rows: rows, columns: columns, k: k}
	rowTotals, columnTotals := rows+columns, rows+columns+1
	rowSums, columnSums, total := make([]uint64, rows), make([]uint64, columns), uint64(0)
	for r, row := range counts {
		for c, n := range row {
			g.arcs = append(g.arcs, countArc{tail: r, head: rows + c, n: n})
			rowSums[r] += n
			columnSums[c] += n
			total += n
		}
	}
	for r, n := range rowSums {
		g.arcs = append(g.arcs, countArc{tail: rowTotals, head: r, n: n})
	}
	for c, n := range columnSums {
		g.arcs = append(g.arcs, countArc{tail: rows + c, head: columnTotals, n: n})
	}
	g.arcs = append(g.arcs, countArc{tail: columnTotals, head: rowTotals, n: total})
	nodes := rows + columns + 2
	g.from, g.cost, g.via = make([][]int, nodes), make([]uint64, nodes), make([]int, nodes)
	for i := range g.arcs {
		arc := &g.arcs[i]
		if arc.n < k {
			arc.withheld = FewerThanK
		}
		g.from[arc.tail] = append(g.from[arc.tail], i)
		g.from[arc.head] = append(g.from[arc.head], i)
	}
	return g
}

// table returns what is left to publish.
func (g *countGraph) table() SafeTable {
	cells := make([]Cell, len(g.arcs))
	for i, arc := range g.arcs {
		cells[i].withheld = arc.withheld
		if arc.withheld == 0 {
			cells[i].n = arc.n
		}
	}
	t := SafeTable{Cells: make([][]Cell, g.rows)}
	take := func(n int) []Cell {
		taken := cells[:n:n]
		cells = cells[n:]
		return taken
	}
	for r := range t.Cells {
		t.Cells[r] = take(g.columns)
	}
	t.Rows, t.Columns, t.Total = take(g.rows), take(g.columns), take(1)[0]
	return t
}

// protect withholds further counts until none below k can be computed, and
// reports whether that is possible. Withholding more never endangers a count
// that was safe, so every one needs to be looked at once.
func (g *countGraph) protect() bool {
	for i := range g.arcs {
		if g.arcs[i].withheld == FewerThanK && !g.hide(i) {
			return false
		}
	}
	return true
}

// hide withholds the counts of the cheapest circle through a count below k: one
// along which it can grow or, if there is none, shrink.
func (g *countGraph) hide(i int) bool {
	arc := &g.arcs[i]
	switch {
	case g.grows(arc) && g.search(i, arc.head, arc.tail):
		g.withhold(arc.head, arc.tail)
	case g.shrinks(arc) && g.search(i, arc.tail, arc.head):
		g.withhold(arc.tail, arc.head)
	default:
		return false
	}
	return true
}

// grows reports whether a reader who knows which counts are below k could take
// the count of an arc, withheld, for one more than it is.
func (g *countGraph) grows(arc *countArc) bool { return arc.n >= g.k || arc.n+1 < g.k }

// shrinks is [countGraph.grows] for one less.
func (g *countGraph) shrinks(arc *countArc) bool { return arc.n > 0 && arc.n != g.k }

// search finds the cheapest way from start to end that does not use the arc
// called except: withheld counts cost nothing, others as many people as they
// count. All cells add up to no more than 2^53, and so do their totals, so that
// no cost overflows.
func (g *countGraph) search(except, start, end int) bool {
	const unreached = 1<<64 - 1
	for node := range g.cost {
		g.cost[node] = unreached
	}
	g.cost[start] = 0
	g.heap = append(g.heap[:0], costNode{node: start})
	for len(g.heap) > 0 {
		at := g.heap.pop()
		if at.node == end {
			return true
		}
		if at.cost > g.cost[at.node] {
			continue
		}
		for _, i := range g.from[at.node] {
			arc := &g.arcs[i]
			next, possible := arc.head, g.grows(arc)
			if arc.head == at.node {
				next, possible = arc.tail, g.shrinks(arc)
			}
			if i == except || !possible {
				continue
			}
			cost := at.cost
			if arc.withheld == 0 {
				cost += arc.n
			}
			if cost < g.cost[next] {
				g.cost[next], g.via[next] = cost, i
				g.heap.push(costNode{node: next, cost: cost})
			}
		}
	}
	return false
}

// withhold marks the counts of the way that the last search found.
func (g *countGraph) withhold(start, end int) {
	for node := end; node != start; {
		arc := &g.arcs[g.via[node]]
		if arc.withheld == 0 {
			arc.withheld = Complementary
		}
		if arc.head == node {
			node = arc.tail
		} else {
			node = arc.head
		}
	}
}

// costNode is a node and what it costs to reach it.
type costNode struct {
	cost uint64
	node int
}

func (a costNode) less(b costNode) bool {
	return a.cost < b.cost || a.cost == b.cost && a.node < b.node
}

// costHeap is a binary heap of nodes, the cheapest first and, of those that cost
// the same, the one of the lowest number.
type costHeap []costNode

func (h *costHeap) push(n costNode) {
	*h = append(*h, n)
	for list, i := *h, len(*h)-1; i > 0 && list[i].less(list[(i-1)/2]); i = (i - 1) / 2 {
		list[i], list[(i-1)/2] = list[(i-1)/2], list[i]
	}
}

// pop takes the first node of a heap that has one.
func (h *costHeap) pop() costNode {
	list := *h
	first, last := list[0], len(list)-1
	list[0] = list[last]
	list = list[:last]
	*h = list
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if list[child].less(list[least]) {
				least = child
			}
		}
		if least == i {
			return first
		}
		list[i], list[least] = list[least], list[i]
		i = least
	}
}
