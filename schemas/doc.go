// Package schemas tests the JSON Schemas of the packages sla, compensation and
// feedback, each in a folder of its own: against the types, the definitions that
// the library ships, the published cases, and documents that are wrong. It is a
// module of its own, so that the validator it uses enters no host's go.sum.
package schemas
