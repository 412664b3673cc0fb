package uploader

import (
	"regexp"
	"strings"
	"unicode"
)

// ParseKeys finds keys in pasted text: the access key, or the four, with any usual labels in any order (lines, JSON, environment
// variables, a table), or bare: one word is the access key, four are the keys in the order of the site's settings page. What is not
// found stays empty.
func ParseKeys(text string) Keys {
	text = strings.ToValidUTF8(text, "")
	var found keyFinder
	if match := bearerHeader.FindStringSubmatch(text); match != nil {
		found.note(kindAccessKey, match[1])
	}
	for _, match := range labelled.FindAllStringSubmatch(text, -1) {
		found.note(kindOfLabel(match[1]), match[2])
	}
	if found.empty() {
		found.readLines(text)
	}
	if found.empty() {
		found.readBare(text)
	}
	return found.keys()
}

type keyKind int

const (
	kindNone keyKind = iota
	kindAccessKey
	kindConsumerKey
	kindConsumerSecret
	kindAccessToken
	kindAccessSecret
	// kindAnyKey is "key" or "API key": the consumer key beside the other three, alone the access key.
	kindAnyKey
	keyKinds
)

var (
	bearerHeader = regexp.MustCompile(`(?i)\bbearer[ \t]+([A-Za-z0-9._~+/=-]{8,})`)
	// labelled is a label, a separator and a value, on one line or on two.
	labelled = regexp.MustCompile(`([\pL_.\- ]{3,40})["'” ]*[:=\t→]\s*["'“` + "`" + `]?([^\s"'“”,;&<>` + "`" + `]+)`)
)

// kindOfLabel knows the names that the service, its documentation and OAuth libraries use.
func kindOfLabel(label string) keyKind {
	label = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, label)
	says := func(words ...string) bool {
		for _, word := range words {
			if strings.Contains(label, word) {
				return true
			}
		}
		return false
	}
	switch {
	case says("secret"):
		switch {
		case says("token", "access"):
			return kindAccessSecret
		case says("consumer", "api", "client", "app"):
			return kindConsumerSecret
		}
	case says("bearer", "accesskey", "logintoken", "workspacetoken", "apitoken"):
		return kindAccessKey
	case says("consumer", "clientid", "clientkey"):
		return kindConsumerKey
	case says("token"):
		return kindAccessToken
	case says("key"):
		return kindAnyKey
	}
	return kindNone
}

// keyFinder holds the first value found of each kind.
type keyFinder struct{ values [keyKinds]string }

func (f *keyFinder) note(kind keyKind, value string) {
	value = strings.Trim(value, "\"'“”`,;()[]{}<> \t")
	if kind == kindNone || value == "" || strings.ContainsAny(value, "\"“”` \t") || f.values[kind] != "" || strings.EqualFold(value, "bearer") {
		return
	}
	f.values[kind] = value
}

func (f *keyFinder) empty() bool { return f.values == [keyKinds]string{} }

// readLines reads labels without a separator: "Consumer key" with the value behind it or on the next line.
func (f *keyFinder) readLines(text string) {
	pending := kindNone
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		last := len(words) - 1
		kind, before := kindOfLabel(line), kindNone
		if last <= labelWords {
			before = kindOfLabel(strings.Join(words[:last], " "))
		}
		switch {
		case pending != kindNone:
			f.note(pending, words[0])
			pending = kindNone
		case before != kindNone && looksRandom(words[last]):
			f.note(before, words[last])
		case kind != kindNone && len(words) > 1 && len(words) <= labelWords:
			pending = kind
		}
	}
}

// labelWords is how many words the longest label has: "your access token secret", and one to spare.
const labelWords = 5

// looksRandom tells a key from a word at the end of a sentence about keys.
func looksRandom(word string) bool {
	return len(word) >= 20 || strings.ContainsAny(word, "0123456789")
}

func (f *keyFinder) readBare(text string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;\"“”`", r) })
	switch {
	case len(words) == 1:
		f.note(kindAccessKey, words[0])
	case len(words) == 4 && looksRandom(words[0]) && looksRandom(words[1]) && looksRandom(words[2]) && looksRandom(words[3]):
		for at, kind := range []keyKind{kindConsumerKey, kindConsumerSecret, kindAccessToken, kindAccessSecret} {
			f.note(kind, words[at])
		}
	}
}

func (f *keyFinder) keys() Keys {
	keys := Keys{
		AccessKey: f.values[kindAccessKey], ConsumerKey: f.values[kindConsumerKey], ConsumerSecret: f.values[kindConsumerSecret],
		AccessToken: f.values[kindAccessToken], AccessSecret: f.values[kindAccessSecret],
	}
	ofFour := keys.ConsumerKey != "" || keys.ConsumerSecret != "" || keys.AccessSecret != ""
	switch anyKey := f.values[kindAnyKey]; {
	case keys.ConsumerKey == "" && ofFour:
		keys.ConsumerKey = anyKey
	case keys.AccessKey == "" && !ofFour:
		keys.AccessKey = anyKey
	}
	// Beside none of the other three, "access token" means the access key.
	if !ofFour && keys.AccessKey == "" {
		keys.AccessKey, keys.AccessToken = keys.AccessToken, ""
	}
	return keys
}
