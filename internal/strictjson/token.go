package strictjson

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// number is a number as a document writes it.
type number string

// peek returns the next byte, and 0, which no document has outside of the
// errors it makes, at the end.
func (r *reader) peek() byte {
	if r.at < len(r.data) {
		return r.data[r.at]
	}
	return 0
}

// space passes over white space.
func (r *reader) space() {
	for r.at < len(r.data) {
		switch r.data[r.at] {
		case ' ', '\t', '\r', '\n':
			r.at++
		default:
			return
		}
	}
}

// unexpected reports that nothing may go on with the next byte, and returns false.
func (r *reader) unexpected() bool {
	if r.at == len(r.data) {
		return r.fail(r.at, "unexpected end of the document")
	}
	found, _ := utf8.DecodeRune(r.data[r.at:])
	return r.fail(r.at, "unexpected %q", found)
}

// closes reads a bracket, if it comes next.
func (r *reader) closes(bracket byte) bool {
	r.space()
	if r.peek() != bracket {
		return false
	}
	r.at++
	return true
}

// take reads a byte that must come next, after white space.
func (r *reader) take(must byte) bool {
	r.space()
	if r.peek() != must {
		return r.unexpected()
	}
	r.at++
	return true
}

// word reads true, false or null, of which the first byte is there.
func (r *reader) word(must string) bool {
	for i := range len(must) {
		if r.peek() != must[i] {
			return r.unexpected()
		}
		r.at++
	}
	return true
}

// number reads a number: a sign, digits without superfluous zeros, a fraction
// and an exponent.
func (r *reader) number() (number, bool) {
	from := r.at
	if r.peek() == '-' {
		r.at++
	}
	if r.peek() == '0' {
		r.at++
	} else if !r.digits() {
		return "", false
	}
	if r.peek() == '.' {
		r.at++
		if !r.digits() {
			return "", false
		}
	}
	if r.peek() == 'e' || r.peek() == 'E' {
		r.at++
		if r.peek() == '+' || r.peek() == '-' {
			r.at++
		}
		if !r.digits() {
			return "", false
		}
	}
	return number(r.data[from:r.at]), true
}

// digits reads one digit or more.
func (r *reader) digits() bool {
	if r.peek() < '0' || '9' < r.peek() {
		return r.unexpected()
	}
	for '0' <= r.peek() && r.peek() <= '9' {
		r.at++
	}
	return true
}

// text reads a string.
func (r *reader) text() (string, bool) {
	if r.peek() != '"' {
		return "", r.unexpected()
	}
	r.at++
	from := r.at
	var text []byte // up to from, once there is an escape
	for {
		switch next := r.peek(); {
		case next == '"':
			last := r.data[from:r.at]
			r.at++
			if text == nil {
				return string(last), true
			}
			return string(append(text, last...)), true
		case next == '\\':
			text = append(text, r.data[from:r.at]...)
			r.at++
			escaped, ok := r.escape()
			if !ok {
				return "", false
			}
			text = utf8.AppendRune(text, escaped)
			from = r.at
		case next < ' ':
			return "", r.unexpected()
		default:
			r.at++
		}
	}
}

// escape reads what stands after a backslash. Half a surrogate pair is U+FFFD.
func (r *reader) escape() (rune, bool) {
	next := r.peek()
	switch next {
	case '"', '\\', '/':
	case 'b':
		next = '\b'
	case 'f':
		next = '\f'
	case 'n':
		next = '\n'
	case 'r':
		next = '\r'
	case 't':
		next = '\t'
	case 'u':
		r.at++
		return r.unicode()
	default:
		return 0, r.unexpected()
	}
	r.at++
	return rune(next), true
}

// unicode reads the four digits of an escape, and the escape after it if the two
// are one character.
func (r *reader) unicode() (rune, bool) {
	unit, ok := r.unit()
	if !ok || !utf16.IsSurrogate(unit) {
		return unit, ok
	}
	const length = 6 // a backslash, the letter and four digits
	if rest := r.data[r.at:]; len(rest) >= length && rest[0] == '\\' && rest[1] == 'u' {
		low, err := strconv.ParseUint(string(rest[2:length]), 16, 16)
		if both := utf16.DecodeRune(unit, rune(low)); err == nil && both != utf8.RuneError {
			r.at += length
			return both, true
		}
	}
	return utf8.RuneError, true
}

func (r *reader) unit() (rune, bool) {
	unit := rune(0)
	for range 4 {
		digit := r.peek()
		switch {
		case '0' <= digit && digit <= '9':
			digit -= '0'
		case 'a' <= digit && digit <= 'f':
			digit -= 'a' - 10
		case 'A' <= digit && digit <= 'F':
			digit -= 'A' - 10
		default:
			return 0, r.unexpected()
		}
		unit = unit<<4 | rune(digit)
		r.at++
	}
	return unit, true
}
