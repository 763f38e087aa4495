package feedback

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"unicode"

	"github.com/servicecommitment/commitment/internal/check"
)

// Fingerprint is a SimHash of 64 bits: texts that share most of their character
// 3-grams have fingerprints that differ in few bits, so that [FingerprintIndex]
// finds candidates for duplicates among many texts. It decides nothing: similar
// texts can be different matters, and the same matter can be told in other
// words. The same text gives the same fingerprint on every machine and in every
// version of this package.
//
// It is comparable, immutable and safe for concurrent use. The zero value is a
// fingerprint like any other; that a text has none is said by [FingerprintOf].
type Fingerprint uint64

// FingerprintOf returns the fingerprint of a text in Chinese, Latin or any other
// script, and false for a text of which [Normalise] leaves nothing: two texts
// without content are no duplicates of each other.
//
// Each distinct 3-gram of the normalised text counts once, so that repeated
// phrases do not drown the rest; a text of one or two characters is one gram.
// The cost is linear in the length of the text: 15 to 40 µs for 200 characters.
func FingerprintOf(text string) (Fingerprint, bool) {
	grams := distinctGrams(text)
	if len(grams) == 0 {
		return 0, false
	}
	// planes[i] holds digit i of 64 binary counters, one for each bit of the hashes:
	// all of them count a hash in a few steps.
	var planes [64]uint64
	for _, gram := range grams {
		for i, carry := 0, mix(gram); carry != 0; i++ {
			planes[i], carry = planes[i]^carry, planes[i]&carry
		}
	}
	var f Fingerprint
	for bit := range 64 {
		ones := 0
		for i := range bits.Len(uint(len(grams))) {
			ones += int(planes[i]>>bit&1) << i
		}
		if 2*ones > len(grams) {
			f |= 1 << bit
		}
	}
	return f, true
}

// Distance returns the number of bits in which two fingerprints differ, from 0
// for texts alike to 64; that of unrelated texts is near 32.
func (f Fingerprint) Distance(g Fingerprint) int {
	return bits.OnesCount64(uint64(f ^ g))
}

// String returns the fingerprint as 16 hexadecimal digits in lower case.
func (f Fingerprint) String() string { return fmt.Sprintf("%016x", uint64(f)) }

// MarshalText returns the text of [Fingerprint.String].
func (f Fingerprint) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what [Fingerprint.MarshalText] writes; see
// [ParseFingerprint].
func (f *Fingerprint) UnmarshalText(text []byte) error {
	parsed, err := ParseFingerprint(string(text))
	if err == nil {
		*f = parsed
	}
	return err
}

// ParseFingerprint reads what [Fingerprint.String] writes: exactly 16
// hexadecimal digits in lower case. Anything else is a
// [commitment.FieldError] at the path "fingerprint".
func ParseFingerprint(text string) (Fingerprint, error) {
	value, err := strconv.ParseUint(text, 16, 64)
	if f := Fingerprint(value); err == nil && f.String() == text {
		return f, nil
	}
	return 0, fieldError("fingerprint", fmt.Errorf("must be 16 hexadecimal digits, not %s", check.Quote(text)))
}

// Similarity returns the share of distinct 3-grams that two normalised texts
// have in common (Jaccard), from 0 to 1, and false where one of them has no
// content. It is exact where a fingerprint estimates, and takes the texts: use
// it to rank the candidates of a [FingerprintIndex].
func Similarity(a, b string) (float64, bool) {
	inA, inB := distinctGrams(a), distinctGrams(b)
	if len(inA) == 0 || len(inB) == 0 {
		return 0, false
	}
	common := 0
	for i, j := 0, 0; i < len(inA) && j < len(inB); {
		switch order := cmp.Compare(inA[i], inB[j]); {
		case order < 0:
			i++
		case order > 0:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return float64(common) / float64(len(inA)+len(inB)-common), true
}

// distinctGrams returns the 3-grams of the normalised text, each once and sorted:
// three characters of 21 bits in a word. A text below three characters is one
// gram, which no longer text has: its upper characters are zero, and no normalised
// text contains that.
func distinctGrams(text string) []uint64 {
	const three = 1<<63 - 1
	var (
		grams  = make([]uint64, 0, min(len(text), 4096))
		window uint64
		count  int
	)
	normalised(text, func(r rune) {
		window = window<<21&three | uint64(r) //nolint:gosec // a rune has 21 bits
		if count++; count >= 3 {
			grams = append(grams, window)
		}
	})
	if 0 < count && count < 3 {
		grams = append(grams, window)
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// mix spreads a gram over 64 bits: the finaliser of SplitMix64.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Normalise returns what fingerprints compare: the letters and digits of a text,
// one way of writing for each.
//
//   - Full-width forms are those of ASCII: "ＡＢＣ１２" is "ABC12".
//   - Letters are in lower case, by the simple folding of Unicode.
//   - Latin letters lose their diacritics, composed or not: "é" is "e", whether
//     it is one character or two; "ß" is "ss", "æ" is "ae", "ø" is "o".
//   - Traditional Chinese characters are those of simplified writing, for the
//     several hundred common ones that have exactly one: "網絡" is "网络". Rare
//     ones stay, and so do words that differ by region ("網路", "网络").
//   - Everything that is neither a letter nor a digit goes: spaces, punctuation,
//     symbols, emoji, control characters, and bytes that are not UTF-8.
//
// Normalising twice changes nothing more. Numbers are kept as they are written:
// two complaints that differ in an amount differ.
func Normalise(text string) string {
	out := make([]rune, 0, min(len(text), 4096))
	normalised(text, func(r rune) { out = append(out, r) })
	return string(out)
}

// normalised yields the characters of [Normalise].
func normalised(text string, yield func(rune)) {
	for _, r := range text {
		if '！' <= r && r <= '～' {
			r -= '！' - '!'
		}
		if r < 0x80 {
			switch {
			case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
				yield(r)
			case 'A' <= r && r <= 'Z':
				yield(r + 'a' - 'A')
			}
			continue
		}
		if firstHan <= r && r <= lastHan { // letters without case
			yield(simplified(r))
			continue
		}
		r = unicode.ToLower(r)
		if base, ok := latinBase(r); ok {
			for _, letter := range base {
				yield(letter)
			}
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			yield(r)
		}
	}
}
