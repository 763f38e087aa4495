package schemas

import "strings"

// Texts returns the texts of an enum's values from the first on, up to the one
// that has none.
func Texts[E interface {
	~uint8
	String() string
}](first E) []any {
	var found []any
	for value := first; !strings.Contains(value.String(), "("); value++ {
		found = append(found, value.String())
	}
	return found
}
