package words

// What the details of several videos say of fields that must be filled, and of what lies beside the files.
const (
	ManyMissing     Key = "many.missing"
	ManyMissingShow Key = "many.missing_show"
	ManyMissingTick Key = "many.missing_tick"

	// ManyFound asks about subtitles that lie beside the files.
	ManyFound Key = "many.found"
)
