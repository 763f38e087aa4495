package strictjson

import "strings"

const (
	maxSuggest  = 32 // bytes of a name that is compared with others
	maxDistance = 2  // single-byte edits that a misspelling may take
)

// Suggest returns the name among those known that is nearest to an unknown one,
// the first of several, if it is near enough to have been meant: at most two
// edits and at most half of its length away, apart from case.
func Suggest(unknown string, known []string) (string, bool) {
	if len(unknown) > maxSuggest {
		return "", false
	}
	unknown = strings.ToLower(unknown)
	nearest, best := "", maxDistance+1
	for _, key := range known {
		if len(key) > maxSuggest {
			continue
		}
		if d := distance(unknown, key); d < best && 2*d <= len(key) {
			nearest, best = key, d
		}
	}
	return nearest, best <= maxDistance
}

// distance returns the Levenshtein distance of two texts in bytes. The second
// is of at most maxSuggest bytes.
func distance(a, b string) int {
	var row [maxSuggest + 1]int // the distances of a[:i] from each b[:j]
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
