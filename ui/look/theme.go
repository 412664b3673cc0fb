package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode is light, dark, or whatever the system says.
type Mode string

// The looks a person can choose.
const (
	System       Mode = ""
	Light        Mode = "light"
	Dark         Mode = "dark"
	HighContrast Mode = "contrast" // black, white and yellow
)

// Theme is the window's look for the toolkit. It is never changed; another look is another Theme.
type Theme struct {
	mode  Mode
	scale float32
}

var _ fyne.Theme = Theme{}

// New makes a look. textScale is 1 for 100 % text and 2 for 200 %; what lies outside is brought to the nearer end.
func New(mode Mode, textScale float32) Theme {
	return Theme{mode: mode, scale: min(max(textScale, 1), 2)}
}

// Mode is the look that was chosen.
func (t Theme) Mode() Mode { return t.mode }

// Color is the value of a role.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.mode {
	case Light:
		variant = theme.VariantLight
	case Dark, HighContrast:
		variant = theme.VariantDark
	}
	colours := lightColours
	switch {
	case t.mode == HighContrast:
		colours = contrastColours
	case variant == theme.VariantDark:
		colours = darkColours
	}
	if ours, known := toolkitColours[name]; known {
		name = ours
	}
	if value, known := colours[name]; known {
		return value
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font gives Inter. Bold is the semibold weight: a name in bold still finds the letters of other scripts in the system's fonts,
// which a font given to a single text does not.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return semiBold
	case style.Italic:
		return italic
	}
	return regular
}

// Icon gives the toolkit's own icons, which only its fallback windows show.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size gives the sizes of the toolkit's own pieces that we use (text fields, menus, scroll bars), and our text scale.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case sizeScale:
		return t.scale
	case theme.SizeNameText:
		return TextBody * t.scale
	case theme.SizeNameCaptionText:
		return TextSmall * t.scale
	case theme.SizeNameInnerPadding:
		return fieldPadding
	case theme.SizeNameLineSpacing:
		return 3 * t.scale
	case theme.SizeNameInputBorder:
		return fieldBorder
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius:
		return RadiusControl
	case theme.SizeNameMenuRadius, theme.SizeNamePopupRadius, theme.SizeNameDialogRadius:
		return RadiusCard
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}
