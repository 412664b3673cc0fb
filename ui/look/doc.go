// Package look holds how the window looks: colours, type, sizes and drawings, light and dark, at any text size. Everything in ui
// asks it; it knows nothing of uploads.
package look
