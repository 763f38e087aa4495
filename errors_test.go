package commitment_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
)

func TestFieldErrorText(t *testing.T) {
	tests := []struct {
		name string
		err  *commitment.FieldError
		want string
	}{
		{"path and cause", &commitment.FieldError{Path: "week.mon", Err: io.EOF}, "week.mon: EOF"},
		{"whole document", &commitment.FieldError{Err: io.EOF}, "EOF"},
		{"no cause", &commitment.FieldError{Path: "week"}, "week: invalid"},
		{"zero value", &commitment.FieldError{}, "invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.EqualError(t, test.err, test.want)
		})
	}
}

func TestFieldErrorMatches(t *testing.T) {
	err := fmt.Errorf("sla: %w", &commitment.FieldError{Path: "rules", Err: fmt.Errorf("cut off: %w", io.EOF)})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.ErrorIs(t, err, io.EOF)
	require.NotErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NotErrorIs(t, io.EOF, commitment.ErrInvalid)
	require.ErrorIs(t, &commitment.FieldError{}, commitment.ErrInvalid)
}

func TestFieldErrors(t *testing.T) {
	a := &commitment.FieldError{Path: "a", Err: io.EOF}
	b := &commitment.FieldError{Path: "b", Err: io.EOF}
	c := &commitment.FieldError{Path: "c", Err: a}
	tests := []struct {
		name string
		err  error
		want []*commitment.FieldError
	}{
		{"no error", nil, nil},
		{"another error", io.EOF, nil},
		{"another wrapped error", fmt.Errorf("sla: %w", io.EOF), nil},
		{"one", a, []*commitment.FieldError{a}},
		{"wrapped", fmt.Errorf("sla: %w", a), []*commitment.FieldError{a}},
		{"joined, in order", errors.Join(b, a), []*commitment.FieldError{b, a}},
		{"joined with another error", errors.Join(a, io.EOF, b), []*commitment.FieldError{a, b}},
		{"a tree", fmt.Errorf("%w and %w", errors.Join(a, fmt.Errorf("x: %w", b)), c), []*commitment.FieldError{a, b, c}},
		{"found twice", errors.Join(a, a), []*commitment.FieldError{a, a}},
		{"the cause of one is not another", c, []*commitment.FieldError{c}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, commitment.FieldErrors(test.err))
		})
	}
}
