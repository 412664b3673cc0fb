package assets

import _ "embed"

// The weights of Inter that the window is drawn with, OpenType. fonts/LICENSE.txt is their licence.
var (
	//go:embed fonts/Inter-Regular.otf
	InterRegular []byte // 400
	//go:embed fonts/Inter-Medium.otf
	InterMedium []byte // 500
	//go:embed fonts/Inter-SemiBold.otf
	InterSemiBold []byte // 600
	//go:embed fonts/Inter-Bold.otf
	InterBold []byte // 700
	//go:embed fonts/Inter-Italic.otf
	InterItalic []byte // 400, italic
)
