package setup

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// languages are those that texts may be given in.
var languages = []string{"en", "da", "de"}

// fieldKey is what can be the name of a parameter without being written otherwise on the way.
var fieldKey = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)

// fields reads the company's fields; nil is none.
func (o object) fields(name string) []uploader.FieldDefinition {
	items := o.items(name, mostFields)
	if items == nil {
		return nil
	}
	definitions := make([]uploader.FieldDefinition, 0, len(items))
	seen := make(map[string]bool)
	for i, item := range items {
		inner := o.object(item, itemPlace(o.at(name), i))
		definition := inner.field()
		// The service takes names of parameters in any case.
		if lower := strings.ToLower(definition.Key); seen[lower] {
			o.fail(uploader.SetupTwice, inner.at("key"), definition.Key)
		} else {
			seen[lower] = true
		}
		definitions = append(definitions, definition)
	}
	return definitions
}

func (o object) field() uploader.FieldDefinition {
	definition := uploader.FieldDefinition{
		Key: o.text("key", longestKey),
		Kind: oneOf(o, "kind", uploader.FieldText, uploader.FieldNumber, uploader.FieldChoice, uploader.FieldYesNo,
			uploader.FieldDate),
		Required: oneOf(o, "required", uploader.RequiredBeforeUpload, uploader.RequiredBeforePublishing),
		Texts:    make(map[string]uploader.FieldWords),
	}
	switch {
	case definition.Key == "":
		o.fail(uploader.SetupMissing, o.at("key"), "")
	case !fieldKey.MatchString(definition.Key):
		o.fail(uploader.SetupKey, o.at("key"), definition.Key)
	case twentythree.ReservedParameter(definition.Key):
		o.fail(uploader.SetupReserved, o.at("key"), definition.Key)
	case definition.Kind == "":
		o.fail(uploader.SetupMissing, o.at("kind"), "")
	}
	definition.Label = o.perLanguage("label", longestName, func(language, text string) {
		words := definition.Texts[language]
		words.Label = text
		definition.Texts[language] = words
	})
	if definition.Label == "" && o.problem == nil {
		o.fail(uploader.SetupMissing, o.at("label"), "")
	}
	definition.Help = o.perLanguage("help", longestHelp, func(language, text string) {
		words := definition.Texts[language]
		words.Help = text
		definition.Texts[language] = words
	})
	o.choices(&definition)
	o.start(&definition)
	if len(definition.Texts) == 0 {
		definition.Texts = nil
	}
	o.done()
	return definition
}

// perLanguage reads a text, or an object of texts by language; each is handed on, and the English or else the first one comes back.
func (o object) perLanguage(name string, longest int, each func(language, text string)) string {
	n, there := o.get(name)
	if !there {
		return ""
	}
	if n.kind == plain {
		return o.line(n, o.at(name), longest)
	}
	inner := o.object(n, o.at(name))
	first := ""
	for _, language := range languages {
		text := inner.text(language, longest)
		if text == "" {
			continue
		}
		if first == "" {
			first = text
		}
		each(language, text)
	}
	inner.done()
	return first
}

// choices reads values, each a text or an object with its names by language.
func (o object) choices(definition *uploader.FieldDefinition) {
	items := o.items("choices", mostChoices)
	if (definition.Kind == uploader.FieldChoice) != (len(items) > 0) {
		o.fail(uploader.SetupNoChoices, o.at("choices"), definition.Key)
		return
	}
	for i, item := range items {
		place := itemPlace(o.at("choices"), i)
		value := ""
		if item.kind == plain {
			value = o.line(item, place, longestValue)
		} else {
			inner := o.object(item, place)
			value = inner.text("value", longestValue)
			inner.perLanguage("label", longestName, func(language, text string) { nameChoice(definition, language, i, text) })
			inner.done()
		}
		switch {
		case value == "":
			o.fail(uploader.SetupMissing, place, "")
		case slices.Contains(definition.Choices, value):
			o.fail(uploader.SetupTwice, place, value)
		}
		definition.Choices = append(definition.Choices, value)
	}
	for _, language := range languages {
		names := definition.In(language).Choices
		for i, name := range names {
			if slices.Contains(names[:i], name) {
				o.fail(uploader.SetupTwice, itemPlace(o.at("choices"), i), name)
			}
		}
	}
}

