package sla_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	has := func(key string, values ...string) sla.Match {
		return sla.Match{Has: map[string][]string{key: values}}
	}
	vip, urgent := has("tier", "vip", "gold"), has("priority", "urgent")
	notVIP := sla.Match{Not: &vip}
	tests := []struct {
		name       string
		match      sla.Match
		attributes map[string][]string
		want       bool
	}{
		{"nothing asked of nothing", sla.Match{}, nil, true},
		{"nothing asked", sla.Match{}, map[string][]string{"tier": {"vip"}}, true},
		{"the first value", vip, map[string][]string{"tier": {"vip"}}, true},
		{"the other value", vip, map[string][]string{"tier": {"gold"}}, true},
		{"one value among others", vip, map[string][]string{"tier": {"new", "gold"}}, true},
		{"another value", vip, map[string][]string{"tier": {"standard"}}, false},
		{"the same letters in another case", vip, map[string][]string{"tier": {"VIP"}}, false},
		{"the value of another key", vip, map[string][]string{"priority": {"vip"}}, false},
		{"an absent key", vip, nil, false},
		{"an empty key", vip, map[string][]string{"tier": {}}, false},
		{"no value asked", has("tier"), map[string][]string{"tier": {"vip"}}, false},
		{"the empty value", has("tier", ""), map[string][]string{"tier": {""}}, true},
		{"the empty value of an absent key", has("tier", ""), nil, false},

		{"both keys", sla.Match{Has: map[string][]string{"tier": {"vip"}, "priority": {"urgent"}}}, map[string][]string{"tier": {"vip"}, "priority": {"urgent"}}, true},
		{"one of both keys", sla.Match{Has: map[string][]string{"tier": {"vip"}, "priority": {"urgent"}}}, map[string][]string{"tier": {"vip"}}, false},

		{"not", notVIP, map[string][]string{"tier": {"standard"}}, true},
		{"not, and nothing there", notVIP, nil, true},
		{"not, but it is", notVIP, map[string][]string{"tier": {"standard", "gold"}}, false},
		{"not not", sla.Match{Not: &notVIP}, map[string][]string{"tier": {"vip"}}, true},
		{"not everything", sla.Match{Not: &sla.Match{}}, map[string][]string{"tier": {"vip"}}, false},

		{"any, the first", sla.Match{Any: []sla.Match{vip, urgent}}, map[string][]string{"tier": {"vip"}}, true},
		{"any, the second", sla.Match{Any: []sla.Match{vip, urgent}}, map[string][]string{"priority": {"urgent"}}, true},
		{"any, neither", sla.Match{Any: []sla.Match{vip, urgent}}, map[string][]string{"priority": {"low"}}, false},
		{"any of none", sla.Match{Any: []sla.Match{}}, nil, true},

		{"all three", sla.Match{Has: urgent.Has, Any: []sla.Match{vip, has("region", "cn")}, Not: &sla.Match{Has: map[string][]string{"spam": {"yes"}}}}, map[string][]string{"priority": {"urgent"}, "region": {"cn"}}, true},
		{"all three but has", sla.Match{Has: urgent.Has, Any: []sla.Match{vip, has("region", "cn")}}, map[string][]string{"region": {"cn"}}, false},
		{"all three but any", sla.Match{Has: urgent.Has, Any: []sla.Match{vip, has("region", "cn")}}, map[string][]string{"priority": {"urgent"}}, false},
		{"all three but not", sla.Match{Has: urgent.Has, Any: []sla.Match{vip}, Not: &urgent}, map[string][]string{"priority": {"urgent"}, "tier": {"vip"}}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, test.match.Matches(test.attributes))
		})
	}
}

func TestMatchIsZero(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		match sla.Match
		want  bool
	}{
		{"zero", sla.Match{}, true},
		{"empty", sla.Match{Has: map[string][]string{}, Any: []sla.Match{}}, true},
		{"has", sla.Match{Has: map[string][]string{"tier": nil}}, false},
		{"any", sla.Match{Any: []sla.Match{{}}}, false},
		{"not", sla.Match{Not: &sla.Match{}}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, test.match.IsZero())
		})
	}
}
