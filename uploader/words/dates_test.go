package words

import (
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestDates(t *testing.T) {
	t.Parallel()
	morning := time.Date(2026, 12, 4, 8, 5, 0, 0, time.UTC)
	for _, row := range []struct {
		language                                  Language
		date, dateTime, copenhagen, clock, timeOf string
		nextYear                                  string
	}{
		{English, "4 Dec", "4 Dec, 08:05", "4 Dec, 09:05", "08:05", "08:05", "4 Dec 2027"},
		{Danish, "4. dec.", "4. dec. kl. 08.05", "4. dec. kl. 09.05", "08.05", "kl. 08.05", "4. dec. 2027"},
		{German, "4. Dez.", "4. Dez., 08:05 Uhr", "4. Dez., 09:05 Uhr", "08:05", "08:05 Uhr", "4. Dez. 2027"},
	} {
		w := speak(row.language)
		expect(t, "date", w.Date(morning), row.date)
		expect(t, "date and time", w.DateTime(morning), row.dateTime)
		expect(t, "another zone", w.InZone("Europe/Copenhagen").DateTime(morning), row.copenhagen)
		expect(t, "clock", w.Clock(morning), row.clock)
		expect(t, "time", w.Time(morning), row.timeOf)
		expect(t, "next year", w.Date(morning.AddDate(1, 0, 0)), row.nextYear)
		expect(t, "today", w.When(testNow), w.Time(testNow))
		expect(t, "another day", w.When(morning), w.DateTime(morning))
	}
}

func TestZones(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, en, da, de string }{
		{"Europe/Copenhagen", "Copenhagen time", "lokal tid i København", "Ortszeit Kopenhagen"},
		{"America/New_York", "New York time", "lokal tid i New York", "Ortszeit New York"},
		{"UTC", "UTC", "UTC", "UTC"},
		{"Etc/GMT-1", "Etc/GMT-1", "Etc/GMT-1", "Etc/GMT-1"},
		{"", "", "", ""},
	} {
		expect(t, "en", speak(English).Zone(row.name), row.en)
		expect(t, "da", speak(Danish).Zone(row.name), row.da)
		expect(t, "de", speak(German).Zone(row.name), row.de)
	}
}

func TestYourTime(t *testing.T) {
	t.Parallel()
	nine := time.Date(2026, 12, 4, 8, 0, 0, 0, time.UTC)
	newYork := speak(English).InZone("America/New_York")
	expect(t, "New York", newYork.YourTime(nine, "Europe/Copenhagen"), "That is 03:00 your time in New York.")
	expect(t, "the day before", newYork.YourTime(nine.Add(-8*time.Hour), "Europe/Copenhagen"), "That is 3 Dec, 19:00 your time in New York.")
	expect(t, "same clock", speak(English).InZone("Europe/Oslo").YourTime(nine, "Europe/Copenhagen"), "")
	expect(t, "no city", speak(English).YourTime(nine, "Europe/Copenhagen"), "That is 08:00 on this computer.")
	expect(t, "no such zone", newYork.YourTime(nine, "Middle/Earth"), "")
}

func TestPublishAt(t *testing.T) {
	t.Parallel()
	m := uploader.Metadata{Visibility: uploader.PublishOnDate, PublishAt: time.Date(2026, 12, 4, 8, 0, 0, 0, time.UTC), PublishZone: "Europe/Copenhagen"}
	expect(t, "en", speak(English).PublishAt(m), "4 Dec, 09:00, Copenhagen time")
	expect(t, "da", speak(Danish).PublishAt(m), "4. dec. kl. 09.00, lokal tid i København")
	expect(t, "past", speak(English).PastDate(m), "This date has passed: the video becomes visible at once, dated 4 Dec.")
	m.PublishZone = ""
	expect(t, "no zone", speak(English).PublishAt(m), "4 Dec, 08:00")
}
