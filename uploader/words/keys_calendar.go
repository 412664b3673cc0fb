package words

// The month sheet for choosing a date, and the size of the window's text.
const (
	CalendarEarlier    Key = "calendar.earlier"
	CalendarLater      Key = "calendar.later"
	DateMonthYear      Key = "date.month_year"
	WeekdayMonday      Key = "weekday.1"
	WeekdayTuesday     Key = "weekday.2"
	WeekdayWednesday   Key = "weekday.3"
	WeekdayThursday    Key = "weekday.4"
	WeekdayFriday      Key = "weekday.5"
	WeekdaySaturday    Key = "weekday.6"
	WeekdaySunday      Key = "weekday.7"
	DetailsMoreChoices Key = "details.more_choices"
)
