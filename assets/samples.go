package assets

import "embed"

// Samples holds three short real videos in the folder "samples", one each of MP4, MOV and MKV, for somebody who wants to try the
// program and has no video at hand. samples/make.sh makes them again.
//
//go:embed samples/*.mp4 samples/*.mov samples/*.mkv
var Samples embed.FS
