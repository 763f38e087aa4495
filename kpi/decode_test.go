package kpi_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

// body writes a body by hand: numbers, texts, floats and bare bytes.
func body(parts ...any) []byte {
	var data []byte
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			data = binary.AppendUvarint(data, uint64(part))
		case uint64:
			data = binary.AppendUvarint(data, part)
		case string:
			data = append(binary.AppendUvarint(data, uint64(len(part))), part...)
		case float64:
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(part))
		case []byte:
			data = append(data, part...)
		}
	}
	return data
}

// join joins parts of a body.
func join(parts ...[]any) []any {
	var all []any
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

func TestDecodeRefusesWhatIsNoAccumulator(t *testing.T) {
	precision := []any{0.95, 30}
	zeros := func(n int) []any {
		all := make([]any, n)
		for i := range all {
			all[i] = 0
		}
		return all
	}
	answers := zeros(12) // sent, and eleven grades
	grades := func(sent int, first uint64, rest ...any) []any {
		return append(append([]any{sent, first}, rest...), zeros(10-len(rest))...)
	}
	ratio := []any{1, 2, 0, 0, 0}
	definition := []any{"own", "1", "", "", "", 1}
	times := []any{0, 0} // no times, none late
	cell := func(counts []any) []any { return join(counts, []any{0}, times) }
	table := func(dimensions, rest []any) []any { return join([]any{1}, definition, precision, dimensions, rest) }
	one := table([]any{1, "team"}, join([]any{1, "a", 1, 0}, cell(ratio)))
	tests := []struct {
		name string
		tag  byte
		body []any
		want string // empty: it is one
	}{
		{"csat", 5, join([]any{1, 5}, precision, answers), ""},
		{"csat method", 5, join([]any{7, 5}, precision, answers), "7 above 6"},
		{"csat scale", 5, join([]any{1, 2}, precision, answers), "a rule that is none"},
		{"csat scale beyond all", 5, join([]any{1, 12}, precision, answers), "12 above 11"},
		{"csat by default", 5, join([]any{1, 0}, precision, answers), "a rule that is none"},
		{"csat confidence", 5, join([]any{1, 5, 1.0, 30}, answers), "a precision that is none"},
		{"csat confidence by default", 5, join([]any{1, 5, 0.0, 30}, answers), "a precision that is none"},
		{"csat least n by default", 5, join([]any{1, 5, 0.95, 0}, answers), "a precision that is none"},
		{"csat NaN", 5, join([]any{1, 5, math.NaN(), 30}, answers), "not a number"},
		{"csat infinite", 5, join([]any{1, 5, math.Inf(1), 30}, answers), "not a number"},
		{"csat negative zero", 5, join([]any{1, 5, math.Copysign(0, -1), 30}, answers), "not a number"},
		{"csat cut in a float", 5, []any{1, 5, []byte{1, 2}}, "cut off"},
		{"csat answer 0", 5, join([]any{1, 5}, precision, grades(0, 1)), "answers beyond the scale"},
		{"csat answer 1", 5, join([]any{1, 5}, precision, grades(0, 0, 1)), ""},
		{"csat answer 5", 5, join([]any{1, 5}, precision, grades(0, 0, 0, 0, 0, 0, 1)), ""},
		{"csat answer 6", 5, join([]any{1, 5}, precision, grades(0, 0, 0, 0, 0, 0, 0, 1)), "answers beyond the scale"},
		{"csat too many", 5, join([]any{1, 5}, precision, grades(0, 0, uint64(math.MaxUint64), 1)), "answers beyond their range"},
		{"csat most", 5, join([]any{1, 5}, precision, grades(0, 0, uint64(math.MaxUint64-1), 1)), ""},
		{"nps", 6, join([]any{1, 1}, precision, answers), ""},
		{"nps flag", 6, join([]any{1, 2}, precision, answers), "2 above 1"},
		{"ces", 7, join([]any{1, 7, 0, 2, 3}, precision, answers), ""},
		{"ces rule", 7, join([]any{1, 7, 0, 2, 6}, precision, answers), "a rule that is none"},
		{"ces answer 8", 7, join([]any{1, 7, 0, 2, 3}, precision, grades(0, 0, 0, 0, 0, 0, 0, 0, 0, 1)), "answers beyond the scale"},
		{"ces method", 7, []any{4}, "4 above 3"},
		{"fcr", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{0}), ""},
		{"fcr rule", 4, join([]any{1, 1, 0, 0}, precision, []any{0, 0}, ratio, []any{0}), "a rule that is none"},
		{"fcr window", 4, []any{1, 1, uint64(1 << 63)}, "9223372036854775808 above 9223372036854775807"},
		{"fcr nanoseconds", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 1000000000}), "1000000000 above 999999999"},
		{"fcr reasons", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{2, "a", 1, "b", 1}), ""},
		{"fcr reasons out of order", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{2, "b", 1, "a", 1}), "reasons out of order"},
		{"fcr reason twice", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{2, "a", 1, "a", 1}), "reasons out of order"},
		{"fcr reason of nothing", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{1, "a", 0}), "reasons out of order"},
		{"fcr reason without code", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{1, "", 1}), "reasons out of order"},
		{"fcr reason that is no text", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{0, 0}, ratio, []any{1, "\xff", 1}), "not a text"},
		{"fcr as of no instant", 4, join([]any{1, 1, uint64(7 * oneDay), 0}, precision, []any{uint64(2*62135596800 - 1), 0}, ratio, []any{0}), "an instant that is none"},
		{"reopens", 10, join([]any{1, uint64(oneDay), 0, 0}, precision, ratio, []any{1, 3}), ""},
		{"reopens in a cohort", 10, join([]any{1, uint64(oneDay), 1, 0, 0, 1, 2, 0}, precision, ratio, []any{1, 3}), ""},
		{"reopens in a cohort that ends before", 10, join([]any{1, uint64(oneDay), 1, 2, 0, 1, 0, 0}, precision, ratio, []any{1, 3}), "a rule that is none"},
		{"reopens rule", 10, join([]any{1, 0, 0, 0}, precision, ratio, []any{1, 3}), "a rule that is none"},
		{"reopens fewer events", 10, join([]any{1, uint64(oneDay), 0, 0}, precision, ratio, []any{0, 3}), "counts contradict each other"},
		{"reopens fewer resolutions", 10, join([]any{1, uint64(oneDay), 0, 0}, precision, ratio, []any{1, 2}), "counts contradict each other"},
		{"reopens with a waiver", 10, join([]any{1, uint64(oneDay), 0, 0}, precision, []any{1, 2, 0, 1, 0, 1, 4}), "counts contradict each other"},
		{"complaints", 11, join([]any{1000, "contacts"}, precision, []any{1, 2}, ratio), ""},
		{"complaints pending", 11, join([]any{1000, "contacts"}, precision, []any{1, 2, 1, 2, 1, 0, 0}), "a complaint that is not decided"},
		{"complaints base", 11, join([]any{1000, ""}, precision, []any{1, 2}, ratio), "a rule that is none"},
		{"three rates", 15, join([]any{1, 30, 35, 35, 90}, precision, []any{3, 3, 3, 2, 1}), ""},
		{"three rates weights", 15, join([]any{1, 30, 35, 36, 90}, precision, []any{3, 3, 3, 2, 1}), "a rule that is none"},
		{"three rates answers", 15, join([]any{1, 30, 35, 35, 90}, precision, []any{3, 3, 3, 2, 2}), "more answers than calls"},
		{"compliance", 14, join([]any{"sheet"}, ratio, []any{2, 0, 1}), ""},
		{"compliance not applicable", 14, []any{"sheet", 1, 2, 0, 0, 3, 2, 0, 1}, ""},
		{"compliance pending", 14, []any{"sheet", 1, 2, 1, 0, 0, 2, 0, 1}, "an audited case without a verdict"},
		{"compliance waived", 14, []any{"sheet", 1, 2, 0, 1, 0, 2, 0, 1}, "an audited case without a verdict"},
		{"compliance errors", 14, join([]any{"sheet"}, ratio, []any{3, 0, 1}), "3 above 2"},
		{"availability", 13, []any{5, 0, 50000, 0, 0, 7, 0}, ""},
		{"availability down", 13, []any{5, 0, 50001, 0, 0, 7, 0}, "more time down than there was"},
		{"servqual", 8, join([]any{1, 1, 100, 2 * 360, 2 * 36000}, zeros(16)), ""},
		{"servqual sum", 8, join([]any{1, 1, 100, 2 * 361, 2 * 36000}, zeros(16)), "sums beyond the scale"},
		{"servqual negative sum", 8, join([]any{1, 1, 100, 2*360 - 1, 2*36000 - 1}, zeros(16)), ""},
		{"servqual too negative", 8, join([]any{1, 1, 100, 2*361 - 1, 0}, zeros(16)), "sums beyond the scale"},
		{"servqual weighted", 8, join([]any{1, 1, 100, 2 * 360, 2 * 36001}, zeros(16)), "sums beyond the scale"},
		{"servqual respondents", 8, join([]any{1, 2, 100}, zeros(17)), "2 above 1"},
		{"servqual weights", 8, join([]any{1, 1, 101}, zeros(17)), "101 above 100"},
		{"servperf", 9, join([]any{1, 1, 0, 2 * 60, 0}, zeros(16)), ""},
		{"servperf sum", 9, join([]any{1, 1, 0, 2 * 59, 0}, zeros(16)), "sums beyond the scale"},
		{"table", 12, one, ""},
		{"table without cells", 12, table([]any{0}, []any{0, 0}), ""},
		{"table definition", 12, join([]any{1, "", "1", "", "", "", 1}, precision, []any{0, 0, 0}), "a rule that is none"},
		{"table long name", 12, []any{1, strings.Repeat("x", 257)}, "a list of 257 elements"},
		{"table dimensions", 12, table([]any{2, "a", "a"}, []any{0, 0}), "a rule that is none"},
		{"table nine dimensions", 12, table([]any{9, "a", "b", "c", "d", "e", "f", "g", "h", "i"}, []any{0, 0}), "a list of 9 elements"},
		{"table value not used", 12, table([]any{1, "team"}, join([]any{2, "a", "b", 1, 0}, cell(ratio))), "a value that no key has"},
		{"table value not there", 12, table([]any{1, "team"}, join([]any{1, "a", 1, 1}, cell(ratio))), "a value that is not there"},
		{"table values out of order", 12, table([]any{1, "team"}, join([]any{2, "b", "a", 2, 0}, cell(ratio), []any{1}, cell(ratio))), "values out of order"},
		{"table value twice", 12, table([]any{1, "team"}, join([]any{2, "a", "a", 2, 0}, cell(ratio), []any{1}, cell(ratio))), "values out of order"},
		{"table cells out of order", 12, table([]any{1, "team"}, join([]any{2, "a", "b", 2, 1}, cell(ratio), []any{0}, cell(ratio))), "cells out of order"},
		{"table cell twice", 12, table([]any{1, "team"}, join([]any{1, "a", 2, 0}, cell(ratio), []any{0}, cell(ratio))), "cells out of order"},
		{"table empty cell", 12, table([]any{1, "team"}, join([]any{1, "a", 1, 0}, cell(zeros(5)))), "an empty cell"},
		{"table more reasons than cases", 12, table([]any{1, "team"}, join([]any{1, "a", 1, 0, 1, 0, 1, 0, 1, 1, "x", 3}, times)), "counts of a cell contradict each other"},
		{"table as many reasons", 12, table([]any{1, "team"}, join([]any{1, "a", 1, 0, 1, 0, 1, 0, 1, 1, "x", 2}, times)), ""},
		{"attainment", 3, join([]any{1}, definition, precision, []any{1, "metric", 0, 0, "", "p", 1, "office", "f"}), ""},
		{"attainment by period", 3, join([]any{1}, definition, precision, []any{2, "metric", "period", 0, 0, "day UTC", "p", 0}), ""},
		{"attainment by period without periods", 3, join([]any{1}, definition, precision, []any{2, "metric", "period", 0, 0, "", "p", 0}), "periods without their dimension, or the dimension without them"},
		{"attainment with periods only", 3, join([]any{1}, definition, precision, []any{1, "metric", 0, 0, "day UTC", "p", 0}), "periods without their dimension, or the dimension without them"},
		{"attainment without metric", 3, join([]any{1}, definition, precision, []any{1, "team", 0, 0, "", "p", 0}), "an attainment without metrics"},
		{"attainment without dimensions", 3, join([]any{1}, definition, precision, []any{0, 0, 0, "", "p", 0}), "an attainment without metrics"},
		{"attainment calendars out of order", 3, join([]any{1}, definition, precision, []any{1, "metric", 0, 0, "", "p", 2, "b", "f", "a", "f"}), "calendars out of order"},
		{"attainment calendar twice", 3, join([]any{1}, definition, precision, []any{1, "metric", 0, 0, "", "p", 2, "a", "f", "a", "f"}), "calendars out of order"},
		{"attainment calendar without fingerprint", 3, join([]any{1}, definition, precision, []any{1, "metric", 0, 0, "", "p", 1, "a", ""}), "calendars out of order"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := framed(test.tag, body(test.body...))
			var err error
			switch test.tag {
			case 3:
				err = new(kpi.Attainment).UnmarshalBinary(data)
			case 4:
				err = new(kpi.FCR).UnmarshalBinary(data)
			case 5:
				err = new(kpi.CSAT).UnmarshalBinary(data)
			case 6:
				err = new(kpi.NPS).UnmarshalBinary(data)
			case 7:
				err = new(kpi.CES).UnmarshalBinary(data)
			case 8:
				err = new(kpi.Servqual).UnmarshalBinary(data)
			case 9:
				err = new(kpi.Servperf).UnmarshalBinary(data)
			case 10:
				err = new(kpi.Reopens).UnmarshalBinary(data)
			case 11:
				err = new(kpi.Complaints).UnmarshalBinary(data)
			case 12:
				err = new(kpi.Table).UnmarshalBinary(data)
			case 13:
				err = new(kpi.Availability).UnmarshalBinary(data)
			case 14:
				err = new(kpi.Compliance).UnmarshalBinary(data)
			case 15:
				err = new(kpi.ThreeRates).UnmarshalBinary(data)
			}
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, "kpi: corrupt encoding: "+test.want)
		})
	}
}

