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
	// tails returns P(X <= x), P(X > x) and the density at x. The tail that lies
	// on x's side of the mean has its full relative precision.
	tails(x float64) (lower, upper, density float64)
}

// beta is the distribution of the share that Clopper and Pearson's bounds are
// quantiles of; a, b > 0.
type beta struct{ a, b float64 }

// gamma is that of Garwood's bounds: shape a > 0, scale 1.
type gamma struct{ a float64 }

// large is the shape from which on a tail is computed from its normal deviate
// instead of summed: sums take about sqrt(shape) terms, and the error of the
// deviate falls with shape^-3/2.
const large = 1e5

// maxTerms bounds every sum; one that is summed needs fewer than 20·sqrt(large).
const maxTerms = 1 << 13

func (d beta) tails(x float64) (lower, upper, density float64) {
	if x <= 0 {
		return 0, 1, 0
	}
	if x >= 1 {
		return 1, 0, 0
	}
	a, b, y := d.a, d.b, 1-x
	front := betaFront(a, b, x, y) // x^a·y^b/B(a, b)
	density = front / (x * y)
	ahead := a - (a+b)*x // of the mean, in counts
	switch {
	case min(a, b) >= large:
		dev := deviance(a, (a+b)*x) + deviance(b, (a+b)*y)
		lower, upper = normalTails(correctedRoot(dev, -ahead/math.Sqrt(a/(a+b)*b)))
	case ahead >= 0:
		lower = min(front*betaFraction(a, b, x, y, ahead), 1)
		upper = 1 - lower
	default:
		upper = min(front*betaFraction(b, a, y, x, -ahead), 1)
		lower = 1 - upper
	}
	return lower, upper, density
}

func (d gamma) tails(x float64) (lower, upper, density float64) {
	if x <= 0 {
		return 0, 1, 0
	}
	a := d.a
	front := gammaFront(a, x) // x^a·e^-x/Γ(a)
	density = front / x
	switch {
	case a >= large:
		lower, upper = normalTails(correctedRoot(deviance(a, x), (x-a)/math.Sqrt(a)))
	case x < a+1:
		lower = min(front*gammaSeries(a, x), 1)
		upper = 1 - lower
	default:
		upper = min(front*gammaFraction(a, x), 1)
		lower = 1 - upper
	}
	return lower, upper, density
}

// betaFraction is the continued fraction of the incomplete beta function by
// A. R. DiDonato and A. H. Morris (ACM Trans. Math. Softw. 18, 1992, equation 9),
// evaluated with Lentz's method: y = 1-x, ahead = a - (a+b)x >= 0. It takes both x
// and y, so that it does not lose the one that is tiny.
func betaFraction(a, b, x, y, ahead float64) float64 {
	f := a / (a + 1) * (ahead + 1)
	c, d := f, 0.0
	for i := 1; i < maxTerms; i++ {
		n := float64(i)
		last := a + 2*n - 1
		alpha := (a + n - 1) / last * ((a + b + n - 1) / last) * n * (b - n) * x * x
		rest := n + n*(b-n)*x/last + (a+n)/(last+2)*(ahead+1+n*(1+y))
		d = 1 / nonzero(rest+alpha*d)
		c = nonzero(rest + alpha/c)
		f *= c * d
		if math.Abs(c*d-1) < epsilon {
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
// function, by Lentz's method (DLMF 8.9.2), for x >= a+1.
func gammaFraction(a, x float64) float64 {
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for i := 1; i < maxTerms; i++ {
		k := float64(i)
		t := -k * (k - a)
		b += 2
		d = 1 / nonzero(t*d+b)
		c = nonzero(b + t/c)
		h *= d * c
		if math.Abs(d*c-1) < epsilon {
			break
		}
	}
	return h
}

const (
	epsilon = 1e-16
	tiny    = 1e-300
)

// nonzero keeps Lentz's method from dividing by zero.
func nonzero(x float64) float64 {
	if math.Abs(x) < tiny {
		return tiny
	}
	return x
}

// correctedRoot returns the normal deviate r* = r + log(v/r)/r of a tail, where r
// is the signed root of twice the deviance and v its first-order standing in
// deviations (O. E. Barndorff-Nielsen, Biometrika 73, 1986). Close to the middle
// log(v/r)/r goes to a limit that no tail here resolves.
func correctedRoot(deviance, v float64) float64 {
	r := math.Copysign(math.Sqrt(2*deviance), v)
	if math.Abs(r) < 1e-4 || v == 0 {
		return r
	}
	return r + math.Log(v/r)/r
}

// betaFront returns x^a·y^b/B(a, b), where y = 1-x, without the cancellation
// that logarithms of gamma functions suffer from (C. Loader, Fast and Accurate
// Computation of Binomial Probabilities, 2000).
func betaFront(a, b, x, y float64) float64 {
	n := a + b
	return math.Exp(stirling(n)-stirling(a)-stirling(b)-deviance(a, n*x)-deviance(b, n*y)) *
		math.Sqrt(a/n*b/(2*math.Pi))
}

// gammaFront returns x^a·e^-x/Γ(a).
func gammaFront(a, x float64) float64 {
	return math.Exp(-stirling(a)-deviance(a, x)) * math.Sqrt(a/(2*math.Pi))
}

// deviance returns x·log(x/m) + m - x, which is never negative, to full precision
// also where x is close to m (Loader's bd0).
func deviance(x, m float64) float64 {
	if math.Abs(x-m) < 0.1*(x+m) {
		v := (x - m) / (x + m)
		sum, term := (x-m)*v, 2*x*v
		for j := 3; j < 1000; j += 2 {
			term *= v * v
			next := sum + term/float64(j)
			if next == sum {
				break
			}
			sum = next
		}
		return max(sum, 0)
	}
	return x*math.Log(x/m) + m - x
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
