package uploader

// Settings are a person's choices about the program, but for how the window looks. The zero value is what holds until somebody asks for
// something else.
type Settings struct {
	// Files is how many uploads run at once, 1 to 3; 0 is 1.
	Files int `json:"files,omitempty"`
	// Limit bounds what all uploads together send, in bytes a second; 0 is no limit.
	Limit int64 `json:"limit,omitempty"`
	// Polite gives way to others on the same connection, so that a call is not disturbed.
	Polite bool `json:"polite,omitempty"`
	// MayFallAsleep lets the computer fall asleep though an upload is on its way.
	MayFallAsleep bool `json:"may_fall_asleep,omitempty"`
	// StartAdded uploads new videos at once, but for those that need the person first.
	StartAdded bool `json:"start_added,omitempty"`
	// Closing is what closing the window does while videos are on their way.
	Closing Closing `json:"closing,omitempty"`
	// SilentFinished and SilentNeeded leave out the system's notifications: that all is uploaded, that a video needs the person.
	SilentFinished bool `json:"silent_finished,omitempty"`
	SilentNeeded   bool `json:"silent_needed,omitempty"`
	// NoTitleFromName leaves the title of a new video empty instead of taking it from the name of its file.
	NoTitleFromName bool `json:"no_title_from_name,omitempty"`
	// NoWarningSentBefore adds a file that was sent before like any other.
	NoWarningSentBefore bool `json:"no_warning_sent_before,omitempty"`
	// StartupOffered says that the person was asked once whether the program is to start with the computer.
	StartupOffered bool `json:"startup_offered,omitempty"`
	// HistoryDays is for how many days the history is kept: 365, 90 or 30; 0 is 365. NoHistory keeps nothing.
	HistoryDays int `json:"history_days,omitempty"`
	// Updates is whether to look for newer versions of the program, where the organisation leaves that to the person.
	Updates UpdateWish `json:"updates,omitempty"`
}

// Closing is what closing the window does while videos are on their way.
type Closing string

// The answers to the question that comes with closing.
const (
	ClosingAsks  Closing = ""
	ClosingHides Closing = "hide" // uploads go on without a window
	ClosingQuits Closing = "quit" // they go on at the next start
)

// Bounds of the settings.
const (
	// MostFiles is how many uploads may run at once.
	MostFiles = 3
	// YearOfHistory is for how many days the history is kept unless somebody wants otherwise; NoHistory keeps nothing.
	YearOfHistory = 365
	NoHistory     = -1
	// LowBattery is the charge in percent below which a computer without mains may fall asleep, upload or not.
	LowBattery = 20
)

// HistoryChoices are the days a person can choose between, the longest time first, NoHistory at the end.
func HistoryChoices() []int { return []int{YearOfHistory, 90, 30, NoHistory} }

// Within gives the settings with every figure inside its bounds.
func (s Settings) Within() Settings {
	s.Files, s.Limit = min(max(s.Files, 1), MostFiles), max(s.Limit, 0)
	switch {
	case s.HistoryDays < 0:
		s.HistoryDays = NoHistory
	case s.HistoryDays == 0:
		s.HistoryDays = YearOfHistory
	}
	if s.Updates != UpdatesWanted && s.Updates != UpdatesUnwanted {
		s.Updates = UpdatesUndecided
	}
	if s.Closing != ClosingHides && s.Closing != ClosingQuits {
		s.Closing = ClosingAsks
	}
	return s
}
