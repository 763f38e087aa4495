module github.com/servicecommitment/commitment/sla/schema/validate

go 1.25.0

require (
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/servicecommitment/commitment v0.0.0
	github.com/stretchr/testify v1.12.1
)

replace github.com/servicecommitment/commitment => ../../../