func nameChoice(definition *uploader.FieldDefinition, language string, index int, name string) {
	words := definition.Texts[language]
	for len(words.Choices) <= index {
		words.Choices = append(words.Choices, "")
	}
	words.Choices[index] = name
	definition.Texts[language] = words
}

// start reads what new videos start with in a field, and whether that is locked.
func (o object) start(definition *uploader.FieldDefinition) {
	definition.Default = o.value("default")
	if locked := o.flag("locked"); locked != nil {
		definition.Locked = *locked
	}
	if definition.Locked && definition.Default == "" || definition.Fits(definition.Default) != "" {
		o.fail(uploader.SetupDefault, o.at("default"), definition.Default)
	}
}

// address reads the root of a site.
func (r *reader) address(text, place string) string {
	base, _, reason := network.SiteAddress(text)
	switch {
	case reason.Code == uploader.ReasonInsecureAddress:
		r.fail(uploader.SetupInsecure, place, text)
	case base == "":
		// A single word would have to be tried out, and the file has to say where the keys in it go.
		r.fail(uploader.SetupAddress, place, text)
	}
	return base
}

// visibility reads what new videos start with; nil is none.
func (o object) visibility(name string) *uploader.Visibility {
	const draft = "draft"
	switch word := oneOf(o, name, draft, string(uploader.PublishWhenDone)); word {
	case draft:
		return new(uploader.Draft)
	case "":
		return nil
	default:
		return new(uploader.Visibility(word))
	}
}

// categories reads categories, each a name, or an object with id and name; nil is none.
func (o object) categories(name string) []uploader.Category {
	items := o.items(name, mostOfList)
	var all []uploader.Category
	for i, item := range items {
		place := itemPlace(o.at(name), i)
		category := uploader.Category{}
		if item.kind == plain {
			category.Title = o.line(item, place, longestName)
		} else {
			inner := o.object(item, place)
			category.ID, category.Title = inner.identity("id"), inner.text("name", longestName)
			inner.done()
		}
		if category == (uploader.Category{}) {
			o.fail(uploader.SetupMissing, place, "")
		}
		all = append(all, category)
	}
	return all
}

// identity reads an id that may be written as a number.
func (o object) identity(name string) string {
	if n, there := o.get(name); there {
		if number, is := n.value.(json.Number); is {
			return string(number)
		}
	}
	return o.text(name, longestKey)
}

// tags reads tags; nil is none.
func (o object) tags(name string) []string {
	var all []string
	for i, item := range o.items(name, mostOfList) {
		place := itemPlace(o.at(name), i)
		tag := o.line(item, place, longestName)
		switch {
		case strings.ContainsRune(tag, '"'):
			o.fail(uploader.SetupUnprintable, place, tag)
		case tag == "":
			o.fail(uploader.SetupMissing, place, "")
		}
		all = append(all, tag)
	}
	return all
}

// application reads the key of this program on a site, for signing in in the browser.
func (o object) application(name string) (key account.ApplicationKey) {
	inner, there := o.inner(name)
	if !there {
		return key
	}
	key = account.ApplicationKey{Key: inner.secret("consumer_key"), Secret: inner.secret("consumer_secret")}
	if everywhere := inner.flag("all_workspaces"); everywhere != nil {
		key.EverySite = *everywhere
	}
	if !key.Complete() {
		o.fail(uploader.SetupMissing, inner.at("consumer_secret"), "")
	}
	inner.done()
	return key
}
