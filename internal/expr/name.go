package expr

import (
	"errors"
	"fmt"

	"github.com/servicecommitment/commitment/internal/check"
)

// CheckName returns what is wrong with the name of a fact, a param or a table:
// it must be one of the language, and no word of it.
func CheckName(name string) error {
	switch {
	case name == "" || name == "_" || nameLength(name) < len(name):
		return fmt.Errorf("%s is not a name: letters, digits and _, not beginning with a digit", check.Quote(name))
	case isKeyword(name):
		return fmt.Errorf("%w: %s is a word of the language of expressions", ErrName, check.Quote(name))
	case name == "true" || name == "false":
		return fmt.Errorf("%w: %s is a value", ErrName, check.Quote(name))
	}
	if _, ok := functionOf(name); ok {
		return fmt.Errorf("%w: %s is a function", ErrName, check.Quote(name))
	}
	return nil
}

// ErrName says that a name means something else already.
var ErrName = errors.New("the name is taken")
