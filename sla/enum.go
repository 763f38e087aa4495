package sla

import (
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
)

// enumText returns the text of an enum whose values count from 1.
func enumText[E ~uint8](value E, name string, texts ...string) string {
	if value >= 1 && int(value) <= len(texts) {
		return texts[value-1]
	}
	return fmt.Sprintf("%s(%d)", name, uint8(value))
}

// parseEnum returns a function that reads the texts of the values from 1 to last.
func parseEnum[E interface {
	~uint8
	String() string
}](last E) func(string) (E, error) {
	return func(text string) (E, error) {
		for value := E(1); value <= last; value++ {
			if value.String() == text {
				return value, nil
			}
		}
		return 0, fmt.Errorf("unknown value %s", check.Quote(text))
	}
}
