package stat

// SplitMix64 is the generator of G. L. Steele, D. Lea and C. H. Flood (OOPSLA 2014):
// its value is the state, and SplitMix64(seed) starts it. The same seed gives the
// same numbers everywhere, which is what a sample needs that somebody else draws
// again. It is no source of secrets.
//
// It is comparable; it must not be used by several goroutines at once. The zero
// value is the generator with the seed 0.
type SplitMix64 uint64

// Next returns the next number.
func (s *SplitMix64) Next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
