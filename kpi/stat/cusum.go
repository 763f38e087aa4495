package stat

// CUSUMSpec says how a CUSUM is formed, in the units of the values.
//
// It is comparable, immutable and safe for concurrent use; the sums of the zero
// value are undefined.
type CUSUMSpec struct {
	// Target is where the process should be.
	Target float64
	// Slack is what a value may be off without being counted, not below 0: k, half
	// of the shift that is to be found.
	Slack float64
	// Decision is the sum beyond which the process has shifted, above 0: h, four or
	// five standard deviations.
	Decision float64
}

// CUSUMPoint is the pair of sums after one value.
//
// It is comparable and immutable; the zero value is the start.
type CUSUMPoint struct {
	// High and Low add up what values lie above and below the target.
	High, Low float64
	// Signal says that one of the two is strictly beyond the decision.
	Signal bool
}

// CUSUM returns the tabular cumulative sums of values, which show small lasting
// shifts: high = max(0, high + x - target - k), low = max(0, low + target - k - x).
// The sums go on after a signal; starting anew is for the reader to decide.
//
// It is undefined (ok == false) without values, for a value that is NaN or
// infinite, for a spec out of its ranges, and where a sum leaves the range of
// floats.
func CUSUM(values []float64, spec CUSUMSpec) (points []CUSUMPoint, ok bool) {
	ok = spec.Slack >= 0 && spec.Decision > 0 && allFinite(spec.Target, spec.Slack, spec.Decision)
	if !ok || len(values) == 0 || !allFinite(values...) {
		return nil, false
	}
	points = make([]CUSUMPoint, len(values))
	high, low := 0.0, 0.0
	for i, x := range values {
		high = plain(max(0, high+(x-spec.Target-spec.Slack)))
		low = plain(max(0, low+(spec.Target-spec.Slack-x)))
		if !allFinite(high, low) {
			return nil, false
		}
		points[i] = CUSUMPoint{
			High: high, Low: low,
			Signal: exceeds(max(high, low), 0, spec.Decision),
		}
	}
	return points, true
}
