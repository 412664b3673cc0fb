package uploader

import (
	"cmp"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
)

// FieldKind is what a company field holds.
type FieldKind string

// The kinds of company field. A yes/no field holds "1" or "0"; a date field "2006-01-02".
const (
	FieldText   FieldKind = "text"
	FieldNumber FieldKind = "number"
	FieldChoice FieldKind = "choice"
	FieldYesNo  FieldKind = "yes_no"
	FieldDate   FieldKind = "date"
)

// Requirement says when a company field must be filled.
type Requirement string

// When a company field must be filled. The zero value is never.
const (
	NotRequired              Requirement = ""
	RequiredBeforeUpload     Requirement = "upload"
	RequiredBeforePublishing Requirement = "publishing"
)

// FieldDefinition describes one of the company's own fields. The service lists no definitions, so they come from a setup file or
// an administrator.
type FieldDefinition struct {
	// Key is what the service knows the field by; Label and Help are for people.
	Key   string    `json:"key"`
	Label string    `json:"label,omitempty"`
	Help  string    `json:"help,omitempty"`
	Kind  FieldKind `json:"kind,omitempty"`
	// Choices are the allowed values of a FieldChoice.
	Choices  []string    `json:"choices,omitempty"`
	Required Requirement `json:"required,omitempty"`
	// Default is the value that new videos start with. A Locked field keeps it: nobody can change it.
	Default string `json:"default,omitempty"`
	Locked  bool   `json:"locked,omitempty"`
	// Texts are the field's texts by language ("en", "da", "de"), where they are not the same in all of them.
	Texts map[string]FieldWords `json:"texts,omitempty"`
}

// FieldWords is what people read of a company field in one language.
type FieldWords struct {
	Label string `json:"label,omitempty"`
	Help  string `json:"help,omitempty"`
	// Choices are the names of the definition's Choices, in their order; a missing or empty one is called by its value.
	Choices []string `json:"choices,omitempty"`
}

// In gives the field's texts in a language: the definition's own where the language has none, and the key where nothing names the
// field. Choices always has as many entries as the definition.
func (d FieldDefinition) In(language string) FieldWords {
	text := d.Texts[language]
	text.Label, text.Help = cmp.Or(text.Label, d.Label, d.Key), cmp.Or(text.Help, d.Help)
	names := make([]string, len(d.Choices))
	for i, value := range d.Choices {
		if names[i] = value; i < len(text.Choices) {
			names[i] = cmp.Or(text.Choices[i], value)
		}
	}
	text.Choices = names
	return text
}

// Equal reports whether both definitions say the same.
func (d FieldDefinition) Equal(other FieldDefinition) bool { return reflect.DeepEqual(d, other) }

// Fits says what is wrong with a value of the field, "" when nothing is. An empty value is no value, whether it is required or not.
func (d FieldDefinition) Fits(value string) ProblemCode {
	d.Required = NotRequired
	return d.check(value, Draft)
}

// plainNumber is a number as people type it, with a point or a comma.
var plainNumber = regexp.MustCompile(`^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$`)

func (d FieldDefinition) check(value string, visibility Visibility) ProblemCode {
	if strings.TrimSpace(value) == "" {
		if d.Required == RequiredBeforeUpload || (d.Required == RequiredBeforePublishing && visibility != Draft) {
			return ProblemMissing
		}
		return ""
	}
	switch d.Kind {
	case FieldNumber:
		if !plainNumber.MatchString(strings.TrimSpace(value)) {
			return ProblemNotANumber
		}
	case FieldYesNo:
		if value != "1" && value != "0" {
			return ProblemNotAChoice
		}
	case FieldChoice:
		if !slices.Contains(d.Choices, value) {
			return ProblemNotAChoice
		}
	case FieldDate:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return ProblemNotADate
		}
	}
	return ""
}
