package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// order says which of the two small numbers of a date is the day.
type order int

const (
	unknown order = iota
	dayFirst
	monthFirst
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ,]+(.+))?$`)
	localDate = regexp.MustCompile(`^(\d{1,2})\s?([-./])\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d{2})(?:[T ,]+(.+))?$`)
	clock     = regexp.MustCompile(`(?i)^(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?: ?(am|pm|uhr))?$`)
)

// orderOf finds out from all dates of a column whether days come before months where slashes separate them, as Americans write them
// the other way round. With dots and hyphens the day always comes first.
func orderOf(texts []string) order {
	found := unknown
	for _, text := range texts {
		parts := localDate.FindStringSubmatch(text)
		if parts == nil || parts[2] != "/" {
			continue
		}
		first, _ := strconv.Atoi(parts[1])
		second, _ := strconv.Atoi(parts[3])
		const months = 12
		switch {
		case first > months && second <= months && found != monthFirst:
			found = dayFirst
		case second > months && first <= months && found != dayFirst:
			found = monthFirst
		case first > months || second > months:
			return unknown
		}
	}
	return found
}

// readDate reads a date, with a time or at the day's beginning. why is "" when it was read.
func readDate(text string, slashes order, zone *time.Location) (at time.Time, why uploader.SheetCellProblem) {
	var year, month, day, rest string
	if parts := isoDate.FindStringSubmatch(text); parts != nil {
		year, month, day, rest = parts[1], parts[2], parts[3], parts[4]
	} else if parts := localDate.FindStringSubmatch(text); parts != nil {
		day, month, year, rest = parts[1], parts[3], parts[4], parts[5]
		switch {
		case parts[2] != "/" || day == month:
		case slashes == monthFirst:
			day, month = month, day
		case slashes == unknown:
			return time.Time{}, uploader.SheetCellTwoDates
		}
	} else {
		return time.Time{}, uploader.SheetCellDate
	}
	if len(year) == 2 {
		year = "20" + year
	}
	numbers := [3]int{}
	for i, digits := range []string{year, month, day} {
		numbers[i], _ = strconv.Atoi(digits)
	}
	hour, minute, read := readClock(strings.TrimSpace(rest))
	at = time.Date(numbers[0], time.Month(numbers[1]), numbers[2], hour, minute, 0, 0, zone)
	if !read || at.Day() != numbers[2] || int(at.Month()) != numbers[1] || at.Year() != numbers[0] {
		return time.Time{}, uploader.SheetCellDate
	}
	return at, ""
}

func readClock(text string) (hour, minute int, read bool) {
	if text == "" {
		return 0, 0, true
	}
	parts := clock.FindStringSubmatch(text)
	if parts == nil {
		return 0, 0, false
	}
	hour, _ = strconv.Atoi(parts[1])
	minute, _ = strconv.Atoi(parts[2])
	const noon = 12
	switch half := strings.ToLower(parts[3]); {
	case (half == "am" || half == "pm") && (hour > noon || hour == 0):
		return 0, 0, false
	case half == "pm" && hour < noon:
		hour += noon
	case half == "am" && hour == noon:
		hour = 0
	}
	return hour, minute, hour < 24 && minute < 60
}
