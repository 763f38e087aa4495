// Package validate tests the JSON Schemas of package compensation against its
// types, the schemes of package schemes, the published cases and documents that
// are wrong. It is a module of its own, so that the validator it uses enters no
// host's go.sum.
package validate
