package words

// How numbers are written.
const (
	NumberDecimal   Key = "number.decimal"
	NumberGroup     Key = "number.group"
	FigurePercent   Key = "figure.percent"
	FigureBytes     Key = "figure.bytes"
	FigureKilobytes Key = "figure.kilobytes"
	FigureMegabytes Key = "figure.megabytes"
	FigureGigabytes Key = "figure.gigabytes"
	FigureTerabytes Key = "figure.terabytes"
	FigureKilobits  Key = "figure.kilobits"
	FigureMegabits  Key = "figure.megabits"
	FigureGigabits  Key = "figure.gigabits"
)

// Lengths of time.
const (
	AmountSeconds          Key = "amount.seconds"
	AmountMinutes          Key = "amount.minutes"
	AmountHours            Key = "amount.hours"
	AmountHoursMinutes     Key = "amount.hours_minutes"
	AmountDays             Key = "amount.days"
	DurationLeft           Key = "duration.left"
	DurationUnderMinute    Key = "duration.under_minute"
	DurationAbout          Key = "duration.about"
	DurationSeconds        Key = "duration.seconds"
	DurationMinutes        Key = "duration.minutes"
	DurationMinutesSeconds Key = "duration.minutes_seconds"
	DurationHours          Key = "duration.hours"
	DurationHoursMinutes   Key = "duration.hours_minutes"
)

// Dates, times of day and zones.
const (
	DateDayMonth   Key = "date.day_month"
	DateFull       Key = "date.full"
	DateTimeOfDay  Key = "date.time_of_day"
	DateClock      Key = "date.clock"
	DateDateTime   Key = "date.date_time"
	ZoneTime       Key = "zone.time"
	ZoneYourTimeIn Key = "zone.your_time_in"
	ZoneYourTime   Key = "zone.your_time"
)
