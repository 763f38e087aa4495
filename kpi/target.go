package kpi

import (
	"fmt"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
)

// Direction says which values are the better ones. It is comparable; the zero
// value is no direction.
type Direction uint8

// The directions.
const (
	HigherIsBetter Direction = iota + 1
	LowerIsBetter
)

// String returns "higher" or "lower".
func (d Direction) String() string { return enumText(d, "Direction", "higher lower") }

// ParseDirection reads what [Direction.String] writes.
func ParseDirection(text string) (Direction, error) {
	return parseEnum(text, "direction", LowerIsBetter)
}

// MarshalText returns the text of [Direction.String].
func (d Direction) MarshalText() ([]byte, error) { return marshalEnum(d, "direction", LowerIsBetter) }

// UnmarshalText reads what [Direction.MarshalText] writes.
func (d *Direction) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDirection(string(text))
	return err
}

// Target is what a KPI is held against.
//
// It is comparable. The zero value has no direction: see [Target.Validate].
type Target struct {
	Direction Direction
	// Green and Amber are the lines, in the unit of the value. A value on a line
	// is on its better side. Between them is amber, beyond Amber red.
	Green, Amber float64
	// Margin is the hysteresis of green: it is left below Green less Margin, and
	// reached again at Green plus Margin (the other way round where lower is
	// better), both to nine decimals. It needs a light before; see [Target.After].
	Margin float64
	// Interval asks for evidence: green only if the worse bound of the interval
	// clears the amber line.
	Interval bool
	// ValidFrom is the first date of the target; without one it always was.
	ValidFrom calendar.Date
}

// Validate reports, all at once, what is wrong with a target: no direction, lines
// or a margin that are no numbers, a negative margin, and an amber line on the
// better side of the green one.
func (t Target) Validate() error {
	var problems check.Problems
	if t.Direction != HigherIsBetter && t.Direction != LowerIsBetter {
		problems.Addf("direction", "must be higher or lower")
	}
	for _, line := range [...]struct {
		path  check.Path
		value float64
	}{{"green", t.Green}, {"amber", t.Amber}, {"margin", t.Margin}} {
		if !finite(line.value) {
			problems.Addf(line.path, "must be a number")
		}
	}
	if t.Margin < 0 {
		problems.Addf("margin", "must not be negative")
	}
	if t.better(t.Amber, t.Green) {
		problems.Addf("amber", "must be on the worse side of green")
	}
	return problems.Err("kpi")
}

// better reports whether a is better than b.
func (t Target) better(a, b float64) bool {
	if t.Direction == LowerIsBetter {
		return a < b
	}
	return a > b
}

// Light returns the light of a value; none for what is undefined, which is
// neither green nor red, and none of a target that [Target.Validate] refuses.
func (t Target) Light(value float64, ok bool) Light { //nolint:revive // ok is the other half of the value
	if !ok || !finite(value) || t.Validate() != nil {
		return NoLight
	}
	switch {
	case !t.better(t.Green, value):
		return Green
	case !t.better(t.Amber, value):
		return Amber
	}
	return Red
}

// After returns the light of a value that follows another: green is left and
// reached again with the margin. After no light it is [Target.Light].
func (t Target) After(before Light, value float64, ok bool) Light {
	shifted := t
	switch before {
	case Green:
		shifted.Green, _ = t.margins()
	case Amber, Red:
		_, shifted.Green = t.margins()
	case NoLight:
	default:
	}
	return shifted.Light(value, ok)
}

// margins returns the lines beyond which green is left, and at which it is reached
// again.
func (t Target) margins() (left, reached float64) {
	margin := t.Margin
	if t.Direction == LowerIsBetter {
		margin = -margin
	}
	left, reached = t.Green-margin, t.Green+margin
	if margin != 0 {
		left, reached = round(left), round(reached)
	}
	if t.better(t.Amber, left) {
		left = t.Amber // green never reaches beyond amber
	}
	return left, reached
}

// Lights returns the lights of a row of values, each after the one before. An
// undefined value, which is not finite, has no light and keeps the memory of the
// one before.
func (t Target) Lights(start Light, values ...float64) []Light {
	lights := make([]Light, len(values))
	for i, value := range values {
		lights[i] = t.After(start, value, finite(value))
		if lights[i] != NoLight {
			start = lights[i]
		}
	}
	return lights
}

