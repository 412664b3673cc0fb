package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The roles of colour. Their values are measured: text at least 4.5:1 and shapes at least 3:1 against background, surface and a
// selected row, in light and in dark.
const (
	ColourBackground fyne.ThemeColorName = theme.ColorNameBackground
	ColourSurface    fyne.ThemeColorName = "surface"     // behind the list
	ColourSelected   fyne.ThemeColorName = "selectedRow" // a selected row, a chip
	ColourText       fyne.ThemeColorName = theme.ColorNameForeground
	ColourSecondary  fyne.ThemeColorName = "secondaryText"        // facts, hints
	ColourMain       fyne.ThemeColorName = theme.ColorNamePrimary // buttons, links, bars
	ColourMainHover  fyne.ThemeColorName = "mainHover"
	ColourOnMain     fyne.ThemeColorName = theme.ColorNameForegroundOnPrimary
	ColourGood       fyne.ThemeColorName = theme.ColorNameSuccess
	ColourCareful    fyne.ThemeColorName = theme.ColorNameWarning // amber: waits, or wants a look
	ColourPerson     fyne.ThemeColorName = theme.ColorNameError   // red: for what failed, nothing else
	ColourIdle       fyne.ThemeColorName = "idle"
	ColourControl    fyne.ThemeColorName = "controlBorder" // borders of fields and tick boxes
	ColourLine       fyne.ThemeColorName = theme.ColorNameSeparator
	ColourFocus      fyne.ThemeColorName = theme.ColorNameFocus
	ColourTrack      fyne.ThemeColorName = "barTrack"
	ColourSent       fyne.ThemeColorName = "barSent" // written, not yet confirmed
	ColourHover      fyne.ThemeColorName = theme.ColorNameHover
	ColourShadow     fyne.ThemeColorName = "cardShadow"
	ColourMenu       fyne.ThemeColorName = "menu"
	ColourDim        fyne.ThemeColorName = "dim" // over the window while a sheet is open
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

var lightColours = map[fyne.ThemeColorName]color.NRGBA{
	ColourBackground:      rgb(0xffffff),
	ColourSurface:         rgb(0xf4f6f8),
	ColourSelected:        rgb(0xdcebfa),
	ColourText:            rgb(0x1b1f24),
	ColourSecondary:       rgb(0x4a5460),
	ColourMain:            rgb(0x0b5cad),
	ColourMainHover:       rgb(0x094d91),
	ColourOnMain:          rgb(0xffffff),
	ColourGood:            rgb(0x146c2e),
	ColourCareful:         rgb(0x7a4b00),
	ColourPerson:          rgb(0xb3261e),
	ColourIdle:            rgb(0x5a6673),
	ColourControl:         rgb(0x727d89),
	ColourLine:            rgb(0xdfe4ea),
	ColourFocus:           rgb(0x0b5cad),
	ColourTrack:           rgb(0xd9dee4),
	ColourSent:            rgb(0x9cc3e8),
	ColourHover:           rgb(0xeceff3),
	ColourShadow:          rgba(0x101828, 0x1c),
	ColourMenu:            rgb(0xffffff),
	theme.ColorNameShadow: rgba(0x101828, 0x18),
	ColourDim:             rgba(0x101828, 0x66),
}

var darkColours = map[fyne.ThemeColorName]color.NRGBA{
	ColourBackground:      rgb(0x14171a),
	ColourSurface:         rgb(0x1e2327),
	ColourSelected:        rgb(0x1f3a57),
	ColourText:            rgb(0xf1f3f5),
	ColourSecondary:       rgb(0xb4bdc6),
	ColourMain:            rgb(0x7cb7f5),
	ColourMainHover:       rgb(0x9bc8f8),
	ColourOnMain:          rgb(0x0b1f33),
	ColourGood:            rgb(0x7fd69a),
	ColourCareful:         rgb(0xffcb6b),
	ColourPerson:          rgb(0xff9c94),
	ColourIdle:            rgb(0x9aa5b1),
	ColourControl:         rgb(0x7f8a96),
	ColourLine:            rgb(0x2c3339),
	ColourFocus:           rgb(0xffd54a),
	ColourTrack:           rgb(0x39424b),
	ColourSent:            rgb(0x3f6f9e),
	ColourHover:           rgb(0x2a3036),
	ColourShadow:          rgba(0x000000, 0x00),
	ColourMenu:            rgb(0x262c32),
	theme.ColorNameShadow: rgba(0x000000, 0x40),
	ColourDim:             rgba(0x000000, 0x99),
}

// contrastColours are black, white and yellow: what is to be pressed or looked at is yellow, and every shape has an edge of white.
var contrastColours = map[fyne.ThemeColorName]color.NRGBA{
	ColourBackground:      rgb(0x000000),
	ColourSurface:         rgb(0x000000),
	ColourSelected:        rgb(0x333300),
	ColourText:            rgb(0xffffff),
	ColourSecondary:       rgb(0xffffff),
	ColourMain:            rgb(0xffee00),
	ColourMainHover:       rgb(0xffff99),
	ColourOnMain:          rgb(0x000000),
	ColourGood:            rgb(0xffffff),
	ColourCareful:         rgb(0xffee00),
	ColourPerson:          rgb(0xffee00),
	ColourIdle:            rgb(0xffffff),
	ColourControl:         rgb(0xffffff),
	ColourLine:            rgb(0xffffff),
	ColourFocus:           rgb(0xffee00),
	ColourTrack:           rgb(0x404040),
	ColourSent:            rgb(0xa69b00),
	ColourHover:           rgb(0x333333),
	ColourShadow:          rgba(0x000000, 0x00),
	ColourMenu:            rgb(0x000000),
	theme.ColorNameShadow: rgba(0x000000, 0x00),
	ColourDim:             rgba(0x000000, 0xcc),
}

// toolkitColours says which of our roles the toolkit's own widgets take for theirs.
var toolkitColours = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameButton:              ColourSurface,
	theme.ColorNameDisabled:            ColourIdle,
	theme.ColorNameDisabledButton:      ColourSurface,
	theme.ColorNameForegroundOnError:   ColourBackground,
	theme.ColorNameForegroundOnSuccess: ColourBackground,
	theme.ColorNameForegroundOnWarning: ColourBackground,
	theme.ColorNameHeaderBackground:    ColourSurface,
	theme.ColorNameHyperlink:           ColourMain,
	theme.ColorNameInputBackground:     ColourBackground,
	theme.ColorNameInputBorder:         ColourControl,
	theme.ColorNameMenuBackground:      ColourMenu,
	theme.ColorNameOverlayBackground:   ColourBackground,
	theme.ColorNamePlaceHolder:         ColourIdle,
	theme.ColorNamePressed:             ColourSelected,
	theme.ColorNameScrollBar:           ColourControl,
	theme.ColorNameSelection:           ColourSelected,
}

// Colour is the value of a role in the look that is showing.
func Colour(role fyne.ThemeColorName) color.Color { return theme.Color(role) }
