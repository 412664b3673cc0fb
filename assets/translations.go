package assets

import "embed"

// Translations holds translations/en.json, da.json and de.json, flat maps of key to text, and translations/toolkit, the window
// toolkit's own words in the languages that it does not ship.
//
//go:embed translations
var Translations embed.FS
