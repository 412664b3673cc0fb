package words

import (
	"testing"

	"twentythree-uploader/uploader"
)

func TestTheHistoryIsAddedUp(t *testing.T) {
	t.Parallel()
	sized, guests := uploader.HistoryPage{Videos: 14, Bytes: 11_200_000_000}, uploader.HistoryPage{Videos: 1}
	expect(t, "all", speak(English).HistoryTotal(sized, 0), "14 videos, 11.2 GB")
	expect(t, "a month", speak(German).HistoryTotal(sized, 30), "14 Videos, 11,2 GB in den letzten 30 Tagen")
	expect(t, "a year", speak(Danish).HistoryTotal(sized, uploader.YearOfHistory), "14 videoer, 11,2 GB i det seneste år")
	expect(t, "videos of guests, whose size is not known", speak(English).HistoryTotal(guests, 30), "1 video in the last 30 days")
}
