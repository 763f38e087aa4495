# Every check is a step of .ci/run, so that what passes here passes there.

FUZZTIME ?= 5s
COUNT    ?= 6
PKG      ?= .

.PHONY: test vet fmt fix coverage race lint nested size matrix fuzz bench mutation ci

test vet fmt fix coverage race lint nested size matrix:
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
	@cd mutation && go run . ../$(PKG)
