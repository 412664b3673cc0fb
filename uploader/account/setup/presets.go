package setup

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// longestText bounds a description and what descriptions end with, in characters.
const longestText = 2000

// presets reads presets; nil is none.
func (o object) presets(name string) []uploader.Preset {
	items := o.items(name, uploader.MostPresets)
	var all []uploader.Preset
	seen := make(map[string]bool)
	for i, item := range items {
		inner := o.object(item, itemPlace(o.at(name), i))
		preset := uploader.Preset{Name: inner.text("name", longestName), Filling: inner.filling()}
		switch lower := strings.ToLower(preset.Name); {
		case preset.Name == "":
			o.fail(uploader.SetupMissing, inner.at("name"), "")
		case seen[lower]:
			o.fail(uploader.SetupTwice, inner.at("name"), preset.Name)
		case preset.IsZero():
			o.fail(uploader.SetupMissing, inner.at("title"), "")
		default:
			seen[lower] = true
		}
		inner.done()
		all = append(all, preset)
	}
	return all
}

// filling reads what a preset fills in. A category needs its id: what only has a name could be made anew by the service.
func (o object) filling() uploader.Filling {
	filling := uploader.Filling{
		Title: o.text("title", longestValue), Description: o.paragraphs("description"), Categories: o.categories("categories"), Tags: o.tags("tags"),
		Visibility: o.visibility("visibility"), Company: o.company("company"),
	}
	for i, category := range filling.Categories {
		switch {
		case category.ID == "":
			o.fail(uploader.SetupMissing, itemPlace(o.at("categories"), i)+".id", "")
		case category.Title == "":
			filling.Categories[i].Title = category.ID
		}
	}
	return filling
}

// company reads values of company fields by their keys; nil is none.
func (o object) company(name string) map[string]string {
	inner, there := o.inner(name)
	if !there {
		return nil
	}
	values := make(map[string]string)
	for _, key := range inner.order {
		if !fieldKey.MatchString(key) || utf8.RuneCountInString(key) > longestKey {
			o.fail(uploader.SetupKey, inner.at(key), key)
		} else if twentythree.ReservedParameter(key) {
			o.fail(uploader.SetupReserved, inner.at(key), key)
		}
		if value := inner.value(key); value != "" {
			values[key] = value
		}
	}
	return values
}

// value reads what a company field holds, as it is sent.
func (o object) value(name string) string {
	n, there := o.get(name)
	if !there {
		return ""
	}
	switch value := n.value.(type) {
	case bool:
		return map[bool]string{true: "1", false: "0"}[value]
	case json.Number:
		return string(value)
	default:
		return o.line(n, o.at(name), longestValue)
	}
}

// paragraphs reads a text that may have several lines, "" for none.
func (o object) paragraphs(name string) string { return o.paragraphsUpTo(name, longestText) }

// paragraphsUpTo is paragraphs of at most so many characters.
func (o object) paragraphsUpTo(name string, longest int) string {
	n, there := o.get(name)
	if !there {
		return ""
	}
	text, is := n.value.(string)
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	wrong := func(r rune) bool { return r != '\n' && unshown(r) }
	switch {
	case !is || n.kind != plain:
		o.fail(uploader.SetupWrongKind, o.at(name), "")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, wrong):
		o.fail(uploader.SetupUnprintable, o.at(name), "")
	case utf8.RuneCountInString(text) > longest:
		o.fail(uploader.SetupTooLong, o.at(name), text)
	default:
		return text
	}
	return ""
}

// fits tells where a preset holds what a field of the same file does not take.
func (r *reader) fits(presets []uploader.Preset, fields []uploader.FieldDefinition) {
	for i, preset := range presets {
		for _, field := range fields {
			if value := preset.Company[field.Key]; field.Fits(value) != "" {
				r.fail(uploader.SetupDefault, itemPlace("presets", i)+".company."+field.Key, value)
			}
		}
	}
}
