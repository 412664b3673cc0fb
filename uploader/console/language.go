package console

import (
	"errors"
	"flag"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader/words"
)

// Sentences are the words in the language that holds: the administrator's word goes before the system's.
func (s Surroundings) Sentences() *words.Words { return s.sentencesIn(nil) }

// sentencesFor are the words for a command line, which may ask for a language. They are needed before it is read, to say what is wrong with it.
func (s Surroundings) sentencesFor(args []string) *words.Words {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, joined := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-"), "=")
		if name != langFlagName || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		if isLanguage(value) {
			return s.sentencesIn(&value)
		}
	}
	return s.Sentences()
}

func (s Surroundings) sentencesIn(person *string) *words.Words {
	// What cannot be read lays down nothing; who uploads is told.
	managed, _ := s.place().Managed()
	language := managed.Rules.Language.Decide(person, string(s.Language))
	return words.New(words.Language(language), time.Local, s.Now)
}

const langFlagName = "lang"

// langFlag takes what sentencesFor has read already.
func langFlag(flags *flag.FlagSet, w *words.Words) {
	flags.Func(langFlagName, "`language` of the sentences: en, da or de; the system's when left out", func(text string) error {
		if !isLanguage(text) {
			return errors.New(w.T(words.ConsoleLanguage))
		}
		return nil
	})
}

func isLanguage(text string) bool { return slices.Contains(words.Languages(), words.Language(text)) }
