package assets

import "embed"

// Icons holds the window's drawings as icons/<name>.svg: one family of lines with round ends. They are drawn in currentColor,
// which whoever shows one replaces. Controls are on a grid of 24, the shapes of states on one of 16, large drawings on one of 64.
//
//go:embed icons/*.svg
var Icons embed.FS

// AppIcon is the program's own icon, a PNG of 512 × 512.
//
//go:embed icons/app.png
var AppIcon []byte