// TestDecodeCellTimes: the times of a cell are those of its cases.
func TestDecodeCellTimes(t *testing.T) {
	cell := func(counts []any, elapsed, overdue []byte, late ...any) []byte {
		parts := join([]any{1, "own", "1", "", "", "", 1, 0.95, 30, 0, 0, 1}, counts, []any{0, elapsed, overdue}, late)
		return framed(12, body(parts...))
	}
	times := func(values ...time.Duration) []byte {
		var d kpi.Durations
		for _, v := range values {
			require.NoError(t, d.Add(v))
		}
		data := bytesOf(t, &d)
		return data[5 : len(data)-4]
	}
	met, missed := []any{1, 0, 0, 0, 0}, []any{0, 1, 0, 0, 0}
	for name, test := range map[string]struct {
		data []byte
		ok   bool
	}{
		"one met":                      {cell(met, times(5), times()), true},
		"one missed":                   {cell(missed, times(5), times(2), 5, 0), true},
		"one waived":                   {cell([]any{0, 0, 0, 1, 0}, times(5), times(2), 5, 0), true},
		"more times than cases":        {cell(met, times(5, 6), times()), false},
		"late but met":                 {cell(met, times(5), times(2), 5, 0), false},
		"late but not done":            {cell(missed, times(), times(2), 0, 0), false},
		"late took more than all took": {cell(missed, times(5), times(2), 6, 0), false},
	} {
		var table kpi.Table
		err := table.UnmarshalBinary(test.data)
		if test.ok {
			require.NoError(t, err, name)
			require.Equal(t, test.data, bytesOf(t, &table), name)
			continue
		}
		require.EqualError(t, err, "kpi: corrupt encoding: counts of a cell contradict each other", name)
	}
}

