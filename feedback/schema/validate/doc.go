// Package validate tests the JSON Schemas of package feedback against its types,
// its procedures and documents that are wrong. It is a module of its own, so that
// the validator it uses enters no host's go.sum.
package validate
