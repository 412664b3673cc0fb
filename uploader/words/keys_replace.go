package words

// A file that was dropped on a video that has arrived.
const (
	ReplaceDroppedTitle   Key = "replace.dropped_title"
	ReplaceDroppedForGood Key = "replace.dropped_for_good"
	ReplaceVideo          Key = "replace.video"
	ReplaceAsNew          Key = "replace.as_new"
)
