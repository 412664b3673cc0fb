// Package widgets holds the window's own pieces, one a file: buttons, fields, chips, the row of a video, the list. They are drawn
// by us after the drawing of the window, know nothing of uploads, and tell what a person did through the callbacks given at
// their making. Every one of them works by keyboard and says what it is to a screen reader.
package widgets
