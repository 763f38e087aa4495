module github.com/servicecommitment/commitment/schemas

go 1.25.0

require (
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/servicecommitment/commitment v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/rickar/cal/v2 v2.1.31 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.14.0 // indirect
)

replace github.com/servicecommitment/commitment => ../
