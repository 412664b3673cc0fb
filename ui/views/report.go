package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Report shows what would be sent before it is copied or saved; what the person takes out of the text stays out.
type Report struct {
	env   *Env
	door  CheckDoor
	sheet *widgets.Sheet
	names *widgets.Tick
	text  *widgets.Field
	said  *widgets.Paragraph
	made  uploader.Report
}

// ShowReport opens the sheet and asks for the report; closed is called when it is gone.
func ShowReport(env *Env, door CheckDoor, closed func()) *Report {
	r := &Report{env: env, door: door}
	r.sheet = widgets.ShowPage(env.Kit, env.T(words.ReportTitle), env.T(words.ButtonClose), r.form, closed)
	r.ask(false)
	return r
}

func (r *Report) form(kit widgets.Kit) []fyne.CanvasObject {
	env := r.env
	// What scrolls inside what scrolls should be seen whole: larger text gets fewer rows.
	rows := 1 + int(12/(look.Scale()*look.Scale()))
	r.names = widgets.NewTick(kit, env.T(words.ReportNames), false, r.ask)
	r.text = widgets.NewArea(kit, env.T(words.ReportText), "", rows, nil)
	r.said = widgets.NewParagraph(env.T(words.ReportMaking), widgets.StyleSmall)
	ways := widgets.NewFlow(8, fyne.TextAlignLeading,
		widgets.NewButton(kit, widgets.Plain, env.T(words.ButtonCopyReport), r.copy),
		widgets.NewButton(kit, widgets.Plain, env.T(words.ReportSave), r.save))
	return []fyne.CanvasObject{
		widgets.NewColumn(8, widgets.Insets{}, widgets.NewParagraph(env.T(words.ReportAbout), widgets.StyleSmall), r.names),
		r.text, widgets.NewColumn(6, widgets.Insets{}, ways, r.said),
	}
}

func (r *Report) ask(names bool) {
	r.say(r.env.T(words.ReportMaking))
	r.door.MakeReport(r.env.Words.Language(), names)
}

// Take shows a report that was made; one for another choice of names is late.
func (r *Report) Take(made uploader.Report) {
	if made.Names != r.names.On() {
		return
	}
	r.made = made
	r.text.Fill(made.Text)
	r.say("")
}

func (r *Report) copy() {
	if r.text.Text != "" {
		r.env.System.CopyText(r.text.Text)
		r.say(r.env.T(words.ReportCopied))
	}
}

func (r *Report) save() {
	if r.text.Text == "" {
		return
	}
	r.env.System.SaveText(SavedText{
		Title: r.env.asTitle(words.ReportSave), Kind: r.env.T(words.FilesTexts), Text: r.text.Text,
		Name: "TwentyThree Uploader " + r.made.Made.In(r.env.Zone).Format("2006-01-02 15.04") + ".txt",
	}, func(name string) {
		if name == "" {
			r.say(r.env.T(words.ReportUnsaved))
			return
		}
		r.say(r.env.T(words.ReportSaved, words.Text("name", name)))
	})
}

func (r *Report) say(text string) {
	r.said.Set(text)
	if r.sheet != nil {
		r.sheet.Relayout()
	}
}
