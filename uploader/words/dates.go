package words

import (
	"strconv"
	"strings"
	"time"

	// A Windows computer has no files of time zones; without them a chosen zone could not be shown.
	_ "time/tzdata"
)

// Date writes a day: "4 Dec", with its year when that is not the present one.
func (w *Words) Date(at time.Time) string {
	if at.In(w.zone).Year() == w.now().In(w.zone).Year() {
		return w.T(DateDayMonth, w.dateArgs(at)...)
	}
	return w.FullDate(at)
}

// FullDate writes a day with its year: "4 Dec 2026".
func (w *Words) FullDate(at time.Time) string { return w.T(DateFull, w.dateArgs(at)...) }

// Time writes a time of day so that it can stand alone: "10:42", "kl. 10.42", "10:42 Uhr".
func (w *Words) Time(at time.Time) string { return w.T(DateTimeOfDay, w.dateArgs(at)...) }

// Clock writes a time of day bare, for lists of times and short lines: "10:42", "10.42".
func (w *Words) Clock(at time.Time) string { return w.T(DateClock, w.dateArgs(at)...) }

// DateTime writes a day and time: "4 Dec, 09:00", "4. dec. kl. 09.00", "4. Dez., 09:00 Uhr".
func (w *Words) DateTime(at time.Time) string {
	return w.T(DateDateTime, Text("date", w.Date(at)), Text("time", w.Time(at)))
}

// When writes an instant as short as the present allows: the time alone today, otherwise day and time.
func (w *Words) When(at time.Time) string {
	if w.sameDay(at, w.now()) {
		return w.Time(at)
	}
	return w.DateTime(at)
}

func (w *Words) sameDay(a, b time.Time) bool {
	return a.In(w.zone).Format(time.DateOnly) == b.In(w.zone).Format(time.DateOnly)
}

func (w *Words) dateArgs(at time.Time) []Arg {
	at = at.In(w.zone)
	return []Arg{
		Text("day", strconv.Itoa(at.Day())),
		Text("month", w.T(Key("month."+strconv.Itoa(int(at.Month()))))),
		Text("year", strconv.Itoa(at.Year())),
		Text("hour", twoDigits(at.Hour())),
		Text("minute", twoDigits(at.Minute())),
	}
}

// Zone names a time zone in words: "Copenhagen time" for "Europe/Copenhagen". An empty name gives "".
func (w *Words) Zone(name string) string {
	if name == "" || name == "Local" {
		return ""
	}
	if city := w.City(name); city != "" {
		return w.T(ZoneTime, Text("city", city))
	}
	return name
}

// City is the city that an IANA zone is named after, in the language where it has its own name there; "" for a zone such as
// "UTC" that is named after none.
func (w *Words) City(zone string) string {
	if key := Key("city." + zone); w.has(key) {
		return w.T(key)
	}
	slash := strings.LastIndexByte(zone, '/')
	if slash < 0 || strings.HasPrefix(zone, "Etc/") {
		return ""
	}
	return strings.ReplaceAll(zone[slash+1:], "_", " ")
}

// YourTime says what an instant chosen in another zone is on this computer: "That is 03:00 your time in New York." It gives ""
// where both clocks show the same.
func (w *Words) YourTime(at time.Time, zone string) string {
	there := location(zone)
	if there == nil {
		return ""
	}
	_, offsetThere := at.In(there).Zone()
	_, offsetHere := at.In(w.zone).Zone()
	if offsetThere == offsetHere {
		return ""
	}
	when := w.Time(at)
	if at.In(there).Format(time.DateOnly) != at.In(w.zone).Format(time.DateOnly) {
		when = w.DateTime(at)
	}
	if city := w.City(w.zone.String()); city != "" {
		return w.T(ZoneYourTimeIn, Text("time", when), Text("city", city))
	}
	return w.T(ZoneYourTime, Text("time", when))
}

// location is nil for a name that is empty or that nobody knows.
func location(name string) *time.Location {
	if name == "" || name == "Local" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return zone
}
