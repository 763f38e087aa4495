package expr_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/expr"
)

// The facts of the tests, by slot.
const (
	slotX = iota
	slotY
	slotZero
	slotMissing
	slotYes
	slotNo
	slotText
	slotDay
	slotDayTwo
	slotAt
	slotWall
	slotAbsent
	slots
)

func scope() expr.Scope {
	return expr.Scope{
		"x": {Type: expr.Numeric, Slot: slotX}, "y": {Type: expr.Numeric, Slot: slotY}, "zero": {Type: expr.Numeric, Slot: slotZero},
		"missing": {Type: expr.Numeric, Slot: slotMissing}, "yes": {Type: expr.Bool, Slot: slotYes}, "no": {Type: expr.Bool, Slot: slotNo},
		"absent": {Type: expr.Bool, Slot: slotAbsent},
		"kind":   {Type: expr.Text, Slot: slotText}, "day": {Type: expr.Date, Slot: slotDay}, "day2": {Type: expr.Date, Slot: slotDayTwo},
		"at": {Type: expr.Time, Slot: slotAt}, "wall": {Type: expr.Time, Slot: slotWall},
		"rate": {Type: expr.Numeric, Param: func(*expr.Machine) expr.Number { return expr.Int(7) }},
		"twice": {
			Type: expr.Numeric, Table: func(_ *expr.Machine, x expr.Number) expr.Number { return x.Add(x) },
			Edge: func(x expr.Number) (string, expr.Number, bool) { return ">", expr.Int(5), x.Sign() <= 0 },
		},
		"延误": {Type: expr.Numeric, Slot: slotX},
	}
}

func machine(tb testing.TB) *expr.Machine {
	tb.Helper()
	m := &expr.Machine{Facts: make([]expr.Value, slots)}
	m.Facts[slotX] = expr.Value{Set: true, Number: number(tb, "10")}
	m.Facts[slotY] = expr.Value{Set: true, Number: number(tb, "-2.5")}
	m.Facts[slotZero] = expr.Value{Set: true}
	m.Facts[slotYes] = expr.Value{Set: true, Bool: true}
	m.Facts[slotNo] = expr.Value{Set: true}
	m.Facts[slotText] = expr.Value{Set: true, Text: "vip"}
	m.Facts[slotDay] = expr.Value{Set: true, Date: calendar.MustDate(2026, 1, 5)}
	m.Facts[slotDayTwo] = expr.Value{Set: true, Date: calendar.MustDate(2026, 3, 1)}
	at, wall, err := expr.ParseTime("2026-01-05T23:30:00+08:00")
	require.NoError(tb, err)
	m.Facts[slotAt] = expr.Value{Set: true, Time: expr.InstantOf(at, wall)}
	at, wall, err = expr.ParseTime("2026-01-07T00:30:00")
	require.NoError(tb, err)
	m.Facts[slotWall] = expr.Value{Set: true, Time: expr.InstantOf(at, wall)}
	return m
}

func compile(tb testing.TB, text string, want expr.Type) *expr.Program {
	tb.Helper()
	p, problems := expr.Compile(text, scope(), want)
	require.Empty(tb, problems, text)
	return p
}

