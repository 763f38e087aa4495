#!/usr/bin/env bash
# Fuzzes every fuzz target of every module of the repository, one after another.
#
#	scripts/fuzz.sh [TIME]    TIME is that of one target: 30s, 5m; 10s if left out
#
# The targets are those that go test lists: with a name written by hand that
# matches none, fuzzing would pass without doing anything.
#
# An input is made smaller with one try only: with a time for it, a target whose
# runs are slow spends its budget on that, and is not stopped when it is over.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

budget=${1:-10s}
root=$PWD
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0
failed=0

# fuzz PACKAGE TARGET prints one line, and all of the output if the target failed:
# it crashed, go test could not run it, or it was not tried at all.
fuzz() {
	local package=$1 target=$2 outcome=ok
	SECONDS=0
	if ! go test -run '^$' -fuzz "^$target\$" -fuzztime "$budget" -fuzzminimizetime 1x "$package" >"$log" 2>&1; then
		outcome=FAILED
		# Before Go 1.27 a run can end in this instead of in success when its
		# time is up: https://go.dev/issue/75804. A finding says more.
		if grep -qx ' *context deadline exceeded' "$log" && ! grep -qE 'Failing input|panic:|_test\.go:' "$log"; then
			outcome='ok (stopped late)'
		fi
	fi
	if ! grep -q '^fuzz: elapsed: .*execs: [1-9]' "$log"; then
		outcome=FAILED
	fi
	printf '%s %s: %s, %d s, %s\n' "$package" "$target" "$outcome" "$SECONDS" \
		"$(sed -n 's/^fuzz: elapsed: .*\(execs: [0-9]*\).*/\1/p' "$log" | tail -n 1)"
	if [[ $outcome == FAILED ]]; then
		cat "$log"
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
}

modules=$(find . -name go.mod -exec dirname {} \; | sort)
for module in $modules; do
	cd "$root/$module"
	packages=$(go list ./...)
	for package in $packages; do
		targets=$(go test -list '^Fuzz' "$package")
		for target in $(sed -n '/^Fuzz[^[:space:]]*$/p' <<<"$targets"); do
			fuzz "$package" "$target"
		done
	done
done

if ((passed + failed == 0)); then
	echo 'fuzz: no target was found'
	exit 1
fi
echo "fuzz: $passed passed, $failed failed"
((failed == 0))
