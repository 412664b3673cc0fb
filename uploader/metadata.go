package uploader

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Field names one thing a person can fill in.
type Field string

// The fields of Metadata. A company field is CompanyField of its key.
const (
	FieldTitle        Field = "title"
	FieldDescription  Field = "description"
	FieldTags         Field = "tags"
	FieldCategories   Field = "categories"
	FieldVisibility   Field = "visibility"
	FieldPublishAt    Field = "publish_at"
	FieldCanonicalURL Field = "canonical_url"
	FieldOwner        Field = "owner"
)

const companyFieldPrefix = "company:"

// CompanyField is the Field of the company's own field with that key.
func CompanyField(key string) Field { return Field(companyFieldPrefix + key) }

// CompanyKey is the key of a company's own field, and whether f is one.
func (f Field) CompanyKey() (string, bool) { return strings.CutPrefix(string(f), companyFieldPrefix) }

// Visibility is who may see the video once it has arrived. The zero value is Draft: nothing is public unasked.
type Visibility string

// The three choices. Draft is the empty string so that a forgotten field stays private.
const (
	Draft           Visibility = ""
	PublishWhenDone Visibility = "publish"
	PublishOnDate   Visibility = "date"
)

// Category is a category (channel or album) of a site.
type Category struct {
	// ID is the service's album_id; Title is what people know it by.
	ID, Title string
}

// Metadata is what a person types about a video. It knows nothing of the wire.
type Metadata struct {
	// Title and Description are plain text; the client escapes what HTML would eat.
	Title, Description string
	// TitleKept says that the person looked at a title taken from a camera's file name and wants it.
	TitleKept bool
	// Tags are chips: one entry a tag, spaces allowed inside, no quote marks.
	Tags []string
	// Categories are the chosen categories in the order chosen.
	Categories []Category
	// Visibility is Draft unless the person chose otherwise.
	Visibility Visibility
	// PublishAt is the instant to publish at, with Visibility PublishOnDate only.
	PublishAt time.Time
	// PublishZone is the IANA name of the zone the instant was chosen in, for saying it in words.
	PublishZone string
	// PastDateAccepted says that a date in the past was ticked as meant.
	PastDateAccepted bool
	// CanonicalURL replaces the video's own web address when it is shown elsewhere; empty for the site's.
	CanonicalURL string
	// Owner is the service's user id of the uploader to name; needs the highest rights. Empty for the signed-in person.
	Owner string
	// Company holds the company's own fields by key.
	Company map[string]string
	// Poster is the picture that stands for the video, a JPG or PNG on this computer; zero for the site's own choice. Subtitles are what
	// it is to be read along with, one file a language. Both follow the video once it is there.
	Poster    Source
	Subtitles []Subtitle
}

// Clone is a deep copy.
func (m Metadata) Clone() Metadata {
	m.Tags, m.Categories, m.Company = slices.Clone(m.Tags), slices.Clone(m.Categories), maps.Clone(m.Company)
	m.Subtitles = slices.Clone(m.Subtitles)
	return m
}

// Equal reports whether both say the same, tags and categories compared as sets, and what follows the video left aside.
func (m Metadata) Equal(other Metadata) bool { return len(m.Differs(other)) == 0 }

// Differs lists the fields in which other says something else than m, in the order of the form. Poster and subtitles are not among them:
// Upload.Outstanding tells what of those the site lacks.
func (m Metadata) Differs(other Metadata) []Field {
	var fields []Field
	note := func(field Field, same bool) {
		if !same {
			fields = append(fields, field)
		}
	}
	note(FieldTitle, m.Title == other.Title)
	note(FieldDescription, m.Description == other.Description)
	note(FieldCategories, sameSet(categoryIDs(m.Categories), categoryIDs(other.Categories)))
	note(FieldTags, sameSet(m.Tags, other.Tags))
	note(FieldVisibility, m.Visibility == other.Visibility)
	note(FieldPublishAt, m.PublishAt.Equal(other.PublishAt))
	note(FieldCanonicalURL, m.CanonicalURL == other.CanonicalURL)
	note(FieldOwner, m.Owner == other.Owner)
	for _, key := range slices.Sorted(maps.Keys(union(m.Company, other.Company))) {
		note(CompanyField(key), m.Company[key] == other.Company[key])
	}
	return fields
}