func TestNumbers(t *testing.T) {
	tests := []struct{ text, want string }{
		{"1 + 2 * 3", "7"},
		{"(1 + 2) * 3", "9"},
		{"10 - 4 - 3", "3"},
		{"12 / 4 / 3", "1"},
		{"-x", "-10"},
		{"- -x", "10"},
		{"1 / 3", "1/3"},
		{"2 * 1 / 3 + 1 / 3", "1"},
		{"x * 0.1", "1"},
		{"1e3", "1000"},
		{"x", "10"},
		{"延误 + 1", "11"},
		{"rate", "7"},
		{"twice(rate) + 1", "15"},
		{"min(3, x, y)", "-2.5"},
		{"max(3, x, y)", "10"},
		{"min(4)", "4"},
		{"max(1, 1)", "1"},
		{"floor(y)", "-3"},
		{"ceil(y)", "-2"},
		{"floor(2.5)", "2"},
		{"ceil(2.5)", "3"},
		{"floor(3)", "3"},
		{"pct(10, 12.5)", "1.25"},
		{"pct(1, 1/3)", "1/300"},
		{`round(7.25, 0.5, "half_up")`, "7.5"},
		{`round(7.25, 0.5, "half_down")`, "7"},
		{`round(7.24, 0.5, "floor")`, "7"},
		{`round(x, rate, "ceil")`, "14"},
		{"choose(yes, 1, 2)", "1"},
		{"choose(no, 1, 2)", "2"},
		{"choose(absent, 1, 2)", "2"},
		{"choose(yes, 1, missing)", "1"},
		{"choose(no, 1 / 0, 2)", "2"},
		{"choose(x > 5 || missing > 1, 1, 2)", "1"},
		{"choose(x < 5 && missing > 1, 1, 2)", "2"},
		{"days_between(day, day2)", "55"},
		{"days_between(day2, day)", "-55"},
		{`days_between(day, "2026-01-06")`, "1"},
		{`days_between("2026-01-04", day)`, "1"},
		{"days_between(at, wall)", "2"},
		{"days_between(day, at)", "0"},
		{`days_between("2026-01-05T00:00:00", at)`, "0"},
		{"choose(choose(yes, no, yes), 1, 2)", "2"},
		{`choose(choose(no, "a", kind) == "vip", 1, 2)`, "1"},
		{"days_between(choose(no, day, day2), day2)", "0"},
		{"(((x)))", "10"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			m := machine(t)
			p := compile(t, test.text, expr.Numeric)
			require.Equal(t, test.want, p.Number(m).String())
			require.NoError(t, m.Err())
			require.Equal(t, test.text, p.Text())
		})
	}
}

func TestBools(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"yes", true},
		{"no", false},
		{"absent", false},
		{"!absent", true},
		{"true", true},
		{"false || true", true},
		{"!(yes && no)", true},
		{"yes || no && no", true},
		{"x == 10", true},
		{"x == 10.0", true},
		{"x != 10", false},
		{"x != 9", true},
		{"x < 10", false},
		{"x < 10.1", true},
		{"x <= 10", true},
		{"x <= 9.9", false},
		{"x > 10", false},
		{"x > 9.9", true},
		{"x >= 10", true},
		{"x >= 10.1", false},
		{"3 * (1 / 3) == 1", true},
		{`kind == "vip"`, true},
		{`kind != "vip"`, false},
		{`"vip" == kind`, true},
		{`kind == "VIP"`, false},
		{"yes == no", false},
		{"no == absent", true},
		{"yes != no", true},
		{"day < day2", true},
		{"day == day2", false},
		{`day == "2026-01-05"`, true},
		{`day > "2026-01-04"`, true},
		{`"2026-01-06" <= day`, false},
		{`at == "2026-01-05T15:30:00Z"`, true},
		{`at < "2026-01-05T15:30:00.000000001Z"`, true},
		{`at > "2026-01-05T15:29:59.999999999Z"`, true},
		{`wall >= "2026-01-07T00:30:00"`, true},
		{`oneof(kind, "a", "vip")`, true},
		{`kind == "\x76\151\u0070"`, true},
		{`oneof(kind, "a", "b")`, false},
		{"oneof(x, 1, 10)", true},
		{"oneof(x, 1)", false},
		{`oneof(day, "2026-01-05")`, true},
		{"oneof(no, false, true)", true},
		{"choose(yes, no, yes)", false},
		{"choose(no, no, yes)", true},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			m := machine(t)
			require.Equal(t, test.want, compile(t, test.text, expr.Bool).Bool(m))
			require.NoError(t, m.Err())
		})
	}
}

