package expr

import "math/big"

// Mode says to which multiple of a step a number goes that lies between two of
// them. It is comparable; the zero value is no mode.
type Mode uint8

// The modes, with what becomes of 2.5 and -2.5 with a step of 1.
const (
	HalfUp   Mode = iota + 1 // 3 and -3
	HalfDown                 // 2 and -2
	HalfEven                 // 2 and -2
	Up                       // 3 and -3
	Down                     // 2 and -2
	Ceil                     // 3 and -2
	Floor                    // 2 and -3
)

var modeTexts = [...]string{ //nolint:gochecknoglobals // never written
	HalfUp: "half_up", HalfDown: "half_down", HalfEven: "half_even",
	Up: "up", Down: "down", Ceil: "ceil", Floor: "floor",
}

// ParseMode returns the mode of a text such as "half_up".
func ParseMode(text string) (Mode, bool) {
	for mode := HalfUp; mode <= Floor; mode++ {
		if modeTexts[mode] == text {
			return mode, true
		}
	}
	return 0, false
}

// Round returns the multiple of a positive step that the mode chooses.
func (x Number) Round(step Number, mode Mode) Number {
	if step.Sign() <= 0 {
		return x
	}
	steps, _ := x.Quo(step)
	return steps.whole(mode).Mul(step)
}

// IsMultiple reports whether the number is a whole number of positive steps.
func (x Number) IsMultiple(step Number) bool {
	steps, ok := x.Quo(step)
	return ok && steps.isWhole()
}

func (x Number) isWhole() bool {
	if x.big != nil {
		return x.big.IsInt()
	}
	return x.denominator() == 1
}

// whole returns the whole number that the mode chooses.
func (x Number) whole(mode Mode) Number {
	if x.isWhole() {
		return x
	}
	if x.big == nil {
		cut, rest := x.num/x.den, x.num%x.den
		sign := x.Sign()
		left := max(rest, -rest)
		half := 0 // how the rest compares with a half, without doubling it
		switch other := x.den - left; {
		case left > other:
			half = 1
		case left < other:
			half = -1
		}
		if awayFromZero(mode, sign, half, cut%2 != 0) {
			cut += int64(sign)
		}
		return Int(cut)
	}
	cut, rest := new(big.Int).QuoRem(x.big.Num(), x.big.Denom(), new(big.Int))
	half := rest.Abs(rest).Lsh(rest, 1).Cmp(x.big.Denom())
	if awayFromZero(mode, x.Sign(), half, cut.Bit(0) == 1) {
		cut.Add(cut, big.NewInt(int64(x.Sign())))
	}
	return fromRat(new(big.Rat).SetInt(cut))
}

// awayFromZero reports whether a number that lies beyond a whole one goes to the
// next. Half says how what it has beyond compares with a half.
func awayFromZero(mode Mode, sign, half int, odd bool) bool {
	switch mode {
	case HalfUp:
		return half >= 0
	case HalfDown:
		return half > 0
	case HalfEven:
		return half > 0 || half == 0 && odd
	case Up:
		return true
	case Down:
		return false
	case Ceil:
		return sign > 0
	case Floor:
		return sign < 0
	}
	return false
}
