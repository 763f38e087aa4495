package main

import (
	"bytes"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

//go:embed data/*.csv data/boston.json
var files embed.FS

// request is one row of the city's file.
type request struct {
	id      string
	opened  time.Time
	cityDue time.Time // as the city published it
	closed  time.Time // zero while it is open
	onTime  bool      // the city's own verdict
}

const columns = "case_id,type,department,channel,opened_at,due_at,closed_at,status,on_time"

// readRequests reads a file of requests.
func readRequests(name string) ([]request, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open requests: %w", err)
	}
	requests, err := parseRequests(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return requests, nil
}

func parseRequests(data io.Reader) ([]request, error) {
	rows := csv.NewReader(data)
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if got := strings.Join(header, ","); got != columns {
		return nil, fmt.Errorf("columns are %.200q, not %q", got, columns)
	}
	var requests []request
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return requests, nil
		}
		if err != nil {
			return nil, err // names the line
		}
		r, err := parseRequest(row)
		if err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		requests = append(requests, r)
	}
}

func parseRequest(row []string) (request, error) {
	r := request{id: row[0]}
	var err error
	if r.opened, err = time.Parse(time.RFC3339, row[4]); err != nil {
		return request{}, fmt.Errorf("opened_at: %w", err)
	}
	if r.cityDue, err = time.Parse(time.RFC3339, row[5]); err != nil {
		return request{}, fmt.Errorf("due_at: %w", err)
	}
	if row[6] != "" {
		if r.closed, err = time.Parse(time.RFC3339, row[6]); err != nil {
			return request{}, fmt.Errorf("closed_at: %w", err)
		}
	}
	switch row[8] {
	case "ONTIME":
		r.onTime = true
	case "OVERDUE":
	default:
		return request{}, fmt.Errorf("on_time: %.80q is neither ONTIME nor OVERDUE", row[8])
	}
	return r, nil
}
