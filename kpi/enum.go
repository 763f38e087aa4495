package kpi

import (
	"fmt"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
)

// enum is a type whose values count from 1.
type enum interface {
	~uint8
	String() string
}

// enumText returns the text of an enum, one of the words that are the texts of
// its values from 1 on.
func enumText[E ~uint8](value E, name, words string) string {
	return check.EnumText(value, name, strings.Fields(words)...)
}

// readEnum reads the text of one of the values from 1 to last.
func readEnum[E enum](text string, last E) (E, error) {
	for value := E(1); value <= last; value++ {
		if value.String() == text {
			return value, nil
		}
	}
	return 0, unknownValue(text)
}

func unknownValue(text string) error { return fmt.Errorf("unknown value %s", check.Quote(text)) }

// parseEnum is readEnum with an error that names the field.
func parseEnum[E enum](text, path string, last E) (E, error) {
	value, err := readEnum(text, last)
	if err != nil {
		return 0, invalid(path, "%w", err)
	}
	return value, nil
}

// marshalEnum returns the text of one of the values from 1 to last.
func marshalEnum[E enum](value E, path string, last E) ([]byte, error) {
	if value < 1 || value > last {
		return nil, invalid(path, "no value %d", uint8(value))
	}
	return []byte(value.String()), nil
}
