package compensation_test

import (
	"testing"

	"github.com/servicecommitment/commitment/schemas"
)

var folder = schemas.Folder{Package: "compensation", Files: []string{"scheme", "claim", "award"}, Extension: ".schema.json", Plain: true}

func TestSchemas(t *testing.T) { folder.TestRules(t) }
