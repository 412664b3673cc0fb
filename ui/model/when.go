package model

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4}|\d{2})\.?$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})$`)
	clockTime = regexp.MustCompile(`^(\d{1,2})(?:[:.h ]?(\d{2}))?$`)
)

// Day is a date without a time.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day of an instant in its zone.
func DayOf(at time.Time) Day { return Day{at.Year(), at.Month(), at.Day()} }

// At is the instant of hour and minute on that day in a zone.
func (d Day) At(clock Clock, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, clock.Hour, clock.Minute, 0, 0, zone)
}

// String is the date as 2026-12-04, which every language reads in the same way.
func (d Day) String() string { return d.At(Clock{}, time.UTC).Format(time.DateOnly) }

// ParseDay reads 2026-12-04, 4.12.2026, 4/12/26 and the like; the day comes before the month unless the year comes first.
func ParseDay(text string) (Day, bool) {
	text = strings.TrimSpace(text)
	var year, month, day string
	if found := yearFirst.FindStringSubmatch(text); found != nil {
		year, month, day = found[1], found[2], found[3]
	} else if found := dayFirst.FindStringSubmatch(text); found != nil {
		day, month, year = found[1], found[2], found[3]
	} else {
		return Day{}, false
	}
	if len(year) == 2 {
		year = "20" + year
	}
	at, err := time.Parse("2006-1-2", year+"-"+strings.TrimLeft(month, "0")+"-"+strings.TrimLeft(day, "0"))
	if err != nil {
		return Day{}, false
	}
	return DayOf(at), true
}

// Clock is a time of day.
type Clock struct{ Hour, Minute int }

// ClockOf is the time of day of an instant in its zone.
func ClockOf(at time.Time) Clock { return Clock{at.Hour(), at.Minute()} }

// ParseClock reads 9, 9:00, 09.00, 0900 and 9h30.
func ParseClock(text string) (Clock, bool) {
	found := clockTime.FindStringSubmatch(strings.TrimSpace(text))
	if found == nil {
		return Clock{}, false
	}
	hour, _ := strconv.Atoi(found[1])
	minute, _ := strconv.Atoi("0" + found[2])
	if hour > 23 || minute > 59 {
		return Clock{}, false
	}
	return Clock{hour, minute}, true
}

// Clocks are the times offered for choosing: every half hour of the day.
func Clocks() []Clock {
	clocks := make([]Clock, 0, 48)
	for half := range 48 {
		clocks = append(clocks, Clock{half / 2, half % 2 * 30})
	}
	return clocks
}
