package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// fillSubtitles lists the chosen files of subtitles, each with its language.
func (x *extras) fillSubtitles() {
	x.list.Objects = nil
	offered := x.languages()
	names := make([]string, len(offered))
	x.languageNames = make(map[string]string, len(offered))
	for i, language := range offered {
		names[i] = x.env.Words.LanguageName(language, offered)
		x.languageNames[names[i]] = language.Locale
	}
	slices.SortFunc(names, x.env.Words.Compare)
	_, outstanding := x.upload.Outstanding()
	for i, subtitle := range x.upload.Metadata.Subtitles {
		held := x.upload.State.Arrived() && !x.upload.Placeholder() && !slices.ContainsFunc(outstanding, subtitle.SameAs)
		x.list.Add(x.row(i, subtitle, names, held))
	}
	widgets.Visible(x.list, len(x.list.Objects) > 0)
}

// languages are those to choose from: the site's own, or the common ones, and any that is chosen already.
func (x *extras) languages() []uploader.Language {
	catalogue, _ := x.env.Queue.Catalogue(x.upload.Account)
	offered := slices.Clone(catalogue.Languages)
	if len(offered) == 0 {
		offered = uploader.CommonLanguages()
	}
	for _, subtitle := range x.upload.Metadata.Subtitles {
		there := slices.ContainsFunc(offered, func(l uploader.Language) bool { return l.Locale == subtitle.Locale })
		if subtitle.Locale != "" && !there {
			offered = append(offered, uploader.Language{Locale: subtitle.Locale})
		}
	}
	return offered
}

func (x *extras) languageName(locale string) string {
	for name, known := range x.languageNames {
		if known == locale {
			return name
		}
	}
	return ""
}

func (x *extras) row(at int, subtitle uploader.Subtitle, names []string, held bool) fyne.CanvasObject {
	env, name := x.env, widgets.NewEllipsis(x.onSite(subtitle.Source.Name, held), widgets.StyleSmall.In(look.ColourText))
	if held {
		return widgets.NewColumn(2, widgets.Insets{}, name, widgets.NewText(x.languageName(subtitle.Locale), widgets.StyleBody))
	}
	label := env.T(words.DetailsLanguageOf, words.Text("file", subtitle.Source.Name))
	language := widgets.NewSelect(env.Kit, label, env.T(words.DetailsChooseLanguage), names, func(chosen string) {
		changed := slices.Clone(x.upload.Metadata.Subtitles)
		changed[at].Locale = x.languageNames[chosen]
		x.change(uploader.Change{Subtitles: &changed})
		env.Kit.Focus(widgets.Find(x.list.Objects[at], func(fyne.Focusable) bool { return true }))
	})
	language.Fill(x.languageName(subtitle.Locale))
	language.Careful(subtitle.Locale == "")
	remove := widgets.NewIcon(env.Kit, look.IconClose, env.T(words.DetailsRemoveFile, words.Text("file", subtitle.Source.Name)), func() {
		left := slices.Delete(slices.Clone(x.upload.Metadata.Subtitles), at, at+1)
		x.forget(x.upload.ID, uploader.FieldSubtitles)
		x.memory.declined[subtitle.Source.Path] = true
		x.change(uploader.Change{Subtitles: &left})
		env.Kit.Focus(x.addSubtitles)
	})
	return widgets.NewColumn(4, widgets.Insets{}, name, widgets.NewLine(6, 0, language, remove))
}

// fillOffer asks about subtitles that lie beside the video and were neither taken nor declined.
func (x *extras) fillOffer() {
	env, found := x.env, x.memory.open(x.upload)
	x.offer.Objects = nil
	widgets.Visible(x.offer, len(found) > 0)
	if len(found) == 0 {
		return
	}
	use := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonUseSubtitles), func() {
		x.change(uploader.Change{AddSubtitles: found})
		x.unfold()
		env.Kit.Focus(x.addSubtitles)
	})
	leave := widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonNoThanks), func() {
		for _, subtitle := range found {
			x.memory.declined[subtitle.Source.Path] = true
		}
		x.fillOffer()
		x.grown()
	})
	x.offer.Add(newQuestion(x.question(found), use, leave))
}

// open are the subtitles that lie beside a video and were neither taken nor declined.
func (m *extrasMemory) open(upload uploader.Upload) (found []uploader.Subtitle) {
	for _, subtitle := range m.beside[upload.ID] {
		taken := slices.ContainsFunc(upload.Metadata.Subtitles, func(s uploader.Subtitle) bool { return s.Source.Path == subtitle.Source.Path })
		if !taken && !m.declined[subtitle.Source.Path] {
			found = append(found, subtitle)
		}
	}
	return found
}

func (x *extras) question(found []uploader.Subtitle) string {
	var names []string
	for _, subtitle := range found {
		name := x.languageName(subtitle.Locale)
		if name == "" && subtitle.Locale != "" {
			name = x.env.Words.LanguageName(uploader.Language{Locale: subtitle.Locale}, nil)
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return x.env.T(words.DetailsFoundSubtitles)
	}
	return x.env.T(words.DetailsFoundLanguages, words.Text("languages", strings.Join(names, ", ")))
}
