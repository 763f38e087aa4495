package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestComplaints(t *testing.T) {
	var c kpi.Complaints
	r, err := c.Result()
	require.NoError(t, err)
	require.False(t, r.Defined)
	require.NoError(t, c.AddReceived(2))
	_, err = c.Result()
	require.ErrorIs(t, err, kpi.ErrNoBase)
	require.EqualError(t, err, "kpi: 2 complaints without a base")
	require.NoError(t, c.AddBase(4000))
	require.NoError(t, c.AddDecided(2, 1))
	r, err = c.Result()
	require.NoError(t, err)
	require.InDelta(t, 0.5, r.Value, 1e-12)
	require.InDelta(t, 0.242209/4, r.Lo, 1e-6)
	require.InDelta(t, 7.224688/4, r.Hi, 1e-6)
	require.Equal(t, uint64(2), r.Received)
	require.Equal(t, []string{
		"投诉率 0.50，n = 4,000，95 % 置信区间 0.06–1.81",
		"分子：收到的投诉；分母 4,000：基数",
		"统计日期：按受理日期；口径：complaint_rate@1 per=1000 base=contacts by created",
		"投诉成立率 50.0 %，n = 2，95 % 置信区间 9.5–90.5 %，样本不足 30，仅供参考",
	}, r.Describe(commitment.Chinese))
	text, err := r.MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"received":2`)
	require.NoError(t, c.AddDecided(1, 0))
	_, err = c.Result()
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	before := c
	require.ErrorIs(t, c.AddDecided(1, 2), kpi.ErrNotSubset)
	require.ErrorIs(t, c.AddReceived(math.MaxUint64), kpi.ErrOverflow)
	require.ErrorIs(t, c.AddBase(math.MaxUint64), kpi.ErrOverflow)
	require.ErrorIs(t, c.AddDecided(math.MaxUint64, 0), kpi.ErrOverflow)
	orders, err := kpi.NewComplaints(kpi.ComplaintRule{Base: "orders"})
	require.NoError(t, err)
	require.ErrorIs(t, c.Merge(orders), kpi.ErrIdentity)
	require.Equal(t, before, c)
	require.Equal(t, "complaint_rate@1 per=1000 base=orders by created", orders.Identity().String())
	_, err = kpi.NewComplaints(kpi.ComplaintRule{Base: "\n"})
	requireInvalid(t, err, "base: must be a text of at most 256 bytes")
	_, err = kpi.NewComplaints(kpi.ComplaintRule{Precision: kpi.Precision{Confidence: 2}})
	requireInvalid(t, err, "confidence: must be between 0 and 1, not 2")
}
