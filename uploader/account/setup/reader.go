package setup

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

// The most of everything that the window has room for; texts are counted in characters.
const (
	mostFields       = 60
	mostChoices      = 300
	mostOfList       = 100
	longestName      = 60 // labels, categories, tags, organisations
	longestHelp      = 300
	longestValue     = 200 // choices and defaults
	longestKey       = 64
	longestAddress   = 500
	longestSecret    = 1000
	mostNotNamed     = 20
	shownOfSomething = 40
)

// reader remembers the first thing that is wrong, and what is not known.
type reader struct {
	problem       *uploader.SetupProblem
	notUnderstood []string
}

func (r *reader) fail(code uploader.SetupProblemCode, place, value string) {
	if r.problem == nil {
		r.problem = &uploader.SetupProblem{Code: code, Place: place, Value: shortened(value)}
	}
}

func (r *reader) overlook(place string) {
	if len(r.notUnderstood) < mostNotNamed {
		r.notUnderstood = append(r.notUnderstood, shortened(place))
	}
}

// err is a uploader.SetupProblem.
func (r *reader) err() error {
	if r.problem == nil {
		return nil
	}
	return *r.problem
}

// object reads one object. Members that nobody asked for are not understood; done tells.
type object struct {
	*reader
	place   string
	members map[string]node
	order   []string
	asked   map[string]bool
}

func (r *reader) object(n node, place string) object {
	o := object{reader: r, place: place, members: make(map[string]node), asked: make(map[string]bool)}
	if n.kind != dictionary {
		r.fail(uploader.SetupWrongKind, place, "")
		return o
	}
	for _, m := range n.members {
		o.members[m.name] = m.node
		o.order = append(o.order, m.name)
	}
	return o
}

func (o object) done() {
	for _, name := range o.order {
		if !o.asked[name] {
			o.overlook(o.at(name))
		}
	}
}

func (o object) at(name string) string { return memberPlace(o.place, name) }

// get gives a member; null counts as none.
func (o object) get(name string) (node, bool) {
	o.asked[name] = true
	n, there := o.members[name]
	return n, there && (n.kind != plain || n.value != nil)
}

// inner reads an object in the object.
func (o object) inner(name string) (object, bool) {
	n, there := o.get(name)
	if !there {
		return object{}, false
	}
	return o.object(n, o.at(name)), true
}

// items reads a list of at most so many items; nil is none, an empty list is not nil.
func (o object) items(name string, most int) []node {
	n, there := o.get(name)
	switch {
	case !there:
		return nil
	case n.kind != list:
		o.fail(uploader.SetupWrongKind, o.at(name), "")
		return nil
	case len(n.items) > most:
		o.fail(uploader.SetupTooMany, o.at(name), strconv.Itoa(len(n.items)))
		return nil
	}
	return append([]node{}, n.items...)
}

// text reads a line of text without spaces at its ends, "" for none.
func (o object) text(name string, longest int) string {
	n, there := o.get(name)
	if !there {
		return ""
	}
	return o.line(n, o.at(name), longest)
}

// line checks that a value is a line of text that can be shown.
func (r *reader) line(n node, place string, longest int) string {
	text, is := n.value.(string)
	text = strings.TrimSpace(text)
	switch {
	case !is || n.kind != plain:
		r.fail(uploader.SetupWrongKind, place, "")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unshown):
		r.fail(uploader.SetupUnprintable, place, "")
	case utf8.RuneCountInString(text) > longest:
		r.fail(uploader.SetupTooLong, place, text)
	default:
		return text
	}
	return ""
}

// unshown are characters that have no look of their own, those among them that turn the direction of what follows.
func unshown(r rune) bool {
	return unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r)
}

// secret reads a key, whose value no problem may quote.
func (o object) secret(name string) string {
	n, there := o.get(name)
	if !there {
		return ""
	}
	text, is := n.value.(string)
	text = strings.TrimSpace(text)
	switch {
	case !is:
		o.fail(uploader.SetupWrongKind, o.at(name), "")
	case len(text) > longestSecret:
		o.fail(uploader.SetupTooLong, o.at(name), "")
	case strings.ContainsFunc(text, func(c rune) bool { return c <= ' ' || c > '~' }):
		o.fail(uploader.SetupUnprintable, o.at(name), "")
	default:
		return text
	}
	return ""
}

// flag reads a yes or no; 1 and 0 are what the registry of Windows has for that. nil is none.
func (o object) flag(name string) *bool {
	n, there := o.get(name)
	if !there {
		return nil
	}
	switch value := n.value.(type) {
	case bool:
		return &value
	case json.Number:
		if value == "0" || value == "1" {
			return new(value == "1")
		}
	}
	o.fail(uploader.SetupWrongKind, o.at(name), "")
	return nil
}

// number reads a number from 0 to most; nil is none.
func (o object) number(name string, most float64) *float64 {
	n, there := o.get(name)
	if !there {
		return nil
	}
	written, is := n.value.(json.Number)
	value, err := written.Float64()
	switch {
	case !is:
		o.fail(uploader.SetupWrongKind, o.at(name), "")
	case err != nil || value < 0 || value > most:
		o.fail(uploader.SetupUnknownValue, o.at(name), string(written))
	default:
		return &value
	}
	return nil
}

// oneOf reads one of a few words, "" for none.
func oneOf[T ~string](o object, name string, allowed ...T) T {
	word := o.text(name, longestName)
	if word == "" {
		return ""
	}
	for _, possible := range allowed {
		if string(possible) == word {
			return possible
		}
	}
	o.fail(uploader.SetupUnknownValue, o.at(name), word)
	return ""
}

func memberPlace(place, name string) string {
	if name = shortened(name); place == "" {
		return name
	}
	return place + "." + name
}

// itemPlace counts from 1, as people do.
func itemPlace(place string, index int) string { return place + "[" + strconv.Itoa(index+1) + "]" }

// shortened cuts a text that is quoted in a sentence, and what of it cannot be shown.
func shortened(text string) string {
	text = strings.Map(func(r rune) rune {
		if unshown(r) {
			return '·'
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > shownOfSomething {
		return string(runes[:shownOfSomething]) + "…"
	}
	return text
}
