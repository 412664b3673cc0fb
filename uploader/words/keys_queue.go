package words

// The menu of a row, and of all ticked rows.
const (
	MenuPauseCount    Key = "menu.pause_count"
	MenuResumeCount   Key = "menu.resume_count"
	MenuTryAgainCount Key = "menu.try_again_count"
	MenuMoveFirst     Key = "menu.move_first"
	MenuMoveLast      Key = "menu.move_last"
)
