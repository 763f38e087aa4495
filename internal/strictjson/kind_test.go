package strictjson_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/strictjson"
)

func TestKindString(t *testing.T) {
	tests := []struct {
		kind strictjson.Kind
		want string
	}{
		{strictjson.KindNull, "null"},
		{strictjson.KindBool, "boolean"},
		{strictjson.KindNumber, "number"},
		{strictjson.KindString, "string"},
		{strictjson.KindArray, "array"},
		{strictjson.KindObject, "object"},
		{0, "Kind(0)"},
		{7, "Kind(7)"},
	}
	for _, test := range tests {
		require.Equal(t, test.want, test.kind.String())
	}
}
