// Package sample is mutated by the tests.
package sample

type Meters int64

const fixed = 2 + 3

var table [fixed - 1]int

var start = 2 * 3

// Clamp is tested on both sides of its bounds.
func Clamp(x, low, high int) int {
	if x < low {
		return low
	}
	if x > high {
		return high
	}
	return x
}

// Sum is tested.
func Sum(values []float64) (sum float64) {
	for i := 0; i < len(values); i++ {
		sum = sum + values[i]
	}
	return sum
}

// Kinds has what does not compile when it is changed, or needs care.
func Kinds(m map[string]int, name string, length Meters, err error) (string, Meters, bool) {
	m[name+"!"]++
	far := length*2-1 > 1<<3+Meters(len(table))
	return name + "?", -length % 7, far && err == nil
}

// Minus returns -1.
func Minus() int64 { return -1 }

// Start returns six.
func Start() int { return start }

// Loose is called but not checked.
func Loose(a, b int) bool { return a >= b }

// Untested is not called.
func Untested(a int) int { return a - 1 }

// Down loops for ever if it counts up.
func Down(n uint8) (steps int) {
	for n != 0 && steps < 1<<62 {
		n--
		steps++
	}
	return steps
}