func TestProblems(t *testing.T) {
	deep := strings.Repeat("(", 33) + "1" + strings.Repeat(")", 33)
	tests := []struct {
		text string
		want []string
	}{
		{"", []string{"1: expected operand, found 'EOF'"}},
		{"1 +", []string{"4: expected operand, found 'EOF'"}},
		{"z + 1", []string{`1: unknown name "z"`}},
		{"missin + kin", []string{`1: unknown name "missin", did you mean "missing"?`, `10: unknown name "kin", did you mean "kind"?`}},
		{"x + kind", []string{`5: "kind" is a text where a number is needed`}},
		{"yes", []string{`1: "yes" is a bool where a number is needed`}},
		{"1 + (x > 2)", []string{`5: "(x > 2)" is a bool where a number is needed`}},
		{`choose(x, 1, 2)`, []string{`8: "x" is a number where a bool is needed`}},
		{`choose(yes, 1, "a")`, []string{`1: choose gives a number or a text`}},
		{`choose(kind == 1, 1, 2)`, []string{`8: "kind == 1" compares a text with a number`}},
		{`choose(kind < "b", 1, 2)`, []string{`13: a text has no order: compare with == or !=`}},
		{`choose(yes < no, 1, 2)`, []string{`12: a bool has no order: compare with == or !=`}},
		{`choose(day == "tomorrow", 1, 2)`, []string{`8: "day == \"tomorrow\"" compares a date with a text`}},
		{`choose(at == "12:00", 1, 2)`, []string{`8: "at == \"12:00\"" compares a time with a text`}},
		{"min()", []string{"1: min takes 1 argument or more, not 0"}},
		{"floor(1, 2)", []string{"1: floor takes 1 argument, not 2"}},
		{"pct(1)", []string{"1: pct takes 2 arguments, not 1"}},
		{"choose(oneof(x), 1, 2)", []string{"8: oneof takes 2 arguments or more, not 1"}},
		{"twice(1, 2)", []string{"1: twice takes 1 argument, not 2"}},
		{"twice", []string{`1: the table "twice" is not called`}},
		{"min", []string{`1: the function "min" is not called`}},
		{"x(1)", []string{`1: "x" is no table and cannot be called`}},
		{"rate(1)", []string{`1: "rate" is no table and cannot be called`}},
		{"twise(1)", []string{`1: unknown function or table "twise", did you mean "twice"?`}},
		{"qqqqq(1)", []string{`1: unknown function or table "qqqqq"`}},
		{"twice(yes)", []string{`7: "yes" is a bool where a number is needed`}},
		{"min(yes, kind)", []string{`5: "yes" is a bool where a number is needed`, `10: "kind" is a text where a number is needed`}},
		{`round(x, 0.1, "nearest")`, []string{`15: "\"nearest\"" is not a rounding mode such as "half_up"`}},
		{`round(x, 0.1, kind)`, []string{`15: "kind" is not a rounding mode such as "half_up"`}},
		{`round(x, 0, "up")`, []string{`10: a rounding step that is not positive: it must be positive`}},
		{`round(x, z, q)`, []string{`10: unknown name "z"`, `13: unknown name "q"`}},
		{"days_between(x, day)", []string{`14: "x" is a number where a date or a time is needed`}},
		{"days_between(z, day)", []string{`14: unknown name "z"`}},
		{"choose(oneof(z, 1), 1, 2)", []string{`14: unknown name "z"`}},
		{"choose(oneof(x, kind), 1, 2)", []string{`17: "kind" is a text where a number is needed`}},
		{"choose(z, q, w)", []string{`8: unknown name "z"`, `11: unknown name "q"`, `14: unknown name "w"`}},
		{"choose(!x, 1, 2)", []string{`9: "x" is a number where a bool is needed`}},
		{"-yes", []string{`2: "yes" is a bool where a number is needed`}},
		{"choose(z == q, 1, 2)", []string{`8: unknown name "z"`, `13: unknown name "q"`}},
		{"+x", []string{`1: unexpected "+"`}},
		{"x % 2", []string{`3: unexpected "%"`}},
		{"x & 1", []string{`3: unexpected "&"`}},
		{"x[1]", []string{`2: unexpected "["`, `4: unexpected "]"`}},
		{"x.y", []string{`2: unexpected "."`}},
		{"func() {}", []string{`1: unexpected "func"`, `8: unexpected "{"`, `9: unexpected "}"`}},
		{"x; y", []string{`2: unexpected ";"`}},
		{"x /* y */", []string{`3: unexpected "/* y */"`}},
		{"`raw`", []string{"1: unexpected \"`raw`\""}},
		{"/**/ ?", []string{`1: unexpected "/**/"`, "6: illegal character U+003F '?'"}},
		{`"\`, []string{"3: escape sequence not terminated", "1: string literal not terminated"}},
		{`"\x4`, []string{"5: escape sequence not terminated", "1: string literal not terminated"}},
		{"\"\\x\x00\"", []string{"4: illegal character U+0000 in escape sequence", "4: illegal character NUL"}},
		{`"\\?\?"`, []string{"6: unknown escape sequence"}},
		{"'a'", []string{`1: unexpected "'a'"`}},
		{"1i", []string{`1: unexpected "1i"`}},
		{"0x10", []string{`1: "0x10" is not a decimal number such as 12.50`}},
		{"1_000", []string{`1: "1_000" is not a decimal number such as 12.50`}},
		{".5", []string{`1: ".5" is not a decimal number such as 12.50`}},
		{"1e2000000000", []string{`1: "1e2000000000": beyond the limits: an exponent beyond 18`}},
		{"延误 + ?", []string{"6: illegal character U+003F '?'"}},
		{"(min)(1)", []string{`1: unexpected "(min)"`}},
		{"min(x...)", []string{`6: unexpected "..."`}},
		{deep, []string{"33: beyond the limits: nested more than 32 deep"}},
		{"choose(" + strings.Repeat("!", 40) + "yes, 1, 2)", []string{"40: beyond the limits: nested more than 32 deep"}},
		{strings.Repeat("(", 10_000), []string{"1: beyond the limits: an expression of 10000 bytes, more than 4096"}},
		{"x + \xff", []string{"1: is not UTF-8"}},
		{"x y", []string{"3: expected 'EOF', found y"}},
	}
	for _, test := range tests {
		name := test.text[:min(len(test.text), 40)]
		t.Run(name, func(t *testing.T) {
			p, problems := expr.Compile(test.text, scope(), expr.Numeric)
			require.Nil(t, p)
			var got []string
			for _, problem := range problems {
				got = append(got, fmt.Sprintf("%d: %v", problem.Column, problem.Err))
			}
			require.Equal(t, test.want, got)
		})
	}
	_, problems := expr.Compile(deep[1:len(deep)-1], scope(), expr.Numeric)
	require.Empty(t, problems, "32 deep is not too deep")
	_, problems = expr.Compile("x"+strings.Repeat(" +x", 1365), scope(), expr.Numeric)
	require.Empty(t, problems, "a long sum is not deep")
	_, problems = expr.Compile("(x)"+strings.Repeat(" + (x)", 40), scope(), expr.Numeric)
	require.Empty(t, problems, "nor are parentheses side by side")
	_, problems = expr.Compile(strings.Repeat(" ", 4095)+"x", scope(), expr.Numeric)
	require.Empty(t, problems)
}

// Every place in which an expression stands is one deeper than what it is in.
func TestNesting(t *testing.T) {
	for _, test := range []struct {
		text, sign string
		want       expr.Type
	}{
		{"(?x)", "-", expr.Numeric},
		{"- ?x", "-", expr.Numeric},
		{"! ?yes", "!", expr.Bool},
		{"1 + ?x", "-", expr.Numeric},
		{"yes && ?yes", "!", expr.Bool},
		{"1 < ?x", "-", expr.Bool},
		{"floor(?x)", "-", expr.Numeric},
		{"min(1, ?x)", "-", expr.Numeric},
		{"twice(?x)", "-", expr.Numeric},
		{`round(?x, 1, "up")`, "-", expr.Numeric},
		{`round(1, ?x, "up")`, "-", expr.Numeric},
		{"round(1, 1, ?x)", "-", expr.Numeric},
		{"choose(?yes, 1, 2)", "!", expr.Numeric},
		{"choose(yes, ?x, 2)", "-", expr.Numeric},
		{"choose(yes, 1, ?x)", "-", expr.Numeric},
		{"oneof(?x, 1)", "-", expr.Bool},
		{"oneof(1, ?x)", "-", expr.Bool},
		{"days_between(?x, day)", "-", expr.Numeric},
		{"days_between(day, ?x)", "-", expr.Numeric},
	} {
		tooDeep := func(signs int) bool {
			text := strings.Replace(test.text, "?", strings.Repeat(test.sign+" ", signs), 1)
			_, problems := expr.Compile(text, scope(), test.want)
			return slices.ContainsFunc(problems, func(p expr.Problem) bool { return errors.Is(p.Err, expr.ErrLimit) })
		}
		require.False(t, tooDeep(31), test.text)
		require.True(t, tooDeep(32), test.text)
	}
}

func TestWhy(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"x > 12", []string{"x > 12 false 10 12"}},
		{"x > 5", []string{"x > 5 true 10 5"}},
		{"no", []string{"no false"}},
		{"!yes", []string{"!yes false"}},
		{"!(x > 5)", []string{"x > 5 true 10 5"}},
		{"x > 12 || no", []string{"x > 12 false 10 12", "no false"}},
		{"x > 12 || yes", []string{"yes true"}},
		{"yes && x > 12 && no", []string{"x > 12 false 10 12"}},
		{"yes && x > 5", []string{"yes true", "x > 5 true 10 5"}},
		{`kind == "a"`, []string{`kind == "a" false`}},
		{"choose(yes, x > 12, no)", []string{"x > 12 false 10 12"}},
		{`oneof(kind, "a")`, []string{`oneof(kind, "a") false`}},
		{"false", []string{"false false"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			require.Equal(t, test.want, reasons(compile(t, test.text, expr.Bool).Why(machine(t))))
		})
	}
	many := strings.TrimSuffix(strings.Repeat("no || ", 40), " || ")
	require.Len(t, compile(t, many, expr.Bool).Why(machine(t)), 16)
}

