package check_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/check"
)

func TestPath(t *testing.T) {
	root := check.Path("")
	tests := []struct {
		name string
		got  check.Path
		want string
	}{
		{"whole document", root, ""},
		{"member", root.Key("rules"), "rules"},
		{"member of a member", root.Key("week").Key("mon"), "week.mon"},
		{"element", root.Key("rules").Index(2), "rules[2]"},
		{"element of the document", root.Index(0), "[0]"},
		{"member of an element", root.Key("rules").Index(2).Key("commitments").Index(0).Key("within"), "rules[2].commitments[0].within"},
		{"member of an element of the document", root.Index(3).Key("id"), "[3].id"},
		{"every plain character", root.Key("azAZ09_-"), "azAZ09_-"},
		{"dot", root.Key("a").Key("b.c"), `a["b.c"]`},
		{"space, first", root.Key("b c"), `["b c"]`},
		{"after a quoted key", root.Key("b c").Key("d"), `["b c"].d`},
		{"empty key", root.Key("a").Key(""), `a[""]`},
		{"bracket", root.Key("a[0]"), `["a[0]"]`},
		{"quote", root.Key(`"`), `["\""]`},
		{"control character", root.Key("a\n"), `["a\n"]`},
		{"Chinese", root.Key("节日"), `["节日"]`},
		{"below a to z", root.Key("`"), "[\"`\"]"},
		{"above a to z", root.Key("{"), `["{"]`},
		{"below A to Z", root.Key("@"), `["@"]`},
		{"below 0 to 9", root.Key("/"), `["/"]`},
		{"above 0 to 9", root.Key(":"), `[":"]`},
		{"80 bytes", root.Key(strings.Repeat("x", 80)), strings.Repeat("x", 80)},
		{"81 bytes", root.Key(strings.Repeat("x", 81)), `["` + strings.Repeat("x", 80) + `"…]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, string(test.got))
		})
	}
}
