package feedback_test

import (
	"testing"

	"github.com/servicecommitment/commitment/schemas"
)

var folder = schemas.Folder{Package: "feedback", Files: []string{"item", "actions", "procedure", "status"}, Extension: ".json", Apart: true}

func TestSchemas(t *testing.T) { folder.TestRules(t) }
