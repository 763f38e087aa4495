package kpi_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

func TestScoresInJSON(t *testing.T) {
	critical := make(map[kpi.ErrorClass][]string)
	critical[kpi.ComplianceCritical] = []string{"privacy"}
	for want, score := range map[string]any{
		`{"card":"","score":null,"coverage":0,"items":[]}`: kpi.CardScore{},
		`{"card":"service","score":80,"coverage":0.5,"grade":"A","items":[{"id":"a","value":0.9,"score":80,"weight":2},{"id":"b","value":null,"score":null,"weight":2}]}`: kpi.CardScore{
			Card: "service", Score: 80, Defined: true, Coverage: 0.5, Grade: "A",
			Items: []kpi.ItemScore{{ID: "a", Value: 0.9, Score: 80, Weight: 2, Defined: true}, {ID: "b", Weight: 2}},
		},
		`{"score":null,"raw":null,"coverage":0,"passed":false,"critical":{}}`: kpi.SheetScore{},
		`{"score":0,"raw":90,"coverage":1,"passed":false,"critical":{"compliance":["privacy"]}}`: kpi.SheetScore{
			Raw: 90, Defined: true, Coverage: 1, Critical: critical,
		},
		`{"score":null,"got":0,"applicable":0,"sections":{"after_sales_system":0,"product_service":0,"customer_service":0},"special_deductions":0,"bonus":0}`: kpi.GBTScore{},
		`{"score":92,"grade":"4star","got":91,"applicable":100,"sections":{"after_sales_system":40,"product_service":31,"customer_service":20},"special_deductions":0,"bonus":1}`: kpi.GBTScore{
			Score: 92, Defined: true, Grade: kpi.GBTFourStar, Got: 91, Applicable: 100, Sections: [3]float64{40, 31, 20}, Extras: kpi.GBTExtras{Bonus: 1},
		},
	} {
		data, err := json.Marshal(score)
		require.NoError(t, err)
		require.JSONEq(t, want, string(data))
	}
}
