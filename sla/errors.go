package sla

import (
	"fmt"

	"github.com/servicecommitment/commitment"
)

// exported returns an error of a question under the package's name and the
// argument's path.
func exported(path string, err error) error {
	return fmt.Errorf("sla: %w", &commitment.FieldError{Path: path, Err: err})
}
