package kpi_test

import (
	"testing"

	"github.com/servicecommitment/commitment/kpi"
)

func TestEnums(t *testing.T) {
	enums(t, kpi.ParseBasis, "basis", "created", "due", "resolved", "answered")
	enums(t, kpi.ParseUnit, "unit", "share", "points", "scale", "per_base")
	enums(t, kpi.ParsePeriodUnit, "unit", "day", "iso_week", "month", "quarter", "year")
	enums(t, kpi.ParseCSATMethod, "method", "top2box", "top1box", "binary", "mean", "percent_of_max", "net")
	enums(t, kpi.ParseCESMethod, "method", "mean", "top_box", "index")
	enums(t, kpi.ParseFCRVariant, "variant", "window", "gross", "net", "one_touch_lt2", "one_touch_eq1",
		"no_customer_reply", "closed_once", "one_reply", "closed_within", "survey")
	enums(t, kpi.ParseDirection, "direction", "higher", "lower")
	enums(t, kpi.ParseLight, "light", "none", "green", "amber", "red")
	enums(t, kpi.ParseMissing, "missing", "renormalise", "fail", "zero")
	enums(t, kpi.ParseErrorClass, "critical", "customer", "business", "compliance")
	enums(t, kpi.ParseGBTGrade, "grade", "fail", "pass", "3star", "4star", "5star")
	enums(t, kpi.ParseSection, "section", "after_sales_system", "product_service", "customer_service")
	enums(t, kpi.ParseServiceRate, "rate", "fulfilment", "execution", "training")
	enums(t, kpi.ParseEmpty, "empty", "left_out", "is_up")
	enums(t, kpi.ParseSurveyAnswer, "survey", "yes", "no")
}

// TestZeroEnumsInJSON: where an enum may be left out, what holds it can be kept in
// JSON and comes back as it was.
func TestZeroEnumsInJSON(t *testing.T) {
	for _, answer := range []kpi.SurveyAnswer{0, kpi.SaidNo} {
		kept(t, kpi.Issue{ID: "T-1", Opened: opened, Survey: answer}, "Survey", answer != 0)
	}
	for _, class := range []kpi.ErrorClass{0, kpi.ComplianceCritical} {
		kept(t, kpi.SheetItem{ID: "privacy", Weight: 5, Critical: class}, "Critical", class != 0)
	}
	for _, missing := range []kpi.Missing{0, kpi.FailMissing} {
		kept(t, kpi.ScorecardRule{ID: "service", Missing: missing}, "Missing", missing != 0)
	}
}
