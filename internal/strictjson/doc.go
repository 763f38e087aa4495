// Package strictjson reads a JSON document into values that report what is
// wrong with them: a decoder asks each value for what it should be, and every
// mistake of the document arrives in one [check.Problems], with its path.
//
//	root, ok := strictjson.Read(data, strictjson.Limits{}, &problems)
//	if !ok {
//		return problems.Err("calendar")
//	}
//	if spec, ok := root.Object(); ok {
//		if v, ok := spec.Required("zone"); ok {
//			zone, _ = v.Text()
//		}
//		if v, ok := spec.Take("from"); ok {
//			from, _ = strictjson.Parse(v, ParseDate)
//		}
//		spec.Done()
//	}
//
// It is stricter than encoding/json, without which programs that import the
// library stay smaller, and to which FuzzRead holds it: a document must be
// within [Limits] and in UTF-8, an object must not repeat a key, keys are
// matched with their case, and a member that no decoder asked for is an error.
// An escape of half a surrogate pair reads as U+FFFD, as in encoding/json.
//
// A member that is null and one that is absent mean the same. The work and the
// memory taken are linear in the size of the document, whatever it holds.
package strictjson
