// Package sheet reads details of videos from a spreadsheet saved as text: in any usual encoding, separated by commas, semicolons or
// tabs, with headings in any language of the program or none that it knows. It finds the video that each line is about and says what
// the line would change; it changes nothing. Only app calls it.
package sheet
