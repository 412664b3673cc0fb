package uploader

import "testing"

func TestSettingsStayWithinTheirBounds(t *testing.T) {
	t.Parallel()
	if got, want := (Settings{}).Within(), (Settings{Files: 1, HistoryDays: YearOfHistory}); got != want {
		t.Errorf("what nobody chose is %+v", got)
	}
	wild := Settings{Files: 9, Limit: -1, HistoryDays: -7, Closing: "explode"}
	if got, want := wild.Within(), (Settings{Files: MostFiles, HistoryDays: NoHistory}); got != want {
		t.Errorf("what nobody can choose is %+v", got)
	}
	for _, days := range HistoryChoices() {
		if got := (Settings{HistoryDays: days}).Within().HistoryDays; got != days {
			t.Errorf("%d days of history are %d", days, got)
		}
	}
}
