package views

import (
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// showLeftover hints at words that only told versions of the file apart, as long as nobody has typed a title.
func (d *Details) showLeftover() {
	hint, title := "", d.form.Draft().Title
	if left := uploader.LeftoverWords(title); left != "" && title == uploader.TitleFromFileName(d.upload.Source.Name) && !d.upload.State.Arrived() {
		hint = d.env.T(words.DetailsTitleLeftover, words.Text("words", left))
	}
	if d.labelled[uploader.FieldTitle].Help(hint) {
		d.pane.Relayout()
	}
}
