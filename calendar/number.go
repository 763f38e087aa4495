package calendar

// digits reads a text of up to nine ASCII digits and nothing else.
func digits(text string) (n int, ok bool) {
	if len(text) > 9 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, text != ""
}

// floorDiv and floorMod round towards negative infinity, as day numbers before
// 1970 need. The divisor is positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
