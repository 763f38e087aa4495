// Package commitment is the root.
package commitment
