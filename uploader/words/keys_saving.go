package words

// Saving texts in files.
const FilesTexts Key = "files.texts"
