package stat

import "math"

// side names the tail of a distribution.
type side uint8

const (
	below side = iota + 1 // P(X <= x)
	above                 // P(X > x)
)

// distribution is a continuous one of a positive variable.
type distribution interface {
	mean() float64
	// tails returns P(X <= x), P(X > x) and the density at x. The tail that lies
	// on x's side of the mean has its full relative precision.
	tails(x float64) (lower, upper, density float64)
}

// beta is the distribution of the share that Clopper and Pearson's bounds are
// quantiles of; a, b > 0.
type beta struct{ a, b float64 }

// gamma is that of Garwood's bounds: shape a > 0, scale 1.
type gamma struct{ a float64 }

func (d beta) mean() float64 { return d.a / (d.a + d.b) }

func (d gamma) mean() float64 { return d.a }

// large is the shape from which on a tail is computed from its normal deviate
// instead of summed: sums take about sqrt(shape) terms, and the error of the
// deviate falls with shape^-3/2.
const large = 1e5

// maxTerms bounds every sum; none that is summed needs more than 2,500 terms.
const maxTerms = 1 << 13

func (d beta) tails(x float64) (lower, upper, density float64) {
	a, b, y := d.a, d.b, 1-x
	ahead := a - (a+b)*x            // of the mean, in counts
	front := betaFront(a, b, ahead) // x^a·y^b/B(a, b)
	density = front / (x * y)
	if min(a, b) >= large {
		deviation := math.Sqrt(a / (a + b) * b)
		half := deviance(a, ahead) + deviance(b, -ahead)
		lower, upper = normalTails(correctedRoot(half, -ahead/deviation, (b-a)/(a+b)/(3*deviation)))
		return lower, upper, density
	}
	if ahead >= 0 {
		lower = min(front*betaFraction(a, b, x, y, ahead), 1)
		return lower, 1 - lower, density
	}
	upper = min(front*betaFraction(b, a, y, x, -ahead), 1)
	return 1 - upper, upper, density
}

func (d gamma) tails(x float64) (lower, upper, density float64) {
	a, deviation := d.a, math.Sqrt(d.a)
	front := gammaFront(a, x) // x^a·e^-x/Γ(a)
	density = front / x
	if a >= large {
		lower, upper = normalTails(correctedRoot(deviance(a, a-x), (x-a)/deviation, 1/(3*deviation)))
		return lower, upper, density
	}
	if x < a+1 {
		lower = min(front*gammaSeries(a, x), 1)
		return lower, 1 - lower, density
	}
	upper = min(front*gammaFraction(a, x), 1)
	return 1 - upper, upper, density
}

// betaFraction is the continued fraction of the incomplete beta function by
// A. R. DiDonato and A. H. Morris (ACM Trans. Math. Softw. 18, 1992, equation 9),
// evaluated with Lentz's method: y = 1-x, ahead = a - (a+b)x >= 0. It takes both x
// and y, so that it does not lose the one that is tiny. b is whole, so that every
// term is positive until one is 0 and the fraction ends.
func betaFraction(a, b, x, y, ahead float64) float64 {
	f := a / (a + 1) * (ahead + 1)
	c, d := f, 0.0
	for i := 1; i < maxTerms; i++ {
		n := float64(i)
		last := a + 2*n - 1
		alpha := (a + n - 1) / last * ((a + b + n - 1) / last) * n * (b - n) * x * x
		rest := n + n*(b-n)*x/last + (a+n)/(last+2)*(ahead+1+n*(1+y))
		d = 1 / (rest + alpha*d)
		c = rest + alpha/c
		f *= c * d
		if math.Abs(c*d-1) <= epsilon {
			break
		}
	}
	return 1 / f
}

// gammaSeries is the sum of x^k/(a(a+1)…(a+k)) (DLMF 8.11.4), for x < a+1.
func gammaSeries(a, x float64) float64 {
	term := 1 / a
	sum := term
	for k := 1; k < maxTerms && term > epsilon*sum; k++ {
		term *= x / (a + float64(k))
		sum += term
	}
	return sum
}

// gammaFraction is the continued fraction of the upper incomplete gamma
// function, by Lentz's method (DLMF 8.9.2), for x >= a+1. a is whole, so that every
// term is positive until one is 0 and the fraction ends.
func gammaFraction(a, x float64) float64 {
	b := x + 1 - a
	c, d := math.Inf(1), 1/b
	h := d
	for i := 1; i < maxTerms; i++ {
		k := float64(i)
		t := k * (a - k)
		b += 2
		d = 1 / (b + t*d)
		c = b + t/c
		h *= c * d
		if math.Abs(c*d-1) <= epsilon {
			break
		}
	}
	return h
}

// epsilon is the relative size of a term that is not worth adding: the distance of
// 1 to the next float.
const epsilon = 0x1p-52

// correctedRoot returns the normal deviate r* = r + log(v/r)/r of a tail, where
// r²/2 is the deviance and v the standing in deviations, with the sign of r
// (O. E. Barndorff-Nielsen, Biometrika 73, 1986). In the middle, where r and v
// go to 0, the second term goes to the given limit.
func correctedRoot(deviance, v, limit float64) float64 {
	r := math.Copysign(math.Sqrt(2*deviance), v)
	if math.Abs(r) < 1e-5 { // closer than log(v/r) can be told from 0
		return r + limit
	}
	return r + math.Log(v/r)/r
}

// betaFront returns x^a·(1-x)^b/B(a, b) for ahead = a - (a+b)x, without the
// cancellation that logarithms of gamma functions suffer from (C. Loader, Fast and
// Accurate Computation of Binomial Probabilities, 2000).
func betaFront(a, b, ahead float64) float64 {
	n := a + b
	return math.Exp(stirling(n)-stirling(a)-stirling(b)-deviance(a, ahead)-deviance(b, -ahead)) *
		math.Sqrt(a/n*b/(2*math.Pi))
}

// gammaFront returns x^a·e^-x/Γ(a).
func gammaFront(a, x float64) float64 {
	return math.Exp(-stirling(a)-deviance(a, a-x)) * math.Sqrt(a/(2*math.Pi))
}

// deviance returns a·log(a/m) + m - a for m = a - ahead, which is never negative,
// to full precision also where ahead is small (Loader's bd0).
func deviance(a, ahead float64) float64 {
	if math.Abs(ahead) > 0.2*a {
		return -a*math.Log1p(-ahead/a) - ahead
	}
	v := ahead / (2*a - ahead)
	sum, term := ahead*v, 2*a*v
	for j := 3.0; j < 100; j += 2 { // v is below 1/9: 16 terms are enough
		term *= v * v
		next := sum + term/j
		if next == sum {
			break
		}
		sum = next
	}
	return sum
}

// stirling returns log Γ(n+1) - (n+½)·log n + n - ½·log 2π, the error of
// Stirling's formula, for n >= 1; its relative error is below 1e-15 from 16 on, and
// its absolute error below 1e-14 before.
func stirling(n float64) float64 {
	if n < 16 {
		logGamma, _ := math.Lgamma(n + 1)
		return logGamma - (n+0.5)*math.Log(n) + n - math.Log(2*math.Pi)/2
	}
	s := 1 / (n * n)
	return (1.0/12 - s*(1.0/360-s*(1.0/1260-s*(1.0/1680-s*(1.0/1188-s*691.0/360360))))) / n
}
