package model

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// LeastLimit and MostLimit bound a limit that a person can ask for, in bytes a second: 0.1 Mbit/s and 10,000 Mbit/s.
const (
	LeastLimit = 100_000 / 8
	MostLimit  = 10_000_000_000 / 8
)

var (
	unit    = regexp.MustCompile(`(?i)\s*m(bit|b)(/?s|ps)?$`)
	grouped = regexp.MustCompile(`^[1-9]\d{0,2}([.,' \x{00a0}\x{202f}]\d{3})+$`)
	plain   = regexp.MustCompile(`^\d{1,9}([.,]\d{0,9})?$`)
)

// ParseMegabits reads a typed speed in Mbit/s and gives it in bytes a second. decimal is the language's sign before decimals: with
// the other one three digits are thousands ("1.000" in German), else either is understood ("2,5" and "2.5"). It is false for what
// is no speed or lies beyond the bounds.
func ParseMegabits(text, decimal string) (bytesPerSecond int64, fits bool) {
	text = unit.ReplaceAllString(strings.TrimSpace(text), "")
	if grouped.MatchString(text) && !strings.Contains(text, decimal) {
		text = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text)
	}
	if !plain.MatchString(text) {
		return 0, false
	}
	megabits, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	limit := math.Round(megabits * 1e6 / 8)
	if err != nil || limit < LeastLimit || limit > MostLimit {
		return 0, false
	}
	return int64(limit), true
}

// Megabits writes a limit in bytes a second as a person would type it, in Mbit/s, with up to three decimals.
func Megabits(bytesPerSecond int64, decimal string) string {
	const precision = 1000
	megabits := math.Round(float64(bytesPerSecond)*8/1e6*precision) / precision
	return strings.Replace(strconv.FormatFloat(megabits, 'f', -1, 64), ".", decimal, 1)
}
