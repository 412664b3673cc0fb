package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// shareField adds tags or categories to all videos and takes them from all: never are those of one video replaced by those of another.
type shareField struct {
	env            *Env
	piece          *fyne.Container
	add            *widgets.Chips
	all, some      *fyne.Container
	allLine        *fyne.Container
	someLine       *fyne.Container
	shown          []model.Share
	total          int
	named          map[string]uploader.Category // of the categories to choose from, by their names
	toAll, fromAll func(share model.Share)
	suggestions    []string
}

// sharesShown is how many of those that only some videos have are shown.
const sharesShown = 24

func (m *Many) newShares(makeAdd func(chosen func([]string)) *widgets.Chips, toAll, fromAll func(model.Share)) *shareField {
	env := m.env
	s := &shareField{env: env, toAll: toAll, fromAll: fromAll}
	s.add = makeAdd(func(chosen []string) {
		s.add.Fill(nil, s.suggestions)
		for _, name := range chosen {
			toAll(model.Share{Name: name, Category: s.named[name]})
		}
	})
	s.all, s.some = widgets.NewFlow(6, fyne.TextAlignLeading), widgets.NewFlow(6, fyne.TextAlignLeading)
	line := func(key words.Key, chips *fyne.Container) *fyne.Container {
		return widgets.NewColumn(4, widgets.Insets{}, widgets.NewText(env.T(key), widgets.StyleSmall), chips)
	}
	s.allLine, s.someLine = line(words.ManyInAll, s.all), line(words.ManyInOnlySome, s.some)
	s.piece = widgets.NewColumn(8, widgets.Insets{}, s.add, s.allLine, s.someLine)
	return s
}

func (m *Many) newTags() *shareField {
	return m.newShares(func(chosen func([]string)) *widgets.Chips {
		return widgets.NewChips(m.env.Kit, widgets.ChipText{
			Label: m.env.T(words.ManyAddTag), Remove: m.env.T(words.ButtonRemove), Hint: m.env.T(words.ManyAddTag),
		}, chosen, m.pane.Relayout)
	}, func(share model.Share) {
		m.change(uploader.FieldTags, uploader.Change{AddTags: []string{share.Name}})
	}, func(share model.Share) {
		m.change(uploader.FieldTags, uploader.Change{RemoveTags: []string{share.Name}})
	})
}

func (m *Many) newCategories() *shareField {
	return m.newShares(func(chosen func([]string)) *widgets.Chips {
		return widgets.NewChoices(m.env.Kit, widgets.ChipText{
			Label: m.env.T(words.ManyAddCategory), Remove: m.env.T(words.ButtonRemove), Hint: m.env.T(words.ManyAddCategory),
			Nothing: m.env.T(words.EmptyFilterOther), More: func(hidden int) string { return m.env.T(words.DetailsMoreChoices, count(hidden)) },
		}, chosen, m.pane.Relayout)
	}, func(share model.Share) {
		m.change(uploader.FieldCategories, uploader.Change{AddCategories: []uploader.Category{share.Category}})
	}, func(share model.Share) {
		m.change(uploader.FieldCategories, uploader.Change{RemoveCategories: []uploader.Category{share.Category}})
	})
}

// fill shows what the videos have, and offers choices that not all of them have yet.
func (s *shareField) fill(shares []model.Share, batch model.Batch, choices []string) {
	inAll, inSome := batch.Split(shares)
	s.suggestions = slices.DeleteFunc(slices.Clone(choices), func(choice string) bool {
		return slices.ContainsFunc(inAll, func(share model.Share) bool { return share.Name == choice })
	})
	s.add.Fill(nil, s.suggestions)
	if total := len(batch.Uploads); total == s.total && slices.Equal(shares, s.shown) {
		return
	}
	s.shown, s.total = slices.Clone(shares), len(batch.Uploads)
	keepingFocus(s.env.Kit, s.piece, func() {
		s.all.Objects, s.some.Objects = nil, nil
		for _, share := range inAll {
			s.all.Add(widgets.NewChip(s.env.Kit, look.IconClose, share.Name, s.env.T(words.ManyRemoveFromAll), func() {
				s.fromAll(share)
				s.env.Kit.Focus(s.add.Field())
			}))
		}
		for _, share := range inSome[:min(len(inSome), sharesShown)] {
			s.some.Add(s.ofSome(share))
		}
		if more := len(inSome) - sharesShown; more > 0 {
			s.some.Add(widgets.NewText(s.env.T(words.ManyMoreShares, count(more)), widgets.StyleSmall))
		}
	})
	widgets.Visible(s.allLine, len(inAll) > 0)
	widgets.Visible(s.someLine, len(inSome) > 0)
}

func (s *shareField) ofSome(share model.Share) *widgets.Chip {
	toAll, fromAll := s.env.T(words.ManyAddToAll), s.env.T(words.ManyRemoveFromAll)
	text := s.env.T(words.ManyInSome, words.Text("name", share.Name), count(share.Count), words.Text("all", s.env.Words.Number(s.total)))
	var chip *widgets.Chip
	back := func(do func(model.Share)) func() {
		return func() {
			do(share)
			s.env.Kit.Focus(s.add.Field())
		}
	}
	chip = widgets.NewChip(s.env.Kit, look.IconChevronDown, text, toAll+", "+fromAll, func() {
		s.env.Kit.ShowMenuBelow(chip, []widgets.MenuItem{{Words: toAll, Do: back(s.toAll)}, {Words: fromAll, Do: back(s.fromAll)}})
	})
	return chip
}
