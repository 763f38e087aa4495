package check_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/check"
)

func TestQuote(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	tests := []struct {
		name, text, want string
	}{
		{"empty", "", `""`},
		{"short", "9am", `"9am"`},
		{"escapes", "a\x00\"\n", `"a\x00\"\n"`},
		{"not UTF-8", "\xff", `"\xff"`},
		{"80 bytes", x(80), `"` + x(80) + `"`},
		{"81 bytes", x(81), `"` + x(80) + `"…`},
		{"long", x(1 << 20), `"` + x(80) + `"…`},
		{"two-byte character across the cut", x(79) + "éz", `"` + x(79) + `"…`},
		{"three-byte character across the cut", x(78) + "节z", `"` + x(78) + `"…`},
		{"three-byte character before the cut", x(77) + "节z", `"` + x(77) + `节"…`},
		{"four-byte character across the cut", x(77) + "😀z", `"` + x(77) + `"…`},
		{"four-byte character before the cut", x(76) + "😀z", `"` + x(76) + `😀"…`},
		{"only continuation bytes", strings.Repeat("\x80", 90), `"` + strings.Repeat(`\x80`, 76) + `"…`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, check.Quote(test.text))
		})
	}
}
