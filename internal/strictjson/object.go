package strictjson

import (
	"errors"

	"github.com/servicecommitment/commitment/internal/check"
)

// Object is the members of an object. It remembers which of them were taken, so
// that [Object.Done] can tell what nobody asked for. A member that is null is
// taken as if it were absent.
//
// It is not safe for concurrent use; [Value.Object] makes it, the zero value has
// no members.
type Object struct {
	value   Value
	members *members
	taken   []bool   // by the order in the document
	asked   []string // the keys that were asked for
}

// Member is a member of an object.
type Member struct {
	Key   string
	Value Value
}

// Path returns where the object is in its document.
func (o *Object) Path() check.Path { return o.value.Path() }

// Take returns the member of a key, or false where it is absent or null. A
// member can be taken more than once.
func (o *Object) Take(key string) (Value, bool) {
	o.asked = append(o.asked, key)
	if o.members == nil {
		return Value{}, false
	}
	i, ok := o.members.index[key]
	if !ok {
		return Value{}, false
	}
	o.taken[i] = true
	v := o.member(i)
	return v, !v.IsNull()
}

// Required is [Object.Take] for a member that must be there: it is a problem,
// at the member's path, when it is absent or null.
func (o *Object) Required(key string) (Value, bool) {
	v, ok := o.Take(key)
	if !ok {
		missing := Value{
			node:     &node{parent: o.value.node, key: key, index: inObject},
			problems: o.value.problems,
		}
		missing.Fail(errors.New("is required"))
	}
	return v, ok
}

// Rest takes all members that were not taken yet and returns those that are not
// null, in the order of the document.
func (o *Object) Rest() []Member {
	var rest []Member
	for i, taken := range o.taken {
		if taken {
			continue
		}
		o.taken[i] = true
		if v := o.member(i); !v.IsNull() {
			rest = append(rest, Member{Key: v.node.key, Value: v})
		}
	}
	return rest
}

// Done reports every member that was not taken, null or not, as an unknown
// field. If its key looks like a misspelling of one that was asked for, the
// problem says so. Done takes all members: called again, it reports nothing.
func (o *Object) Done() {
	for i, taken := range o.taken {
		if taken {
			continue
		}
		o.taken[i] = true
		v := o.member(i)
		// A problem that is only counted needs no suggestion, which bounds the
		// work of finding them.
		if v.problems.Full() {
			v.Fail(errUnknown)
			continue
		}
		if meant, ok := Suggest(v.node.key, o.asked); ok {
			v.Failf("%w, did you mean %s?", errUnknown, check.Quote(meant))
		} else {
			v.Fail(errUnknown)
		}
	}
}

var errUnknown = errors.New("unknown field")

func (o *Object) member(i int) Value {
	return Value{node: o.members.list[i], problems: o.value.problems}
}
