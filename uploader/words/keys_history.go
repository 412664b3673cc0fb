package words

// What this computer has uploaded.
const (
	HistoryTitle Key = "history.title"
	HistoryEmpty Key = "history.empty"
)
