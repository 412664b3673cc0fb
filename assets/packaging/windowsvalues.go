package main

import (
	"slices"
	"strings"
)

// value is one text in the registry, below HKEY_CURRENT_USER or HKEY_LOCAL_MACHINE.
type value struct {
	// Key has backslashes; Name is empty for the key's own text.
	Key, Name string
	// Text has {program} where the path of the installed program belongs.
	Text string
}

// at is the text with the program's path in it.
func (v value) at(program string) string { return strings.ReplaceAll(v.Text, "{program}", program) }

const (
	classes = `Software\Classes\`
	// The names under which Windows knows the program's own files, and the videos that it can open.
	setupKind, linkKind, videoKind = "TwentyThree.Setup", "TwentyThree.Link", "TwentyThree.Video"
	setupEnding, linkEnding        = ".ttsetup", ".ttlink"
	setupType, linkType            = "application/vnd.twentythree.setup+json", "application/vnd.twentythree.link+json"
	linkScheme                     = "twentythree-upload"
	windowsProgram                 = program + ".exe"
	openFiles                      = `"{program}" "%1"`
)

// mediaEndings are the files that the program is offered for in Explorer's "Open with": those that its own file window offers.
func mediaEndings() []string {
	return strings.Fields(".mp4 .m4v .mov .mkv .avi .wmv .webm .mpg .mpeg .mpe .m2v .m2ts .mts .ts .mxf .flv .f4v .3gp .3g2 .ogv .vob .asf .dv .divx " +
		".mp3 .wav .m4a .aac .flac .ogg .oga .opus .wma .aif .aiff")
}

// ownValues are the keys that belong to the program alone: its kinds of files, its addresses and its entry among the programs.
func ownValues(name string) []value {
	own := slices.Concat(
		fileKind(setupKind, "TwentyThree setup file", 2),
		fileKind(linkKind, "TwentyThree upload link", 3),
		fileKind(videoKind, "Video", 1),
		[]value{
			{classes + setupEnding, "", setupKind},
			{classes + setupEnding, "Content Type", setupType},
			{classes + linkEnding, "", linkKind},
			{classes + linkEnding, "Content Type", linkType},
			{classes + linkScheme, "", "URL:TwentyThree upload link"},
			{classes + linkScheme, "URL Protocol", ""},
			{classes + linkScheme + `\DefaultIcon`, "", `"{program}",-3`},
			{classes + linkScheme + `\shell\open\command`, "", openFiles},
			{appPath, "", "{program}"},
			{applicationKey, "FriendlyAppName", name},
			{applicationKey + `\shell\open\command`, "", openFiles},
		})
	for _, ending := range mediaEndings() {
		own = append(own, value{applicationKey + `\SupportedTypes`, ending, ""})
	}
	return own
}

const (
	applicationKey = classes + `Applications\` + windowsProgram
	// appPath lets "Run" and scripts start the program by its name alone.
	appPath = `Software\Microsoft\Windows\CurrentVersion\App Paths\` + windowsProgram
)

func fileKind(kind, name string, icon int) []value {
	return []value{
		{classes + kind, "", name},
		{classes + kind + `\DefaultIcon`, "", `"{program}",-` + string(rune('0'+icon))},
		{classes + kind + `\shell\open\command`, "", openFiles},
	}
}

// sharedValues stand in keys that belong to others: the program offers itself beside what is there. Nothing says that it opens videos from now
// on: a double-click does what it did.
func sharedValues() []value {
	var shared []value
	for _, ending := range mediaEndings() {
		shared = append(shared, value{classes + ending + `\OpenWithProgids`, videoKind, ""})
	}
	return shared
}

// ownKeys are the keys that go with the program, with all that is below them.
func ownKeys() []string {
	keys := []string{applicationKey, appPath}
	for _, key := range []string{setupKind, linkKind, videoKind, setupEnding, linkEnding, linkScheme} {
		keys = append(keys, classes+key)
	}
	return keys
}

// emptiedKeys are those of others that may be left empty, inner ones first.
func emptiedKeys() []string {
	keys := []string{classes + "Applications", `Software\Microsoft\Windows\CurrentVersion\App Paths`}
	for _, ending := range mediaEndings() {
		keys = append(keys, classes+ending+`\OpenWithProgids`, classes+ending)
	}
	return keys
}
