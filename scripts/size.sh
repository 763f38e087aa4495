#!/usr/bin/env bash
# Measures what a program gets from the library, besides the program: its bytes,
# and the time before main. It uses the main thing of each of the five packages,
# from the JSON of a definition to an answer, and none of the data to start from.
#
#	scripts/size.sh    fails above 3 MB of a stripped program
#
# Both are the difference to a program that prints a line. The time is the least
# of ten runs, and should be below 1 ms; a slow machine fails nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

most_bytes=3000000
most_microseconds=1000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/hello.go" <<'END'
package main

import "fmt"

func main() { fmt.Println("hello") }
END

cat >"$work/uses.go" <<'END'
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

func main() {
	if len(os.Args) == 1 {
		fmt.Println("hello")
		return
	}
	data, now := []byte(os.Args[1]), time.Now()
	office, err := calendar.Parse(data, calendar.Env{Zone: time.LoadLocation})
	fmt.Println(err)
	calendars := map[string]*calendar.Calendar{"office": office}
	policy, err := sla.ParsePolicy(data)
	fmt.Println(err)
	engine, err := sla.Compile(calendars, policy)
	fmt.Println(err)
	report, err := engine.Evaluate(sla.Case{}, now)
	fmt.Println(report, err)
	scheme, err := compensation.ParseScheme(data)
	fmt.Println(err)
	program, err := compensation.Compile(scheme)
	fmt.Println(err)
	facts, err := program.Facts(report, sla.MetricResolution)
	fmt.Println(err)
	award, err := program.Assess(compensation.Claim{Facts: facts})
	fmt.Println(award, err)
	var attainment kpi.Attainment
	fmt.Println(attainment.AddReport(report), attainment.Fulfilment())
	procedure, err := feedback.ParseProcedure(data)
	fmt.Println(err)
	desk, err := feedback.Compile(calendars, procedure)
	fmt.Println(err)
	status, err := desk.Replay(feedback.Item{}, nil, now)
	fmt.Println(status, err)
}
END

# The programs are in a folder of the module that is there for the compiler only.
cat >"$work/overlay.json" <<END
{"Replace": {"$PWD/scripts/hello/main.go": "$work/hello.go", "$PWD/scripts/uses/main.go": "$work/uses.go"}}
END

# build NAME FLAG... prints the size of a program.
build() {
	local name=$1
	shift
	go build -overlay "$work/overlay.json" "$@" -o "$work/$name" "./scripts/$name"
	wc -c <"$work/$name"
}

# before_main NAME prints how many microseconds the packages of a program take.
before_main() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		GODEBUG=inittrace=1 "$work/$1" 2>&1 >"$work/out" |
			awk '{ for (i = 2; i < NF; i++) if ($(i + 1) == "ms" && $(i + 2) == "clock,") sum += $i } END { printf "%d\n", 1000 * sum }'
	done | sort -n | head -n 1
}

hello=$(build hello)
uses=$(build uses)
echo "unstripped: $hello, with the library $uses: $((uses - hello)) bytes more"
hello=$(build hello -ldflags='-s -w')
uses=$(build uses -ldflags='-s -w')
bytes=$((uses - hello))
echo "stripped:   $hello, with the library $uses: $bytes bytes more, at most $most_bytes"
hello=$(before_main hello)
uses=$(before_main uses)
time=$((uses - hello))
echo "before main: $hello µs, with the library $uses µs: $time µs more, wanted: $most_microseconds at most"
((bytes <= most_bytes))
