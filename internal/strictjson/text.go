package strictjson

import (
	"encoding/json"
	"strconv"
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
	case json.Number:
		return append(to, content...)
	case string:
		return appendString(to, content)
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
			to = append(appendString(to, member.key), ':')
			to = member.append(to)
		}
		return append(to, '}')
	}
	return append(to, "null"...)
}

func appendString(to []byte, text string) []byte {
	quoted, _ := json.Marshal(text) // a string has no error
	return append(to, quoted...)
}
