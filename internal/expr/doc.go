// Package expr is the expression language of compensation schemes: it reads
// texts such as
//
//	pct(credit_band(100 * (total - down) / total), charges)
//
// checks them once, and evaluates them exactly.
//
// # The language
//
// A name is a fact, a param or, called with one number, a table. Literals are
// decimals ("12.5", "1e3"), texts in double quotes, true and false. Operators,
// by falling precedence:
//
//	-x  !x
//	*  /
//	+  -
//	==  !=  <  <=  >  >=
//	&&
//	||
//
// and the functions
//
//	min(x, ...)  max(x, ...)  floor(x)  ceil(x)  pct(rate, x)
//	round(x, step, "mode")  choose(condition, a, b)  oneof(x, a, ...)
//	days_between(from, to)
//
// It is the syntax of Go; everything in it that is not in this list is refused
// with its column. The scanner and the parser are our own, since Go's, which
// read all of Go, would make every program that imports compensation larger by
// a quarter of a megabyte; FuzzParser holds them to it.
//
// Every expression has a type: number, bool, text, date or time. Numbers, dates
// and times have an order; all types can be equal. A text literal beside a date
// or a time is one.
//
// choose, && and || evaluate only what they need, so that a fact that is needed
// in one branch may be absent in the other. An absent bool is false.
//
// # Numbers
//
// A [Number] is a fraction of whole numbers, exact and without a limit of its
// own: in one word each where they fit, and else in a big.Rat. There is no
// operation that rounds, except floor, ceil and round.
//
// # Bounds
//
// A text is of at most 4,096 bytes and nested at most 32 deep, both checked
// before it is parsed. A number is written with at most 40 digits and an
// exponent of at most 18, and may grow to 2,048 bits. A [Machine] takes at most
// ten million steps, of which an operation on large numbers counts for 16.
package expr
