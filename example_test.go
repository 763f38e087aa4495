package commitment_test

import (
	"errors"
	"fmt"

	"github.com/servicecommitment/commitment"
)

func ExampleFieldErrors() {
	// What compiling a definition can return.
	err := errors.Join(
		&commitment.FieldError{Path: "rules[0].id", Err: errors.New("is required")},
		&commitment.FieldError{Path: "rules[2].commitments[0].within", Err: errors.New("must be positive")},
	)
	for _, field := range commitment.FieldErrors(err) {
		fmt.Println("mark", field.Path, "with:", field.Err)
	}
	fmt.Println(errors.Is(err, commitment.ErrInvalid))
	// Output:
	// mark rules[0].id with: is required
	// mark rules[2].commitments[0].within with: must be positive
	// true
}

func ExampleFieldError() {
	_, err := commitment.ParseLang("fr")
	var field *commitment.FieldError
	if errors.As(err, &field) {
		fmt.Println(field.Path)
		fmt.Println(field.Err)
	}
	// Output:
	// lang
	// unknown language "fr"
}

func ExampleLang() {
	var none commitment.Lang
	fmt.Println(commitment.English, commitment.Chinese, none)
	// Output: en zh Lang(0)
}

func ExampleParseLang() {
	lang, err := commitment.ParseLang("zh")
	fmt.Println(lang == commitment.Chinese, err)
	// Output: true <nil>
}
