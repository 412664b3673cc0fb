package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// AddAccount is the sheet with the sites that a sign-in opens as well: each becomes an account of its own with one press.
type AddAccount struct {
	env    *Env
	kit    widgets.Kit
	door   AccountsDoor
	other  func()
	sheet  *widgets.Sheet
	column *fyne.Container
}

// ShowAddAccount opens the sheet. other signs in to another site; closed is called when the sheet is gone.
func ShowAddAccount(env *Env, door AccountsDoor, other, closed func()) *AddAccount {
	a := &AddAccount{env: env, door: door}
	a.other = func() {
		a.sheet.Close()
		closed()
		other()
	}
	form := func(kit widgets.Kit) []fyne.CanvasObject {
		a.kit, a.column = kit, widgets.NewColumn(12, widgets.Insets{})
		a.build()
		return []fyne.CanvasObject{a.column}
	}
	a.sheet = widgets.ShowForm(env.Kit, env.T(words.AccountsAddTitle), env.T(words.ButtonClose), form, func() bool { return true }, closed)
	door.LookForWorkspaces()
	return a
}

// Show brings the sheet in line with what was found. The keyboard stays where it is.
func (a *AddAccount) Show() {
	keepingFocus(a.env.Kit, a.column, a.build)
	a.sheet.Relayout()
}

func (a *AddAccount) build() {
	a.column.Objects = nil
	addWorkspaces(a.env, a.kit, a.column, a.door)
	other := widgets.NewButton(a.kit, widgets.Plain, a.env.T(words.AccountsOtherSite), a.other)
	a.column.Add(widgets.NewFlow(8, fyne.TextAlignLeading, other))
}

// addWorkspaces lists the sites that can be added, if there are any.
func addWorkspaces(env *Env, kit widgets.Kit, column *fyne.Container, door AccountsDoor) {
	workspaces := env.Queue.Workspaces()
	if len(workspaces.Found) == 0 {
		if workspaces.Asking {
			column.Add(widgets.NewParagraph(env.T(words.AccountsLooking), widgets.StyleSecondary))
		}
		return
	}
	column.Add(widgets.NewParagraph(env.T(words.AccountsAlsoOpened), widgets.StyleSecondary))
	for _, workspace := range workspaces.Found {
		lines := widgets.NewColumn(0, widgets.Insets{},
			widgets.NewParagraph(workspace.Name, widgets.StyleStrong), widgets.NewParagraph(workspace.Host, widgets.StyleSmall))
		if workspace.Adding {
			lines.Add(widgets.NewParagraph(env.T(words.AccountsAdding), widgets.StyleSmall))
		}
		if !workspace.Reason.IsZero() {
			lines.Add(widgets.NewParagraph(env.Words.Reason(workspace.Reason).Headline, widgets.StyleSmall.In(look.ColourCareful)))
		}
		add := namedButton(env, kit, words.AccountsAdd, workspace.Name, func() { door.AddWorkspace(workspace) })
		if workspace.Adding {
			add.Disable()
		}
		column.Add(widgets.NewLine(12, 0, lines, add))
	}
}

// keepingFocus builds pieces anew; the keyboard goes to the one that says the same as the one before. Where that is gone, or cannot be pressed
// any more, it goes to the one that took its place.
func keepingFocus(kit widgets.Kit, column *fyne.Container, build func()) {
	focused := kit.Canvas().Focused()
	at := slices.Index(widgets.Order(column), focused)
	build()
	if focused == nil || at < 0 {
		return
	}
	same := widgets.Alike(column, focused)
	if left := widgets.Order(column); same == nil && len(left) > 0 {
		same = left[min(at, len(left)-1)]
	}
	kit.Focus(same)
}