func categoryIDs(categories []Category) []string {
	ids := make([]string, len(categories))
	for i, category := range categories {
		ids[i] = category.ID
	}
	return ids
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func union(a, b map[string]string) map[string]bool {
	keys := make(map[string]bool, len(a)+len(b))
	for key := range a {
		keys[key] = true
	}
	for key := range b {
		keys[key] = true
	}
	return keys
}

// ProblemCode is what is wrong with one field.
type ProblemCode string

// What can be wrong with a field; words makes the sentences.
const (
	ProblemMissing      ProblemCode = "missing"       // a required field is empty
	ProblemCameraName   ProblemCode = "camera_name"   // the title is a camera's file name nobody has looked at
	ProblemTagQuote     ProblemCode = "tag_quote"     // a tag holds a quote mark, which the service cannot store
	ProblemPastDate     ProblemCode = "past_date"     // the date has passed and was not ticked as meant
	ProblemNoDate       ProblemCode = "no_date"       // publishing on a date was chosen without a date
	ProblemWebAddress   ProblemCode = "web_address"   // not an http(s) address
	ProblemNotAChoice   ProblemCode = "not_a_choice"  // a company field holds none of its choices
	ProblemNotANumber   ProblemCode = "not_a_number"  // a company number field holds no number
	ProblemNotADate     ProblemCode = "not_a_date"    // a company date field holds no date
	ProblemUnprintable  ProblemCode = "unprintable"   // a control character where none can be
	ProblemUnknownField ProblemCode = "unknown_field" // a company field the site's definition does not know
)

// Problem is one thing to mend before an upload can start.
type Problem struct {
	Field Field
	Code  ProblemCode
	// Value is the part that is wrong, for the sentence.
	Value string
}

// Validate lists what is wrong, in the order of the form. now decides which dates have passed; definitions are the company's
// own fields. An empty list means that the upload can start.
func (m Metadata) Validate(now time.Time, definitions []FieldDefinition) []Problem {
	var problems []Problem
	add := func(field Field, code ProblemCode, value string) {
		problems = append(problems, Problem{Field: field, Code: code, Value: value})
	}
	switch {
	case strings.TrimSpace(m.Title) == "":
		add(FieldTitle, ProblemMissing, "")
	case !m.TitleKept && LooksLikeCameraName(m.Title):
		add(FieldTitle, ProblemCameraName, m.Title)
	case strings.IndexFunc(m.Title, unicode.IsControl) >= 0:
		add(FieldTitle, ProblemUnprintable, m.Title)
	}
	for _, tag := range m.Tags {
		if strings.ContainsRune(tag, '"') {
			add(FieldTags, ProblemTagQuote, tag)
		}
	}
	if m.Visibility == PublishOnDate {
		switch {
		case m.PublishAt.IsZero():
			add(FieldPublishAt, ProblemNoDate, "")
		case m.PublishAt.Before(now) && !m.PastDateAccepted:
			add(FieldPublishAt, ProblemPastDate, "")
		}
	}
	if m.CanonicalURL != "" && !isWebAddress(m.CanonicalURL) {
		add(FieldCanonicalURL, ProblemWebAddress, m.CanonicalURL)
	}
	m.checkExtras(add)
	for _, definition := range definitions {
		if code := definition.check(m.Company[definition.Key], m.Visibility); code != "" {
			add(CompanyField(definition.Key), code, m.Company[definition.Key])
		}
	}
	return problems
}

func isWebAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Hostname() != ""
}
