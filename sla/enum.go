package sla

import "fmt"

// enumText returns the text of an enum whose values count from 1.
func enumText[E ~uint8](value E, name string, texts ...string) string {
	if value >= 1 && int(value) <= len(texts) {
		return texts[value-1]
	}
	return fmt.Sprintf("%s(%d)", name, uint8(value))
}
