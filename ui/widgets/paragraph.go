package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Paragraph is text that breaks into lines at the width it is given. With a limit, the last line that fits is cut with an
// ellipsis.
type Paragraph struct {
	widget.BaseWidget
	words string
	style Style
	limit int
	lines []*canvas.Text
	wrap  wrapped
}

type wrapped struct {
	words string
	width float32
	scale float32
	style Style
	lines []string
}

// NewParagraph makes a paragraph of any number of lines.
func NewParagraph(words string, style Style) *Paragraph { return NewLimited(words, style, 0) }

// NewLimited makes a paragraph of at most limit lines; 0 is no limit.
func NewLimited(words string, style Style, limit int) *Paragraph {
	p := &Paragraph{words: words, style: style, limit: limit}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the words.
func (p *Paragraph) Set(words string) { p.Restyle(words, p.style) }

// Restyle changes words and style together.
func (p *Paragraph) Restyle(words string, style Style) {
	if words == p.words && style == p.style {
		return
	}
	p.words, p.style = words, style
	p.Refresh()
}

// Limit changes the number of lines.
func (p *Paragraph) Limit(lines int) {
	if p.limit != lines {
		p.limit = lines
		p.Refresh()
	}
}

// Words is the whole text.
func (p *Paragraph) Words() string { return p.words }

// Cut reports whether the text has more lines than it may.
func (p *Paragraph) Cut() bool {
	return p.limit > 0 && len(p.style.wrap(p.words, p.Size().Width)) > p.limit
}

// Exceeds reports whether the words need more lines than that at a width.
func (p *Paragraph) Exceeds(width float32, lines int) bool { return len(p.broken(width)) > lines }

// AccessibilityLabel is the whole text.
func (p *Paragraph) AccessibilityLabel() string { return p.words }

// AccessibilityRole is text.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is the height at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	lines := len(p.broken(width))
	if p.limit > 0 {
		lines = min(lines, p.limit)
	}
	return float32(lines) * p.style.lineHeight()
}

// WidthNeeded is the width of the longest line where nothing is broken.
func (p *Paragraph) WidthNeeded() float32 {
	var width float32
	for line := range strings.SplitSeq(p.words, "\n") {
		width = max(width, p.style.width(line))
	}
	return width
}

func (p *Paragraph) broken(width float32) []string {
	scale := look.Scale()
	if p.wrap.words != p.words || p.wrap.width != width || p.wrap.scale != scale || p.wrap.style != p.style {
		p.wrap = wrapped{p.words, width, scale, p.style, p.style.wrap(p.words, width)}
	}
	return p.wrap.lines
}

// CreateRenderer draws the lines.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return drawn{
		objects: func() []fyne.CanvasObject {
			objects := make([]fyne.CanvasObject, len(p.lines))
			for i, line := range p.lines {
				objects[i] = line
			}
			return objects
		},
		layout: p.draw,
		minSize: func() fyne.Size {
			return fyne.NewSize(look.Scaled(16), p.HeightFor(max(p.Size().Width, look.Scaled(16))))
		},
		refresh: func() {
			p.draw(p.Size())
			canvas.Refresh(p)
		},
	}
}

func (p *Paragraph) draw(size fyne.Size) {
	lines := p.broken(size.Width)
	if p.limit > 0 && len(lines) > p.limit {
		rest := strings.Join(lines[p.limit-1:], " ")
		lines = append(append([]string{}, lines[:p.limit-1]...), p.style.fit(rest, size.Width))
	}
	for len(p.lines) < len(lines) {
		p.lines = append(p.lines, canvas.NewText("", nil))
	}
	p.lines = p.lines[:len(lines)]
	height := p.style.lineHeight()
	for i, line := range p.lines {
		p.style.apply(line)
		line.Text = lines[i]
		place(line, 0, float32(i)*height, size.Width, height)
		line.Refresh()
	}
}

// wrap breaks words into lines no wider than width: at spaces, and inside a word that is wider than a line.
func (s Style) wrap(words string, width float32) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(words, "\n") {
		line := ""
		for word := range strings.SplitSeq(paragraph, " ") {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if s.width(joined) <= width {
				line = joined
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			line = word
			for s.width(line) > width && utf8.RuneCountInString(line) > 1 {
				head := s.head(line, width)
				lines = append(lines, head)
				line = line[len(head):]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// head is the longest start of word that fits, at least one character.
func (s Style) head(word string, width float32) string {
	end := 0
	for i, r := range word {
		if next := i + utf8.RuneLen(r); end == 0 || s.width(word[:next]) <= width {
			end = next
			continue
		}
		break
	}
	return word[:end]
}
