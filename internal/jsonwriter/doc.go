// Package jsonwriter appends JSON documents, member by member in the order in
// which a type asks for them:
//
//	return jsonwriter.Object("feedback", func(w *jsonwriter.Writer) {
//		w.Text("id", item.ID)
//		w.Instant("opened", item.Opened)
//		jsonwriter.Objects(w, "links", item.Links, func(link *Link) {
//			w.Text("to", link.To)
//		})
//	})
//
// Members with a zero value are left out. What JSON cannot hold, such as a text
// that is not UTF-8, is a problem at its path.
//
// It is not encoding/json, since a package that writes any type brings much into
// every program. Of a text only what must be escaped is.
package jsonwriter
