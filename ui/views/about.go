package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/assets"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// licence is the licence of one part of the program, whole.
type licence struct{ part, text string }

// readLicences takes the text of all licences apart: a line "=== NAME" begins each.
func readLicences(text string) (licences []licence) {
	for _, section := range strings.Split("\n"+text, "\n=== ")[1:] {
		name, text, _ := strings.Cut(section, "\n")
		licences = append(licences, licence{name, strings.TrimSpace(text)})
	}
	return licences
}

// about is the page about the program: its version, where it keeps the list, and what it is made with.
func (s *Settings) about(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	program := widgets.NewColumn(4, widgets.Insets{}, widgets.NewParagraph(s.window.Name, widgets.StyleStrong), widgets.NewParagraph(env.T(words.HelpAboutDoes), widgets.StyleBody))
	if s.window.Version != "" {
		program.Add(widgets.NewParagraph(env.T(words.HelpAboutVersion, words.Text("version", s.window.Version)), widgets.StyleBody))
	}
	pieces := []fyne.CanvasObject{program}
	if folder := s.window.Folder; folder != "" {
		open := widgets.NewButton(kit, widgets.Plain, env.T(words.SettingsOpenFolder), func() { env.System.OpenFolder(folder) })
		pieces = append(pieces, question(env.T(words.SettingsData), "", widgets.NewColumn(8, widgets.Insets{}, widgets.NewParagraph(folder, widgets.StyleSmall), widgets.NewFlow(8, fyne.TextAlignLeading, open))))
	}
	parts := widgets.NewFlow(6, fyne.TextAlignLeading)
	for _, licence := range readLicences(assets.Licences) {
		name, _, _ := strings.Cut(strings.TrimPrefix(licence.part, "github.com/"), " ")
		parts.Add(widgets.NewButton(kit, widgets.Plain, name, func() { s.showLicence(licence) }).Say(env.T(words.SettingsLicenceOf, words.Text("name", name))))
	}
	named := widgets.NewColumn(8, widgets.Insets{}, widgets.NewParagraph(env.T(words.SettingsLicenceHelp), widgets.StyleSmall), parts)
	return append(pieces, question(env.T(words.SettingsLicences), "", named))
}

func (s *Settings) showLicence(licence licence) {
	env := s.env
	text := func(kit widgets.Kit) []fyne.CanvasObject {
		column := widgets.NewColumn(10, widgets.Insets{}, widgets.NewParagraph(licence.part, widgets.StyleLabel))
		for _, paragraph := range strings.Split(licence.text, "\n\n") {
			column.Add(widgets.NewParagraph(paragraph, widgets.StyleSmall))
		}
		return []fyne.CanvasObject{column}
	}
	widgets.ShowPage(env.Kit, env.T(words.SettingsLicenceOf, words.Text("name", strings.Fields(licence.part)[0])), env.T(words.ButtonClose), text, func() {})
}
