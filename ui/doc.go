// Package ui puts the window together: top bar, list, details, sign-in, footer, shortcuts, closing. main calls Run with the front
// door of the engine; nothing here knows what stands behind it.
package ui
