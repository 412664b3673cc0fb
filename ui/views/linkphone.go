package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// linkPhone is the sheet with the code for a phone in the room. The page is served for as long as it is open.
type linkPhone struct {
	hand  *linkHand
	env   *Env
	kit   widgets.Kit
	sheet *widgets.Sheet
	shown uploader.LinkCode

	body     *fyne.Container
	code     *widgets.Code
	received *widgets.Paragraph
	said     *widgets.Paragraph
}

func (h *linkHand) showCode() {
	if h.phone != nil {
		return
	}
	p := &linkPhone{hand: h, env: h.env}
	h.phone = p
	p.sheet = widgets.ShowPage(h.env.Kit, h.env.T(words.LinksCodeTitle), h.env.T(words.ButtonClose), p.fields, func() {
		h.phone = nil
		h.links.door.HideLinkCode()
	})
	h.shown()
	h.links.door.ShowLinkCode(h.id, "")
}

func (p *linkPhone) fields(kit widgets.Kit) []fyne.CanvasObject {
	p.kit = kit
	p.code = widgets.NewCode(p.env.T(words.LinksCodeSpoken))
	p.body = widgets.NewColumn(12, widgets.Insets{}, widgets.NewParagraph(p.env.T(words.LinksHandWaiting), widgets.StyleBody))
	p.said = widgets.NewParagraph("", widgets.StyleSmall)
	p.said.Hide()
	p.received = widgets.NewParagraph("", widgets.StyleStrong)
	return []fyne.CanvasObject{p.body, p.said, p.received}
}

// Code shows the page that is served, or why none is.
func (l *Links) Code(code uploader.LinkCode) {
	if l.hand == nil || l.hand.phone == nil || l.hand.id != code.Link {
		return
	}
	l.hand.phone.take(code)
}

func (p *linkPhone) take(code uploader.LinkCode) {
	p.shown = code
	focused := p.env.Kit.Canvas().Focused()
	inside := focused != nil && slices.Contains(widgets.Order(p.body), focused)
	p.body.Objects = nil
	switch {
	case code.Trouble == uploader.LinkNoNetwork:
		p.trouble(words.GuestCallNoNetwork, words.ButtonTryAgain, p.again)
	case code.Trouble == uploader.LinkElsewhere:
		p.trouble(words.LinksCodeElsewhere, words.LinksAgain, p.renew)
	case code.Trouble != "":
		p.trouble(words.GuestCallNoPhones, words.ButtonTryAgain, p.again)
	case code.Gone:
		p.trouble(words.GuestCallAddressGone, words.GuestCallNewCode, p.again)
	default:
		p.draw(code)
	}
	p.sheet.Relayout()
	if order := widgets.Order(p.body); len(order) > 0 && (inside || focused == nil) {
		p.env.Kit.Focus(order[0])
	}
}

func (p *linkPhone) trouble(sentence, button words.Key, do func()) {
	p.body.Add(widgets.NewParagraph(p.env.T(sentence), widgets.StyleBody))
	p.body.Add(widgets.NewFlow(0, fyne.TextAlignLeading, widgets.NewButton(p.kit, widgets.Plain, p.env.T(button), do)))
}

func (p *linkPhone) again() { p.at("") }

// at serves the page in one of this computer's networks.
func (p *linkPhone) at(network string) { p.hand.links.door.ShowLinkCode(p.hand.id, network) }

// renew opens the form of a link like this one, which leads phones back to the network that was wanted.
func (p *linkPhone) renew() {
	hand, network := p.hand, p.shown.Network
	p.sheet.Leave()
	hand.sheet.Leave()
	hand.links.newLike(hand.id, network)
}

// until says how long what has to stay open.
func (p *linkPhone) until() words.Key {
	if link, _ := p.hand.links.model.Link(p.hand.id); link.Room {
		return words.LinksCodeClose
	}
	return words.GuestCallKeepOpen
}

func (p *linkPhone) draw(code uploader.LinkCode) {
	env := p.env
	p.code.Set(code.Modules)
	told := widgets.NewColumn(10, widgets.Insets{},
		widgets.NewParagraph(env.T(words.GuestCallScan), widgets.StyleStrong),
		widgets.NewParagraph(env.T(p.until()), widgets.StyleBody),
		widgets.NewParagraph(env.T(words.LinksCodeAddress), widgets.StyleSmall),
		widgets.NewParagraph(code.Address, widgets.StyleStrong),
		widgets.NewFlow(0, fyne.TextAlignLeading, widgets.NewButton(p.kit, widgets.Plain, env.T(words.LinksCodeCopy), p.copy)))
	if len(code.Networks) > 1 {
		names := make([]string, len(code.Networks))
		chosen := ""
		for i, network := range code.Networks {
			names[i] = network.Address + " (" + network.Name + ")"
			if network.Address == code.Network {
				chosen = names[i]
			}
		}
		choose := widgets.NewSelect(p.kit, env.T(words.LinksCodeNetwork), "", names, func(name string) { p.at(code.Networks[slices.Index(names, name)].Address) })
		choose.Fill(chosen)
		network := widgets.NewLabelled(env.T(words.LinksCodeNetwork), "", choose, nil)
		network.Help(env.T(words.GuestCallOtherAddress))
		told.Add(network.Container)
	}
	const gap, readable = 24, 260
	fits := func(width float32) bool { return width >= look.Scaled(readable) }
	const edges = 110
	room := min(look.Half(widgets.PageWidth), env.Kit.Canvas().Size().Width-edges) - gap - p.code.MinSize().Width
	if !fits(room) {
		// What is scanned comes first.
		p.body.Add(widgets.NewFlow(0, fyne.TextAlignCenter, p.code))
		p.body.Add(told)
		return
	}
	p.body.Add(widgets.NewBeside(gap, fits, told, p.code))
}

func (p *linkPhone) copy() {
	p.env.System.CopyText(p.shown.Address)
	p.said.Set(p.env.T(words.LinksCodeCopied))
	p.said.Show()
	p.sheet.Relayout()
}
