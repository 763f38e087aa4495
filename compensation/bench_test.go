package compensation_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
)

const (
	eu261Claim = `{"facts": {"distance_km": "5570", "arrival_delay_min": "210", "passengers": "3", "notice_days": "0"}}`
	ofgemClaim = `{"facts": {"customer": "domestic", "hours_off": "37"}}`
)

func BenchmarkAssess(b *testing.B) {
	for _, bench := range []struct{ scheme, claim string }{
		{"eu261", eu261Claim},
		{"ofgem-normal-2025", ofgemClaim},
	} {
		b.Run(bench.scheme, func(b *testing.B) {
			p := program(b, string(publishedSchemes(b)[bench.scheme]))
			c := claim(b, bench.claim)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Assess(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	s, err := compensation.ParseScheme(publishedSchemes(b)["eu261"])
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compensation.Compile(s); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkByHand is the formula of EU261 as a programmer would write it for
// this one case, over big.Rat, with the same facts as texts and one rounding.
func BenchmarkByHand(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if byHand(map[string]string{"distance_km": "5570", "arrival_delay_min": "210", "passengers": "3", "notice_days": "0"}) != "900.00" {
			b.Fatal("wrong")
		}
	}
}

func byHand(facts map[string]string) string {
	read := func(name string) *big.Rat {
		r, _ := new(big.Rat).SetString(facts[name])
		return r
	}
	distance, delay, passengers, notice := read("distance_km"), read("arrival_delay_min"), read("passengers"), read("notice_days")
	zero, fourteen, threeHours := new(big.Rat), big.NewRat(14, 1), big.NewRat(180, 1)
	if delay.Cmp(threeHours) < 0 || notice.Cmp(fourteen) >= 0 {
		return zero.FloatString(2)
	}
	amount := big.NewRat(600, 1)
	switch {
	case distance.Cmp(big.NewRat(1500, 1)) <= 0:
		amount = big.NewRat(250, 1)
	case distance.Cmp(big.NewRat(3500, 1)) <= 0:
		amount = big.NewRat(400, 1)
	}
	if distance.Cmp(big.NewRat(3500, 1)) > 0 && delay.Cmp(big.NewRat(240, 1)) < 0 {
		amount.Quo(amount, big.NewRat(2, 1))
	}
	return amount.Mul(amount, passengers).FloatString(2)
}

// The memory that an assessment takes does not depend on the machine.
func TestAssessAllocations(t *testing.T) {
	for scheme, text := range map[string]string{"eu261": eu261Claim, "ofgem-normal-2025": ofgemClaim} {
		p := program(t, string(publishedSchemes(t)[scheme]))
		c := claim(t, text)
		allocations := testing.AllocsPerRun(100, func() { _, _ = p.Assess(c) })
		require.LessOrEqual(t, allocations, 80.0, scheme)
	}
}
