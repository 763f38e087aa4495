package timewords

import (
	"strconv"
	"strings"
	"unicode"
)

// Plain returns a name of the host as it is, unless it would break the line.
func Plain(name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return strconv.Quote(name)
	}
	return name
}
