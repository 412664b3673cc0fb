package look

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"twentythree-uploader/assets"
)

// luminance and contrast are WCAG 2.2's.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	channel := func(v uint8) float64 {
		share := float64(v) / 255
		if share <= 0.04045 {
			return share / 12.92
		}
		return math.Pow((share+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n.R) + 0.7152*channel(n.G) + 0.0722*channel(n.B)
}

func contrast(a, b color.Color) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

func TestEveryColourCanBeRead(t *testing.T) {
	t.Parallel()
	grounds := []fyne.ThemeColorName{ColourBackground, ColourSurface, ColourSelected, ColourHover, ColourMenu}
	text := []fyne.ThemeColorName{ColourText, ColourSecondary, ColourMain, ColourGood, ColourCareful, ColourPerson, ColourIdle}
	shapes := []fyne.ThemeColorName{ColourControl, ColourFocus}
	for _, mode := range []Mode{Light, Dark, HighContrast} {
		look := New(mode, 1)
		colour := func(role fyne.ThemeColorName) color.Color { return look.Color(role, theme.VariantLight) }
		check := func(front, ground fyne.ThemeColorName, least float64) {
			if found := contrast(colour(front), colour(ground)); found < least {
				t.Errorf("%s: %s on %s has %.2f:1, at least %.1f is needed", mode, front, ground, found, least)
			}
		}
		for _, ground := range grounds {
			for _, front := range text {
				check(front, ground, 4.5)
			}
			for _, front := range shapes {
				check(front, ground, 3)
			}
		}
		check(ColourOnMain, ColourMain, 4.5)
		check(ColourOnMain, ColourMainHover, 4.5)
		check(ColourText, ColourHover, 4.5)
		check(ColourMain, ColourHover, 4.5)
		check(ColourMain, ColourTrack, 3)
	}
}

// TestHighContrastIsBlackWhiteAndYellow wants the strictest contrast of WCAG for all that is to be read.
func TestHighContrastIsBlackWhiteAndYellow(t *testing.T) {
	t.Parallel()
	look := New(HighContrast, 1)
	for role := range lightColours {
		if _, known := contrastColours[role]; !known {
			t.Errorf("%s has no colour", role)
		}
	}
	for _, front := range []fyne.ThemeColorName{ColourText, ColourSecondary, ColourMain, ColourGood, ColourCareful, ColourPerson, ColourIdle, ColourControl, ColourFocus} {
		for _, ground := range []fyne.ThemeColorName{ColourBackground, ColourSurface, ColourSelected, ColourHover} {
			if found := contrast(look.Color(front, theme.VariantLight), look.Color(ground, theme.VariantLight)); found < 7 {
				t.Errorf("%s on %s has %.1f:1", front, ground, found)
			}
		}
	}
}

func TestTheLooksDiffer(t *testing.T) {
	t.Parallel()
	light, dark, system := New(Light, 1), New(Dark, 1), New(System, 1)
	if light.Color(ColourBackground, theme.VariantDark) == dark.Color(ColourBackground, theme.VariantDark) {
		t.Error("the light look is as dark as the dark one")
	}
	if system.Color(ColourBackground, theme.VariantDark) != dark.Color(ColourBackground, theme.VariantLight) {
		t.Error("the system's dark look is not followed")
	}
}

func TestTextGrowsToTwiceItsSizeAndNoFurther(t *testing.T) {
	t.Parallel()
	for scale, want := range map[float32]float32{0.5: 14, 1: 14, 1.5: 21, 2: 28, 9: 28} {
		if got := New(Light, scale).Size(theme.SizeNameText); got != want {
			t.Errorf("text at %v is %v high, not %v", scale, got, want)
		}
	}
}

// TestEveryDrawingIsThere also fails for a drawing that nothing shows, by its name.
func TestEveryDrawingIsThere(t *testing.T) {
	t.Parallel()
	for _, icon := range []Icon{
		IconPlus, IconClose, IconChevronDown, IconChevron, IconBack, IconMore, IconCheck, IconFolder, IconCalendar,
		IconEye, IconEyeOff, IconInfo, IconWarning, IconUploadZone, IconSettings, IconPlay, IconSound, IconPlaceholder,
	} {
		if _, err := assets.Icons.ReadFile("icons/" + string(icon) + ".svg"); err != nil {
			t.Errorf("%s: %v", icon, err)
		}
	}
	if unknown := Icon("nothing").source(); len(unknown) == 0 {
		t.Error("a drawing that is missing leaves nothing to draw")
	}
}

func TestADrawingTakesTheColourOfItsRole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 1))
	drawing := IconPlus.Drawing(ColourMain)
	if text := string(drawing.Content()); !strings.Contains(text, "#0b5cad") || strings.Contains(text, "currentColor") {
		t.Errorf("the drawing is %s", text)
	}
	if IconPlus.Drawing(ColourText).Name() == drawing.Name() {
		t.Error("two colours of a drawing share a name, so one would be shown for the other")
	}
}
