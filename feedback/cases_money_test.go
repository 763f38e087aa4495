package feedback_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// rewardInMoney runs a case of the reward for a report, which is a scheme of
// package compensation: the case agrees with the terms of the scheme. That the
// scheme assesses so is tested there.
func rewardInMoney(t *testing.T, c edgeCase) {
	t.Helper()
	only(t, c.Expect, "amount")
	data, err := os.ReadFile("testdata/cn-samr-reward.json")
	require.NoError(t, err)
	var scheme struct {
		Params map[string]struct{ Values map[string]string }
		Rules  []struct{ Amount, Min, Max string }
	}
	require.NoError(t, json.Unmarshal(data, &scheme))
	require.Len(t, scheme.Rules, 1)
	require.Equal(t, "pct(rate, fine)", scheme.Rules[0].Amount)
	require.Equal(t, "floor_amount", scheme.Rules[0].Min)
	level := strconv.Itoa(number(c.Inputs, "level"))
	whole := func(text string) int {
		n, err := strconv.Atoi(text)
		require.NoError(t, err)
		return n
	}
	amount := number(c.Inputs, "fine") * whole(scheme.Params["rate"].Values[level]) / 100
	amount = min(max(amount, whole(scheme.Params["floor_amount"].Values[level])), whole(scheme.Rules[0].Max))
	require.Equal(t, number(c.Expect, "amount"), amount)
}
