package assets

import "embed"

// Update is the folder that may hold feed.json, where the program asks for newer versions. See its README.md.
//
//go:embed update
var Update embed.FS
