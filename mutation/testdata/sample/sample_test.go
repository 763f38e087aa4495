package sample_test

import (
	"fmt"
	"testing"

	"github.com/servicecommitment/commitment/mutation/testdata/sample"
)

func TestClamp(t *testing.T) {
	for x, want := range map[int]int{1: 2, 2: 2, 3: 3, 4: 4, 5: 4} {
		if got := sample.Clamp(x, 2, 4); got != want {
			t.Fatalf("%d: %d", x, got)
		}
	}
	sample.Loose(1, 2)
}

func TestSum(t *testing.T) {
	values := []float64{1, 2, 4}
	if sample.Sum(values) != 7 {
		t.Fatal("sum")
	}
	if n := testing.AllocsPerRun(10, func() { sample.Sum(values) }); n != 0 {
		t.Fatal("allocates", n)
	}
}

func TestKinds(t *testing.T) {
	m := map[string]int{}
	text, rest, far := sample.Kinds(m, "a", 10, nil)
	if text != "a?" || rest != -3 || !far || m["a!"] != 1 {
		t.Fatal(text, rest, far, m)
	}
}

func TestDown(t *testing.T) {
	if sample.Down(3) != 3 {
		t.Fatal("down")
	}
}

func ExampleMinus() {
	fmt.Println(sample.Minus(), sample.Start())
	// Output: -1 6
}
