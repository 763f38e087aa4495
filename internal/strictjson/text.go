package strictjson

import (
	"strconv"

	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// JSON returns the value as compact JSON, for types that read themselves from
// it. Members are in the order of the document, numbers as they are written; of
// a repeated key, which [Read] has reported, the first value stands.
func (v Value) JSON() []byte { return v.node.append(nil) }

func (n *node) append(to []byte) []byte {
	if n == nil {
		return append(to, "null"...)
	}
	switch content := n.content.(type) {
	case bool:
		return strconv.AppendBool(to, content)
	case number:
		return append(to, content...)
	case string:
		return jsonwriter.AppendString(to, content)
	case []*node:
		to = append(to, '[')
		for i, item := range content {
			if i > 0 {
				to = append(to, ',')
			}
			to = item.append(to)
		}
		return append(to, ']')
	case *members:
		to = append(to, '{')
		for i, member := range content.list {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(jsonwriter.AppendString(to, member.key), ':')
			to = member.append(to)
		}
		return append(to, '}')
	}
	return append(to, "null"...)
}
