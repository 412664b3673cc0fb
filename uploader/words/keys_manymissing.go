package words

// What the details of several videos say of fields that must be filled.
const (
	ManyMissing     Key = "many.missing"
	ManyMissingShow Key = "many.missing_show"
	ManyMissingTick Key = "many.missing_tick"
)
