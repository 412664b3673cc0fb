package native

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// Texts are what a file window says.
type Texts struct {
	ChooseVideos, ChooseFolder string
	// Media names the video and audio files in the list of kinds, Everything all files.
	Media, Everything string
	// Extensions are those of Media, without a dot; nil for Extensions().
	Extensions []string
}

// Extensions are the kinds of files that a file window offers first, without a dot. Any other file can still be chosen.
func Extensions() []string {
	return strings.Fields("mp4 m4v mov mkv avi wmv webm mpg mpeg mpe m2v m2ts mts ts mxf flv f4v 3gp 3g2 ogv vob asf dv divx mp3 wav m4a aac flac ogg oga opus wma aif aiff")
}

// request is one file window.
type request struct {
	title      string
	multiple   bool
	folders    bool
	media      string
	everything string
	extensions []string
}

// System opens file windows, one at a time.
type System struct {
	do       func(func())
	busy     sync.Mutex
	pictures pictures
}

// New makes a System whose answers run through do, on the window's goroutine.
func New(do func(func())) *System { return &System{do: do} }

// ChooseFiles opens the system's window for files. chosen is called with at least one path, not at all when the person cancels;
// without is called instead where this system has no such window.
func (s *System) ChooseFiles(texts Texts, multiple bool, chosen func(paths []string), without func()) {
	wanted := request{title: texts.ChooseVideos, multiple: multiple, media: texts.Media, everything: texts.Everything, extensions: texts.Extensions}
	if wanted.extensions == nil {
		wanted.extensions = Extensions()
	}
	s.open(wanted, chosen, without)
}

// ChooseFolder does the same for folders.
func (s *System) ChooseFolder(texts Texts, chosen func(paths []string), without func()) {
	s.open(request{title: texts.ChooseFolder, multiple: true, folders: true}, chosen, without)
}

// open shows a window to choose in.
func (s *System) open(wanted request, chosen func([]string), without func()) {
	s.openOne(func() {
		paths, err := choose(context.Background(), wanted)
		paths = slices.DeleteFunc(paths, func(path string) bool { return path == "" })
		switch {
		case err != nil:
			s.do(without)
		case len(paths) > 0:
			s.do(func() { chosen(paths) })
		}
	})
}

// openOne asks on a goroutine of its own: the person may take an hour. It ends when the system's window does, and a second request meanwhile
// opens nothing.
func (s *System) openOne(ask func()) {
	go func() {
		if s.busy.TryLock() {
			defer s.busy.Unlock()
			ask()
		}
	}()
}
