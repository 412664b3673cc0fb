package words

import "time"

// Month is a month with its year: "Dec 2026". It is read in month's own zone.
func (w *Words) Month(month time.Time) string {
	return w.In(month.Location()).T(DateMonthYear, w.In(month.Location()).dateArgs(month)...)
}

// Weekdays are the short names of the days, Monday first.
func (w *Words) Weekdays() [7]string {
	return [7]string{
		w.T(WeekdayMonday), w.T(WeekdayTuesday), w.T(WeekdayWednesday), w.T(WeekdayThursday),
		w.T(WeekdayFriday), w.T(WeekdaySaturday), w.T(WeekdaySunday),
	}
}