func TestWhyZero(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"choose(x >= 12, 5, 0)", []string{"x >= 12 false 10 12"}},
		{"choose(x >= 5, 0, 5)", []string{"x >= 5 true 10 5"}},
		{"pct(choose(x >= 12, 5, 0), 100)", []string{"x >= 12 false 10 12"}},
		{"x * zero", []string{"zero > 0 false 0 0"}},
		{"twice(zero) * x", []string{"zero > 5 false 0 5"}},
		{"x", nil},
		{"x - 10", nil},
		{"choose(yes, choose(no, 1, 0), 3)", []string{"no false"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			require.Equal(t, test.want, reasons(compile(t, test.text, expr.Numeric).WhyZero(machine(t))))
		})
	}
}

func reasons(list []expr.Reason) []string {
	var texts []string
	for _, r := range list {
		text := fmt.Sprint(r.Text, " ", r.Holds)
		if r.Compared {
			text += " " + r.Left.String() + " " + r.Right.String()
		}
		texts = append(texts, text)
	}
	return texts
}

func TestCheckName(t *testing.T) {
	for _, name := range []string{"a", "_a", "delay_min", "延误分钟", "a1", "Min"} {
		require.NoError(t, expr.CheckName(name), name)
	}
	for name, want := range map[string]string{
		"":      `"" is not a name: letters, digits and _, not beginning with a digit`,
		"24h":   `"24h" is not a name: letters, digits and _, not beginning with a digit`,
		"a-b":   `"a-b" is not a name: letters, digits and _, not beginning with a digit`,
		"_":     `"_" is not a name: letters, digits and _, not beginning with a digit`,
		"min":   `the name is taken: "min" is a function`,
		"true":  `the name is taken: "true" is a value`,
		"false": `the name is taken: "false" is a value`,
		"type":  `the name is taken: "type" is a word of the language of expressions`,
	} {
		require.EqualError(t, expr.CheckName(name), want)
	}
	for _, name := range []string{"min", "max", "floor", "ceil", "pct", "round", "choose", "oneof", "days_between"} {
		require.ErrorIs(t, expr.CheckName(name), expr.ErrName)
	}
}

// Nothing that somebody writes makes the compiler or the machine panic.
func FuzzCompile(f *testing.F) {
	for _, text := range []string{
		"1 + x", "min(", "choose(yes, x, 1/0)", `kind == "a"`, "1e2000000000", "((((((", "!!yes", "days_between(day, at)", "func() {}", `round(x, 0.5, "half_up")`,
		"x /* y", "\"", "twice(twice(x))", "延误", "x\n+ 1", "[]int{1}", "x.(type)", "a -> b", "-9223372036854775808 / -1",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, want := range []expr.Type{expr.Numeric, expr.Bool} {
			p, problems := expr.Compile(text, scope(), want)
			if p == nil {
				require.NotEmpty(t, problems)
				continue
			}
			require.Empty(t, problems)
			m := machine(t)
			m.Begin()
			if want == expr.Bool {
				p.Bool(m)
				p.Why(m)
				continue
			}
			value := p.Number(m)
			require.LessOrEqual(t, value.Bits(), 2048)
			p.WhyZero(m)
		}
	})
}
