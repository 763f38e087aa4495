module github.com/servicecommitment/commitment/bench

go 1.25.0

require (
	github.com/rickar/cal/v2 v2.1.31
	github.com/servicecommitment/commitment v0.0.0
	github.com/stretchr/testify v1.12.1
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect

replace github.com/servicecommitment/commitment => ../
