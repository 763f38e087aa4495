package check

import "fmt"

// EnumText returns the text of an enum whose values count from 1, and of any other
// value its type and number, such as Kind(9).
func EnumText[E ~uint8](value E, name string, texts ...string) string {
	if value >= 1 && int(value) <= len(texts) {
		return texts[value-1]
	}
	return fmt.Sprintf("%s(%d)", name, uint8(value))
}