// Status returns the status of a figure. In interval mode
//
//   - green needs the worse bound of the interval beyond the amber line, and is
//     amber, uncertain, otherwise;
//   - amber is uncertain if the interval reaches the green line or beyond the
//     amber line, red if it reaches the amber line.
//
// A figure without an interval has the light of its value, uncertain.
func (t Target) Status(f Figure) Status {
	light := t.Light(f.Value, f.Defined)
	if !t.Interval || light == NoLight {
		return Status{Light: light}
	}
	if !f.Interval {
		return Status{Light: light, Uncertain: true}
	}
	worse, best := f.Lo, f.Hi
	if t.Direction == LowerIsBetter {
		worse, best = f.Hi, f.Lo
	}
	switch light {
	case Green:
		if !t.better(worse, t.Amber) {
			return Status{Light: Amber, Uncertain: true}
		}
	case Amber:
		return Status{Light: Amber, Uncertain: t.better(t.Amber, worse) || !t.better(t.Green, best)}
	case Red:
		return Status{Light: Red, Uncertain: !t.better(t.Amber, best)}
	case NoLight:
	}
	return Status{Light: light}
}

// Describe says in lines of text which values have which light, how far green
// holds, which bound of an interval decides, and from which date on. A target that
// [Target.Validate] refuses has no lights. For a language that is none it writes
// English.
func (t Target) Describe(lang commitment.Lang) []string {
	none, from := "no valid target: no value has a light", "from %s on"
	if lang == commitment.Chinese {
		none, from = "未设有效目标，一律无灯", "自 %s 起执行"
	}
	if t.Validate() != nil {
		return []string{none}
	}
	bands, margin, interval := t.english()
	if lang == commitment.Chinese {
		bands, margin, interval = t.chinese()
	}
	texts := []string{bands}
	if t.Margin > 0 {
		texts = append(texts, margin)
	}
	if t.Interval {
		texts = append(texts, interval)
	}
	if !t.ValidFrom.IsZero() {
		texts = append(texts, fmt.Sprintf(from, t.ValidFrom))
	}
	return texts
}

// numbers writes the lines of the target, with the digits that they have.
func (t Target) numbers() (green, amber, margin, left, reached string) {
	const shortest = -1
	number := func(x float64) string { return decimal(round(x), shortest) }
	leave, again := t.margins()
	return number(t.Green), number(t.Amber), number(t.Margin), number(leave), number(again)
}

func (t Target) english() (bands, margin, interval string) {
	green, amber, margin, left, reached := t.numbers()
	if t.Direction == LowerIsBetter {
		bands = "lower is better: green up to " + green + ", amber up to " + amber + ", red above"
		if green == amber {
			bands = "lower is better: green up to " + green + ", red above"
		}
		return bands, "margin " + margin + ": green is left above " + left + " and reached again at " + reached,
			"by the interval: green only if the upper bound is below " + amber + " as well, else amber"
	}
	bands = "higher is better: green from " + green + ", amber from " + amber + ", red below"
	if green == amber {
		bands = "higher is better: green from " + green + ", red below"
	}
	return bands, "margin " + margin + ": green is left below " + left + " and reached again at " + reached,
		"by the interval: green only if the lower bound is above " + amber + " as well, else amber"
}

func (t Target) chinese() (bands, margin, interval string) {
	green, amber, margin, left, reached := t.numbers()
	if t.Direction == LowerIsBetter {
		bands = "越低越好，目标值 " + green + "：不超过为绿灯，不超过 " + amber + " 为黄灯，超过 " + amber + " 为红灯"
		if green == amber {
			bands = "越低越好，目标值 " + green + "：不超过为绿灯，超过为红灯"
		}
		return bands, "缓冲 " + margin + "：高于 " + left + " 才退出绿灯，回落至 " + reached + " 才恢复绿灯",
			"按置信区间判定：区间上限也须低于 " + amber + " 才亮绿灯，否则亮黄灯"
	}
	bands = "越高越好，目标值 " + green + "：达到为绿灯，不低于 " + amber + " 为黄灯，低于 " + amber + " 为红灯"
	if green == amber {
		bands = "越高越好，目标值 " + green + "：达到为绿灯，未达到为红灯"
	}
	return bands, "缓冲 " + margin + "：低于 " + left + " 才退出绿灯，回升至 " + reached + " 才恢复绿灯",
		"按置信区间判定：区间下限也须高于 " + amber + " 才亮绿灯，否则亮黄灯"
}

// TargetAt returns the target that is valid at a date: of those that began by
// then, the last; false before the first. Of two that begin on one date the
// later in the list counts.
func TargetAt(targets []Target, date calendar.Date) (Target, bool) {
	return latest(targets, date, func(t Target) calendar.Date { return t.ValidFrom })
}
