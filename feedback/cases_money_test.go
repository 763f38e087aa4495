package feedback_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/compensation/schemes"
)

// rewardInMoney runs a case of the reward for a report, which is a scheme of
// package compensation.
func rewardInMoney(t *testing.T, c edgeCase) {
	t.Helper()
	only(t, c.Expect, "amount")
	scheme, err := schemes.Lookup("cn-samr-reward", calendar.MustDate(2026, 3, 2))
	require.NoError(t, err)
	program, err := compensation.Compile(scheme)
	require.NoError(t, err)
	award, err := program.Assess(compensation.Claim{Facts: compensation.Facts{
		"level": compensation.Text(strconv.Itoa(number(c.Inputs, "level"))),
		"fine":  compensation.Number(strconv.Itoa(number(c.Inputs, "fine"))),
	}})
	require.NoError(t, err)
	require.Equal(t, strconv.Itoa(number(c.Expect, "amount"))+".00", award.Amount.Amount().StringFixed(2))
}