func TestFigureViews(t *testing.T) {
	// What a caller puts into a figure by hand does not break its JSON.
	f := kpi.Figure{Value: math.NaN(), Defined: true, Lo: math.Inf(1), Interval: true, Confidence: math.NaN()}
	text, err := f.MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"value":null`)
	require.Contains(t, string(text), `"confidence":0`)
	require.Contains(t, f.Describe(commitment.English)[0], "undefined, no data")

	r := kpi.ScoreFCR(nil, kpi.FCRRule{Variant: 99}, opened)
	text, err = r.MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"error":"kpi: variant: no value 99"`)

	for code, want := range map[string]string{
		"running": "计时中", "paused": "暂停中", "not_started": "尚未开始", "cancelled": "已取消", "no_target": "未设时限", "not_applicable": "不适用", "not_resolved": "尚未解决",
		"window_open": "窗口未过", "merged": "已并单", "after_as_of": "晚于统计时点", "not_answered": "未作答", "not_first_level": "一线无法解决", "invalid": "数据有误", "spam": "spam",
	} {
		f := kpi.Figure{Definition: kpi.Definition{Name: "own", Version: "1"}, Reasons: []kpi.Reason{{Code: code, Count: 2}}}
		require.Equal(t, "待定及不计入 0："+want+" 2", f.Describe(commitment.Chinese)[2])
	}
	f = kpi.Figure{Definition: kpi.Definition{Name: "fcr.window", Version: "1", Variant: "window=x limit=36h metric=m"}, Counts: kpi.Ratio{NotApplicable: 3}}
	require.Equal(t, []string{
		"first-contact resolution (within 1 d 12 h) (m) undefined, no data",
		"numerator: resolved at the first contact, not reopened and not reported again in the window; denominator 0: resolved, with the window over",
		"pending and outside 3", "definition: fcr.window@1 window=x limit=36h metric=m",
	}, f.Describe(commitment.English))
	f.Definition.Variant = "window=24h limit=90s"
	require.Equal(t, "首次解决率（1 天窗口）（1 分钟 30 秒内）无数据，不作计算", f.Describe(commitment.Chinese)[0])
}
