package words

// Poster and subtitles, and files that go into videos that exist.
const (
	ButtonReplace     Key = "button.replace"
	ButtonUploadAsNew Key = "button.upload_as_new"
)
