package uploader

// UploadSettings are a person's wishes of how uploads run. The zero value is what holds until somebody asks for something else.
type UploadSettings struct {
	// Files is how many uploads run at once, 1 to 3; 0 is 1.
	Files int `json:"files,omitempty"`
	// Limit bounds what all uploads together send, in bytes a second; 0 is no limit.
	Limit int64 `json:"limit,omitempty"`
	// Polite gives way to others on the same connection, so that a call is not disturbed.
	Polite bool `json:"polite,omitempty"`
	// MayFallAsleep lets the computer fall asleep though an upload is on its way.
	MayFallAsleep bool `json:"may_fall_asleep,omitempty"`
}

// MostFiles is how many uploads may run at once.
const MostFiles = 3

// Within gives the settings with every figure inside its bounds.
func (s UploadSettings) Within() UploadSettings {
	s.Files, s.Limit = min(max(s.Files, 1), MostFiles), max(s.Limit, 0)
	return s
}
