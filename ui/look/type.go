package look

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/assets"
)

// The faces are values that never change; the toolkit keys its font cache by them.
var (
	regular  = fyne.NewStaticResource("Inter-Regular.otf", assets.InterRegular)
	medium   = fyne.NewStaticResource("Inter-Medium.otf", assets.InterMedium)
	semiBold = fyne.NewStaticResource("Inter-SemiBold.otf", assets.InterSemiBold)
	bold     = fyne.NewStaticResource("Inter-Bold.otf", assets.InterBold)
	italic   = fyne.NewStaticResource("Inter-Italic.otf", assets.InterItalic)
)

// Weight is the thickness of type.
type Weight int

// The weights. Medium and Bold have no letters but Inter's own, so they are for our own words only, never for names of files or
// videos.
const (
	Regular Weight = iota
	Medium
	SemiBold
	Bold
	Italic
)

// Face says how the toolkit finds a weight: by style, or by a font of its own.
func (w Weight) Face() (fyne.TextStyle, fyne.Resource) {
	switch w {
	case Medium:
		return fyne.TextStyle{}, medium
	case SemiBold:
		return fyne.TextStyle{Bold: true}, nil
	case Bold:
		return fyne.TextStyle{Bold: true}, bold
	case Italic:
		return fyne.TextStyle{Italic: true}, nil
	}
	return fyne.TextStyle{}, nil
}

// Type sizes at 100 % text, in the toolkit's units. They are whole: the toolkit spaces letters for the next whole size.
const (
	TextBody      float32 = 14
	TextSmall     float32 = 13
	TextButton    float32 = 13
	TextHeading   float32 = 16
	TextCardTitle float32 = 20
	TextTitle     float32 = 26
	TextTag       float32 = 10
)
