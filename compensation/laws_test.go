package compensation_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
)

// More delay never pays less, and a worse uptime never earns less, where the
// bands rise.
func TestWorseNeverPaysLess(t *testing.T) {
	compiled := programs(t)
	for _, law := range []struct {
		scheme, fact string
		facts        string
		// worse says where the fact goes, by 1/step at a time.
		from, to, step int64
	}{
		{"eu261", "arrival_delay_min", `"distance_km": "5570", "passengers": "2", "notice_days": "0"`, 0, 400, 1},
		{"eu-rail", "delay_min", `"price": "59.90"`, 0, 200, 1},
		{"ofgem-normal-2025", "hours_off", `"customer": "domestic"`, 0, 200, 2},
		{"ofgem-storm2-2023", "hours_off", ``, 0, 500, 1},
		{"meituan-late", "late_min", `"paid": "38.50"`, 0, 60, 1},
		{"tkg-58-outage", "days_since_report", `"monthly_fee": "39.99", "price_reduction": "0"`, 0, 30, 1},
		{"cn-procurement-ld", "days_late", `"late_goods_price": "1000000", "contract_price": "2000000"`, -3, 200, 1},
		{"aws-s3-standard", "uptime", `"charges": "123.45"`, 1000, 940, 10},
		{"tencent-cvm", "down_minutes", `"total_minutes": "43200", "cash_fee": "300"`, 0, 2500, 1},
		{"github-enterprise", "uptime", `"paid_for_feature": "6300"`, 99_995, 99_005, 1000},
	} {
		t.Run(law.scheme, func(t *testing.T) {
			c := claim(t, `{"facts": {`+law.facts+`}}`)
			if c.Facts == nil {
				c.Facts = compensation.Facts{}
			}
			least := decimal.Decimal{}
			towards := int64(1)
			if law.to < law.from {
				towards = -1
			}
			for x := law.from; x != law.to; x += towards {
				c.Facts[law.fact] = compensation.Number(fmt.Sprintf("%d/%d", x, law.step))
				award, err := compiled[law.scheme].Assess(c)
				require.NoError(t, err)
				requireAudit(t, award, decimal.Decimal{})
				require.False(t, award.Amount.Amount().LessThan(least), "%d/%d", x, law.step)
				least = award.Amount.Amount()
			}
			require.True(t, least.IsPositive())
		})
	}
}

// One program answers many at a time, always the same.
func TestConcurrentUse(t *testing.T) {
	p := programs(t)["dynamical-enterprise"]
	c := claim(t, `{"incidents": [{}, {}, {}, {}, {}], "facts": {"monthly_fee": "4000.00", "month": "2026-07"}}`)
	want, err := p.Assess(c)
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				got, err := p.Assess(c)
				if err != nil || !got.Equal(want) {
					t.Errorf("%v, %v", got, err)
				}
			}
		})
	}
	group.Wait()
}

// Sums that do not fit into two words are as exact as those that do.
func TestLargeAndFineAmounts(t *testing.T) {
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "x * y / 7"}], "caps": [{"id": "c", "limit": "limit"}]`))
	award := assess(t, p, `{"facts": {"x": "123456789012345678.123456789", "y": "6.99999999999999999993", "limit": "123456789012345676.999"}}`)
	require.Equal(t, "123456789012345676.99 EUR", award.Amount.String())
	award = assess(t, p, `{"facts": {"x": "123456789012345678.123456789", "y": "6.99999999999999999993", "limit": "200000000000000000"}}`)
	require.Equal(t, "123456789012345678.12 EUR", award.Amount.String())
	require.Equal(t, "123456789012345678.12222222110987654321876543211", award.Lines[0].Exact)
}

// Sums of fractions that have nothing in common come to a limit.
func TestSumOfManyDenominators(t *testing.T) {
	p := program(t, schemeOf(`"rules": [{"id": "a", "amount": "1 / (x * x * x + 1)"}]`))
	c := compensation.Claim{Incidents: make([]compensation.Facts, 3000)}
	for i := range c.Incidents {
		c.Incidents[i] = compensation.Facts{"x": compensation.Number(fmt.Sprintf("%d.000000000000001", 900_000_000_000+i*i))}
	}
	_, err := p.Assess(c)
	require.ErrorIs(t, err, compensation.ErrLimit)
}
