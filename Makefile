# Every check is a step of .ci/run, so that what passes here passes there.

FUZZTIME ?= 10s
COUNT    ?= 6
PKG      ?= .

.PHONY: test vet fmt race lint nested fuzz bench mutation ci

test vet fmt race lint nested:
	@.ci/run $@

fuzz:
	@scripts/fuzz.sh $(FUZZTIME)

ci:
	@.ci/run

# Compare two runs with benchstat: make -s bench >new.bench
bench:
	@for module in . bench; do \
		(cd $$module && go test -run '^$$' -bench . -benchmem -count $(COUNT) ./...) || exit; \
	done

# One package at a time: make mutation PKG=./calendar
mutation:
	@go run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash --timeout-coefficient 40 $(PKG)
