package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/check"
)

func TestEnumText(t *testing.T) {
	t.Parallel()
	type light uint8
	for value, want := range map[light]string{0: "Light(0)", 1: "red", 2: "green", 3: "Light(3)", 255: "Light(255)"} {
		require.Equal(t, want, check.EnumText(value, "Light", "red", "green"))
	}
}
