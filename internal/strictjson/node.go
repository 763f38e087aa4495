package strictjson

import (
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
)

// node is a value in the tree of a document. It knows its place instead of its
// path, which would make the tree of a hostile document grow with the square of
// its depth.
type node struct {
	parent *node  // nil for the root
	key    string // of a member
	index  int    // of an element; inObject for a member
	// content is nil, a bool, a number, a string, a []*node for an array
	// or a *members for an object.
	content any
}

// inObject is the index of a node that is not in an array.
const inObject = -1

// members is the content of an object, without the repetitions of a key.
type members struct {
	list  []*node
	index map[string]int // into list, by key
}

// path returns where the node is; nil is the whole document.
func (n *node) path() check.Path {
	var steps []check.Path
	for ; n != nil && n.parent != nil; n = n.parent {
		if n.index == inObject {
			steps = append(steps, check.Path("").Key(n.key))
		} else {
			steps = append(steps, check.Path("").Index(n.index))
		}
	}
	var path strings.Builder
	for _, step := range slices.Backward(steps) {
		if path.Len() > 0 && step[0] != '[' {
			path.WriteByte('.')
		}
		path.WriteString(string(step))
	}
	return check.Path(path.String())
}
