package assets

import _ "embed"

// Licences holds the licences of all that is in the program: a line "=== NAME" for each part, its texts below. It is written by
// `go run ./assets/licences > assets/licences.txt`.
//
//go:embed licences.txt
var Licences string
