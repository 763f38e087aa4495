package check

import "strconv"

// Path says where in a document a field is, in the words of its JSON form:
// "rules[2].commitments[0].within".
//
// It is comparable, immutable and safe for concurrent use; the zero value means
// the whole document.
type Path string

// Key returns the path of a member of the object at p: "a" and "b" give "a.b".
// A name of anything but ASCII letters, digits, '_' and '-', and one above 80
// bytes, is quoted as [Quote] does and set in brackets: a["b c"].
func (p Path) Key(name string) Path {
	if !plain(name) {
		return p + Path("["+Quote(name)+"]")
	}
	return p.join(Path(name))
}

// Index returns the path of an element of the array at p, counted from zero:
// "a" and 2 give "a[2]".
func (p Path) Index(i int) Path {
	return p + Path("["+strconv.Itoa(i)+"]")
}

// join returns the path of what sub names within the object or array at p.
func (p Path) join(sub Path) Path {
	if p == "" || sub == "" || sub[0] == '[' {
		return p + sub
	}
	return p + "." + sub
}

// plain reports whether name can stand in a path as it is.
func plain(name string) bool {
	if name == "" || len(name) > echo {
		return false
	}
	for _, c := range []byte(name) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}
