package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/uploader/words"
)

// spoken is everything said in the scenes, by language and scene: what is to be seen, and what a screen reader says for it.
type spoken map[words.Language]map[string]map[string]bool

// hear collects what a piece of a scene says.
func (s spoken) hear(shown scene, language words.Language, piece fyne.CanvasObject) {
	if s[language] == nil {
		s[language] = map[string]map[string]bool{}
	}
	if s[language][shown.name] == nil {
		s[language][shown.name] = map[string]bool{}
	}
	all := s[language][shown.name]
	eachVisible(piece, func(object fyne.CanvasObject) {
		all[label(object)] = true
		if text, is := object.(*canvas.Text); is {
			all[text.Text] = true
		}
	})
}

// check finds what is said alike in English and in another language. A single word may be the same word.
func (s spoken) check(t *testing.T) {
	t.Helper()
	names := sampleTexts(t)
	for _, language := range words.Languages() {
		if language == words.English {
			continue
		}
		for name, texts := range s[language] {
			for text := range texts {
				if s[words.English][name][text] && !sameInAll(text, names) {
					t.Errorf("%s in %s says %q as in English", name, language, text)
				}
			}
		}
	}
}

// sampleTexts are all texts of the sample videos, accounts and fields, one a line.
func sampleTexts(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("uitest", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	var all strings.Builder
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, is := node.(*ast.BasicLit); is && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					all.WriteString(text + "\n")
				}
			}
			return true
		})
	}
	return all.String()
}

// alike are texts that are the same in every language: keys and figures, licences, the names that the site gives its keys, and the few
// words that the languages share.
var alike = regexp.MustCompile(`^(` + strings.Join([]string{
	`(☑ )?\d+ videos?`, `Video \d+`, `([☑☐] )?\d+ %`, `[☑☐] (English|Dansk|Deutsch)`, `Version [\d.]+`, `[\d.,]+ (kB|MB|GB|Mbit/s)`,
	`((Shift|Alt|Ctrl)\+)?↑ ↓`, `Tab, Shift\+Tab`, `Menu, Shift\+F10`, `F6, Shift\+F6`, `Home, End`,
	`Consumer (key|secret)`, `Access token( secret)?`,
	`Upload \d+ video`,                           // one video is called alike in Danish
	`Find: .*`, `([☑☐] )?Tags: .*`, `☑ \S+\.\w+`, // the search and the tags are called alike in Danish; names of files
	`TwentyThree Uploader( [\d.]+)?`, `Acme Video \(.*\)`, `Demo site \(.*\)`, `[\d.]+ \(\S+\)`, // the last is a network
}, "|") + `)$`)

// sameInAll reports whether a text is rightly the same in all languages. A line of facts is looked at part by part.
func sameInAll(text, samples string) bool {
	text = strings.ReplaceAll(text, "\u00a0", " ")
	for part := range strings.SplitSeq(text, " · ") {
		part = strings.TrimSuffix(strings.TrimSpace(part), ":")
		if strings.Contains(part, " ") && !strings.Contains(samples, part) && !alike.MatchString(part) {
			return false
		}
	}
	return true
}
