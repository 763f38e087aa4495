// Package calendar is working time.
package calendar
