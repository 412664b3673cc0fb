package assets

import "embed"

// Application is the folder that may hold key.json, the key by which sites know the program. See its README.md.
//
//go:embed application
var Application embed.FS
