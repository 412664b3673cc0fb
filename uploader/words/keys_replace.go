package words

// A file that was dropped on a video that has arrived.
const (
	ReplaceDroppedTitle   Key = "replace.dropped_title"
	ReplaceDroppedForGood Key = "replace.dropped_for_good"
	ReplaceVideo          Key = "replace.video"
	ReplaceAsNew          Key = "replace.as_new"
)

// A file that was dropped on a video whose own is not where it was, and that is not that one.
const (
	ReplaceUseTitle Key = "replace.use_title"
	ReplaceUseHere  Key = "replace.use_here"
	ReplaceUseMeans Key = "replace.use_means"
	ReplaceUntilNow Key = "replace.until_now"
)
