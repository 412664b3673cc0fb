package uploader

import (
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
	Key, Label, Help string
	Kind             FieldKind
	// Choices are the allowed values of a FieldChoice.
	Choices  []string
	Required Requirement
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
