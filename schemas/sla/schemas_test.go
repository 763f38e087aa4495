package sla_test

import (
	"testing"

	"github.com/servicecommitment/commitment/schemas"
)

var folder = schemas.Folder{Package: "sla", Files: []string{"policy", "case", "report"}, Extension: ".json", Forbids: true}

func TestSchemas(t *testing.T) { folder.TestRules(t) }
