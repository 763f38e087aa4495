// Package check collects what is wrong with a definition, each problem with
// the path of the field it is about, so that one compilation reports
// everything there is to correct.
//
// A compiler hands one [Problems] down through its steps. Every step knows its
// own [Path] and adds to the same collection; the exported function at the top
// turns it into one error, under the name of its package:
//
//	var problems check.Problems
//	for i, rule := range policy.Rules {
//		compileRule(rule, check.Path("").Key("rules").Index(i), &problems)
//	}
//	return problems.Err("sla")
//
// The error says "sla: rules[2].within: must be positive", and callers take it
// apart with [commitment.FieldErrors]. Causes are written without a package
// prefix, and show input only through [Quote].
package check
