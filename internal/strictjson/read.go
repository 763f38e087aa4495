package strictjson

import (
	"bytes"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/check"
)

// Limits bounds the documents that [Read] takes. A field that is zero or
// negative means its default.
type Limits struct {
	// Bytes is the largest size of a document; the default is 1 MiB.
	Bytes int
	// Depth is how many arrays and objects may stand within each other; the
	// default is 64.
	Depth int
}

const (
	defaultBytes = 1 << 20
	defaultDepth = 64
)

// Read parses one JSON document and returns its value, which reports to
// problems, as does Read itself: a document above the limits, not in UTF-8 or
// not JSON, data after it, and keys that an object repeats. It returns false
// when the document could not be read to its end; repeated keys alone do not
// prevent that, the first value of the key stands.
func Read(data []byte, limits Limits, problems *check.Problems) (Value, bool) {
	r := reader{data: data, depth: limits.Depth, problems: problems}
	if r.depth <= 0 {
		r.depth = defaultDepth
	}
	size := limits.Bytes
	if size <= 0 {
		size = defaultBytes
	}
	if len(data) > size {
		problems.Addf("", "document has %d bytes, more than the limit of %d", len(data), size)
		return Value{}, false
	}
	if !utf8.Valid(data) {
		problems.Addf("", "document is not UTF-8 from byte %d on", invalidUTF8(data))
		return Value{}, false
	}
	var root node
	if !r.value(&root, 0) {
		return Value{}, false
	}
	if r.space(); r.at < len(data) {
		r.fail(r.at, "data after the end of the document")
		return Value{}, false
	}
	return Value{node: &root, problems: problems}, true
}

// reader builds the tree of one document. It stops at the first byte that makes
// the document something else than an unfinished one.
type reader struct {
	data     []byte
	at       int // of the next byte
	depth    int
	problems *check.Problems
}

// value reads the next value into n, which stands within outer arrays and
// objects.
func (r *reader) value(n *node, outer int) bool {
	var ok bool
	r.space()
	switch first := r.peek(); first {
	case '[', '{':
		if outer >= r.depth {
			r.problems.Addf(n.path(), "nested more than %d levels deep", r.depth)
			return false
		}
		r.at++
		if first == '[' {
			return r.array(n, outer+1)
		}
		return r.object(n, outer+1)
	case '"':
		n.content, ok = r.text()
	case 't':
		n.content, ok = true, r.word("true")
	case 'f':
		n.content, ok = false, r.word("false")
	case 'n':
		ok = r.word("null")
	default:
		n.content, ok = r.number()
	}
	return ok
}

// array reads the elements and the end of an array into n.
func (r *reader) array(n *node, outer int) bool {
	var items []*node
	for !r.closes(']') {
		item := &node{parent: n, index: len(items)}
		if len(items) > 0 && !r.take(',') || !r.value(item, outer) {
			return false
		}
		items = append(items, item)
	}
	n.content = items
	return true
}

// object reads the members and the end of an object into n.
func (r *reader) object(n *node, outer int) bool {
	all := &members{index: make(map[string]int)}
	twice := make(map[string]bool)
	for first := true; !r.closes('}'); first = false {
		if !first && !r.take(',') {
			return false
		}
		r.space()
		key, ok := r.text()
		if !ok {
			return false
		}
		member := &node{parent: n, key: key, index: inObject}
		if _, known := all.index[key]; !known {
			all.index[key] = len(all.list)
			all.list = append(all.list, member)
		} else if !twice[key] {
			twice[key] = true
			Value{node: member, problems: r.problems}.Failf("key appears twice")
		}
		if !r.take(':') || !r.value(member, outer) {
			return false
		}
	}
	n.content = all
	return true
}

// fail reports a syntax error at a byte offset and returns false.
func (r *reader) fail(offset int, format string, args ...any) bool {
	before := r.data[:offset]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := 1 + utf8.RuneCount(before[1+bytes.LastIndexByte(before, '\n'):])
	r.problems.Addf("", "line %d, column %d: "+format, append([]any{line, column}, args...)...)
	return false
}

// invalidUTF8 returns the offset of the first byte that begins no character.
func invalidUTF8(data []byte) int {
	for offset := range string(data) {
		if r, size := utf8.DecodeRune(data[offset:]); r == utf8.RuneError && size == 1 {
			return offset
		}
	}
	return len(data)
}
