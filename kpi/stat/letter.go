package stat

// Level is an inspection level of ISO 2859-1: how large a sample is for its lot.
//
// It is comparable and immutable; the zero value is no level.
type Level uint8

// The general levels I to III, of which II is the usual one, and the special
// levels S-1 to S-4 for small samples.
const (
	LevelS1 Level = iota + 1
	LevelS2
	LevelS3
	LevelS4
	LevelI
	LevelII
	LevelIII
)

// String returns the name in the standard, such as "II" or "S-1", and "" for no
// level.
func (l Level) String() string {
	names := [...]string{"", "S-1", "S-2", "S-3", "S-4", "I", "II", "III"}
	if int(l) >= len(names) {
		return ""
	}
	return names[l]
}

// Letter is a sample size code letter of ISO 2859-1, 'A' to 'S' without 'I' and
// 'O'. 'S' occurs in tightened inspection only, and no lot has it.
//
// It is comparable and immutable; the zero value is no letter.
type Letter byte

// letters are the code letters in their order.
const letters = "ABCDEFGHJKLMNPQRS"

// String returns the letter, and "" for what is none.
func (l Letter) String() string {
	if _, ok := l.index(); !ok {
		return ""
	}
	return string(rune(l))
}

// index returns the place of the letter in the alphabet of the standard.
func (l Letter) index() (int, bool) {
	for i := range len(letters) {
		if letters[i] == byte(l) {
			return i, true
		}
	}
	return 0, false
}

// CodeLetter returns the code letter of a lot, or of a period's cases that are
// audited as one: Table 1 of ISO 2859-1:1999.
//
// It is undefined (ok == false) for a lot of fewer than two items, of which no
// sample can be taken, and for an unknown level.
func CodeLetter(lot uint64, level Level) (letter Letter, ok bool) {
	// One column of letters a level, one row a range of lot sizes, given by its
	// largest lot.
	largest := [...]uint64{8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000}
	columns := [...]string{
		LevelS1:  "AAAABBBBCCCCDDD",
		LevelS2:  "AAABBBCCCDDDEEE",
		LevelS3:  "AABBCCDDEEFFGGH",
		LevelS4:  "AABCCDEEFGGHJJK",
		LevelI:   "AABCCDEFGHJKLMN",
		LevelII:  "ABCDEFGHJKLMNPQ",
		LevelIII: "BCDEFGHJKLMNPQR",
	}
	if lot < 2 || level == 0 || int(level) >= len(columns) {
		return 0, false
	}
	row := 0
	for row < len(largest) && lot > largest[row] {
		row++
	}
	return Letter(columns[level][row]), true
}
