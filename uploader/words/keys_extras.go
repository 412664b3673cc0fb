package words

// Poster and subtitles, and files that go into videos that exist.
const (
	ButtonReplace     Key = "button.replace"
	ButtonUploadAsNew Key = "button.upload_as_new"

	ButtonChoosePicture Key = "button.choose_picture"
	ButtonAddSubtitles  Key = "button.add_subtitles"
	ButtonUseSubtitles  Key = "button.use_subtitles"
	ButtonNoThanks      Key = "button.no_thanks"

	FieldPoster    Key = "field.poster"
	FieldSubtitles Key = "field.subtitles"

	DetailsPosterHint     Key = "details.poster_hint"
	DetailsPosterNotShown Key = "details.poster_not_shown"
	DetailsSubtitlesHint  Key = "details.subtitles_hint"
	DetailsOnSite         Key = "details.on_site"
	DetailsLanguageOf     Key = "details.language_of"
	DetailsChooseLanguage Key = "details.choose_language"
	DetailsRemoveFile     Key = "details.remove_file"
	DetailsFoundSubtitles Key = "details.found_subtitles"
	DetailsFoundLanguages Key = "details.found_languages"

	ReplaceTitle   Key = "replace.title"
	ReplacePresent Key = "replace.present"
	ReplaceFresh   Key = "replace.fresh"
	ReplaceUnknown Key = "replace.unknown"
	ReplaceForGood Key = "replace.for_good"
	ReplaceKeep    Key = "replace.keep"
	ReplaceDo      Key = "replace.do"

	FilesChoosePicture   Key = "files.choose_picture"
	FilesChooseSubtitles Key = "files.choose_subtitles"
	FilesPictures        Key = "files.pictures"
	FilesSubtitles       Key = "files.subtitles"
)
