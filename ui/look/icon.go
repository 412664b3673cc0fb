package look

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"

	"twentythree-uploader/assets"
)

// Icon names a drawing of assets/icons, without its extension.
type Icon string

// The drawings.
const (
	IconPlus        Icon = "plus"
	IconClose       Icon = "close"
	IconChevronDown Icon = "chevron-down"
	IconChevron     Icon = "chevron-right"
	IconBack        Icon = "back"
	IconMore        Icon = "more"
	IconCheck       Icon = "check"
	IconFolder      Icon = "folder"
	IconCalendar    Icon = "calendar"
	IconEye         Icon = "eye"
	IconEyeOff      Icon = "eye-off"
	IconHelp        Icon = "help"
	IconNone        Icon = "check-none" // nothing to tell
	IconInfo        Icon = "info"
	IconWarning     Icon = "warning"
	IconUploadZone  Icon = "upload-zone"
	IconSettings    Icon = "settings"
	IconPlay        Icon = "play"
	IconSound       Icon = "sound"
	IconPlaceholder Icon = "placeholder"
	IconLock        Icon = "lock"
	IconLink        Icon = "link"
)

// Drawing is an icon in the colour of a role, as it is showing now.
func (i Icon) Drawing(role fyne.ThemeColorName) fyne.Resource {
	return i.in(Colour(role))
}

func (i Icon) in(value color.Color) fyne.Resource {
	drawing := i.source()
	hex := hexadecimal(value)
	return fyne.NewStaticResource(string(i)+"-"+hex[1:]+".svg", bytes.ReplaceAll(drawing, []byte("currentColor"), []byte(hex)))
}

func (i Icon) source() []byte {
	drawing, err := assets.Icons.ReadFile("icons/" + string(i) + ".svg")
	if err != nil {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>`)
	}
	return drawing
}

// hexadecimal leaves out transparency: drawings are opaque.
func hexadecimal(value color.Color) string {
	c := color.NRGBAModel.Convert(value).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// Dashes is a rounded dashed frame of that size, for the drop zone.
func Dashes(size fyne.Size, radius, thickness float32, role fyne.ThemeColorName) fyne.Resource {
	hex := hexadecimal(Colour(role))
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]g" height="%[2]g" viewBox="0 0 %[1]g %[2]g">`+
		`<rect x="%[3]g" y="%[3]g" width="%[4]g" height="%[5]g" rx="%[6]g" ry="%[6]g" fill="none" stroke="%[7]s" stroke-width="%[8]g" stroke-dasharray="6 4"/></svg>`,
		size.Width, size.Height, thickness/2, size.Width-thickness, size.Height-thickness, radius, hex, thickness)
	return fyne.NewStaticResource(fmt.Sprintf("dashes-%gx%g-%g-%s.svg", size.Width, size.Height, thickness, hex[1:]), []byte(svg))
}

// tileColours are the pairs that stand in for a picture of the video.
var tileColours = [...][2]string{
	{"#3d6ea5", "#9cc3e8"}, {"#5b4b8a", "#b7a6e0"}, {"#2f6b57", "#93cdb8"}, {"#7d5a2b", "#d9b98a"}, {"#27496d", "#7ba7cf"}, {"#455a64", "#b0bec5"},
}

// Tile stands in for a picture of a video: a calm gradient chosen by seed. Its glyph is drawn over it.
func Tile(seed uint32) fyne.Resource {
	index := int(seed % uint32(len(tileColours)))
	pair := tileColours[index]
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="128" height="80" viewBox="0 0 128 80">`+
		`<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="%s"/><stop offset="1" stop-color="%s"/></linearGradient></defs>`+
		`<rect x="0" y="0" width="128" height="80" rx="12" ry="12" fill="url(#g)"/></svg>`, pair[0], pair[1])
	return fyne.NewStaticResource(fmt.Sprintf("tile-%d.svg", index), []byte(svg))
}

// White is an icon in white, for over a tile.
func (i Icon) White() fyne.Resource { return i.in(color.White) }
