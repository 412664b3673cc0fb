package words

import (
	"math"
	"time"
)

// Left says how much longer something takes, rounded: "about 6 minutes left". Nothing known gives "".
func (w *Words) Left(left time.Duration) string {
	if left <= 0 {
		return ""
	}
	return w.T(DurationLeft, Text("about", w.About(left)))
}

// About is a rounded length of time, to stand in a sentence: "about 14 minutes". It never pretends to know seconds. Nothing known
// gives "".
func (w *Words) About(length time.Duration) string {
	switch {
	case length <= 0:
		return ""
	case length < 45*time.Second:
		return w.T(DurationUnderMinute)
	default:
		return w.T(DurationAbout, Text("amount", w.roughly(length)))
	}
}

func (w *Words) roughly(length time.Duration) string {
	minutes := max(int(math.Round(length.Minutes())), 1)
	if minutes <= 30 {
		return w.T(AmountMinutes, Count("count", minutes))
	}
	if fives := (minutes + 2) / 5 * 5; fives < 60 {
		return w.T(AmountMinutes, Count("count", fives))
	}
	if tens := (minutes + 5) / 10 * 10; tens < 4*60 {
		return w.hoursAndMinutes(tens/60, tens%60)
	}
	if hours := int(math.Round(length.Hours())); hours < 48 {
		return w.T(AmountHours, Count("count", hours))
	}
	return w.T(AmountDays, Count("count", int(math.Round(length.Hours()/24))))
}

func (w *Words) hoursAndMinutes(hours, minutes int) string {
	if minutes == 0 {
		return w.T(AmountHours, Count("count", hours))
	}
	return w.T(AmountHoursMinutes, Count("count", hours), Text("minutes", w.Number(minutes)))
}

// Amount writes a length of time in one whole unit: "40 seconds", "9 minutes", "3 hours", "2 days". It rounds up below a minute
// and to the nearest unit above, and reads a negative length as positive.
func (w *Words) Amount(length time.Duration) string {
	length = length.Abs()
	switch {
	case length < 90*time.Second:
		return w.T(AmountSeconds, Count("count", max(int(math.Ceil(length.Seconds())), 1)))
	case length < 90*time.Minute:
		return w.T(AmountMinutes, Count("count", int(math.Round(length.Minutes()))))
	case length < 36*time.Hour:
		return w.T(AmountHours, Count("count", int(math.Round(length.Hours()))))
	}
	return w.T(AmountDays, Count("count", int(math.Round(length.Hours()/24))))
}

// Duration writes a length of time exactly and short, for results: "45 s", "2 min 05 s", "1 h 12 min".
func (w *Words) Duration(length time.Duration) string {
	seconds := max(int(math.Round(length.Seconds())), 0)
	switch {
	case seconds < 60:
		return w.T(DurationSeconds, Text("seconds", w.Number(seconds)))
	case seconds < 3600 && seconds%60 == 0:
		return w.T(DurationMinutes, Text("minutes", w.Number(seconds/60)))
	case seconds < 3600:
		return w.T(DurationMinutesSeconds, Text("minutes", w.Number(seconds/60)), Text("seconds", twoDigits(seconds%60)))
	}
	if seconds%3600 < 60 {
		return w.T(DurationHours, Text("hours", w.Number(seconds/3600)))
	}
	return w.T(DurationHoursMinutes, Text("hours", w.Number(seconds/3600)), Text("minutes", twoDigits(seconds%3600/60)))
}

// shortDuration is Duration without seconds once there are minutes, for the line below a row.
func (w *Words) shortDuration(length time.Duration) string {
	if length < time.Minute {
		return w.Duration(length)
	}
	return w.Duration(length.Round(time.Minute))
}

func twoDigits(number int) string {
	return string([]byte{byte('0' + number/10%10), byte('0' + number%10)})
}
