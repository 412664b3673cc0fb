package setup

import (
	"errors"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
)

// Managed is what an administrator has laid down for a computer.
type Managed struct {
	Rules uploader.Rules
	// Application is the program's key on the organisation's sites; zero when there is none. It is secret and no part of Rules.
	Application account.ApplicationKey
	// NotUnderstood are places that this version of the program does not know: the rest holds without them.
	NotUnderstood []string
}

// fastest is the highest speed limit in Mbit/s.
const fastest = 100_000

// bytesOfMegabit is how many bytes a second are one Mbit/s.
const bytesOfMegabit = 1_000_000 / 8

// ParseManaged reads an administrator's settings. The error is a uploader.SetupProblem.
func ParseManaged(text []byte) (Managed, error) {
	root, err := readTree(text)
	if err != nil {
		return Managed{}, err
	}
	r := &reader{}
	o := r.object(root, "")
	o.version()
	managed := Managed{Rules: uploader.Rules{Organisation: o.text("organisation", longestName)}}
	if locked, there := o.inner("locked"); there {
		managed.Application = locked.application("application")
		locked.locks(&managed.Rules)
	}
	if defaults, there := o.inner("defaults"); there {
		defaults.defaults(&managed.Rules)
	}
	o.done()
	if err := r.err(); err != nil {
		return Managed{}, err
	}
	managed.NotUnderstood = r.notUnderstood
	return managed, nil
}

// settings are those that may be locked as well as be a default.
type settings struct {
	addresses   *[]string
	fields      *[]uploader.FieldDefinition
	visibility  *uploader.Visibility
	categories  *[]uploader.Category
	tags        *[]string
	speedLimit  *int64
	language    *string
	updateCheck *bool
}

func (o object) settings() settings {
	return settings{
		addresses: o.addresses("addresses"), fields: some(o.fields("fields")), visibility: o.visibility("visibility"),
		categories: some(o.categories("categories")), tags: some(o.tags("tags")), speedLimit: o.speedLimit("speed_limit"),
		language: o.language("language"), updateCheck: o.flag("update_check"),
	}
}

func (o object) locks(rules *uploader.Rules) {
	s := o.settings()
	rules.Addresses.Locked, rules.Fields.Locked, rules.Visibility.Locked = s.addresses, s.fields, s.visibility
	rules.Categories.Locked, rules.Tags.Locked, rules.SpeedLimit.Locked = s.categories, s.tags, s.speedLimit
	rules.Language.Locked, rules.UpdateCheck.Locked = s.language, s.updateCheck
	rules.SignIn.Locked, rules.Publishing.Locked, rules.GuestLinks.Locked = o.ways("sign_in"), o.flag("publishing"), o.flag("guest_links")
	o.done()
}

// defaults knows no ways to sign in, no publishing and no guest links: those a person cannot choose otherwise, so that a default would hold
// like a lock without looking like one.
func (o object) defaults(rules *uploader.Rules) {
	s := o.settings()
	rules.Addresses.Default, rules.Fields.Default, rules.Visibility.Default = s.addresses, s.fields, s.visibility
	rules.Categories.Default, rules.Tags.Default, rules.SpeedLimit.Default = s.categories, s.tags, s.speedLimit
	rules.Language.Default, rules.UpdateCheck.Default = s.language, s.updateCheck
	o.done()
}

// some is nil for nil, so that an empty list is a word and no list is none.
func some[T any](list []T) *[]T {
	if list == nil {
		return nil
	}
	return &list
}

func (o object) addresses(name string) *[]string {
	items := o.items(name, mostOfList)
	if items == nil {
		return nil
	}
	if len(items) == 0 {
		o.fail(uploader.SetupNoAddress, o.at(name), "")
	}
	roots := make([]string, len(items))
	for i, item := range items {
		place := itemPlace(o.at(name), i)
		if text := o.line(item, place, longestAddress); text != "" {
			roots[i] = o.address(text, place)
		} else {
			o.fail(uploader.SetupNoAddress, place, "")
		}
	}
	return &roots
}

// ways reads the ways to sign in. None at all would shut everybody out, and is taken for a slip.
func (o object) ways(name string) *[]uploader.SignInWay {
	items := o.items(name, mostOfList)
	if items == nil {
		return nil
	}
	if len(items) == 0 {
		o.fail(uploader.SetupMissing, o.at(name), "")
	}
	ways := make([]uploader.SignInWay, 0, len(items))
	for i, item := range items {
		place := itemPlace(o.at(name), i)
		word := uploader.SignInWay(o.line(item, place, longestName))
		known := false
		for _, way := range uploader.SignInWays() {
			known = known || way == word
		}
		if !known {
			o.fail(uploader.SetupUnknownValue, place, string(word))
		}
		ways = append(ways, word)
	}
	return &ways
}

func (o object) speedLimit(name string) *int64 {
	megabits := o.number(name, fastest)
	if megabits == nil {
		return nil
	}
	limit := int64(*megabits * bytesOfMegabit)
	if *megabits > 0 {
		limit = max(limit, 1)
	}
	return &limit
}

func (o object) language(name string) *string {
	language := oneOf(o, name, languages...)
	if language == "" {
		return nil
	}
	return &language
}

// Place gives the text of an administrator's settings: nil when there are none. An error means that there are some that must not be used;
// where names the place for a sentence.
type Place func() (text []byte, where string, err error)

// Managed reads the place. Settings that cannot be used are left out whole, and the reason says so: half of what was laid down could be
// the half without its locks. A nil place holds nothing.
func (p Place) Managed() (Managed, uploader.Reason) {
	if p == nil {
		return Managed{}, uploader.Reason{}
	}
	text, where, err := p()
	if err == nil && text == nil {
		return Managed{}, uploader.Reason{}
	}
	var managed Managed
	if err == nil {
		managed, err = ParseManaged(text)
	}
	if err == nil {
		return managed, uploader.Reason{}
	}
	reason := uploader.Reason{Code: uploader.ReasonManagedUnusable, Place: where, Technical: err.Error()}
	var problem uploader.SetupProblem
	if errors.As(err, &problem) {
		reason.Subject = string(problem.Code)
		if problem.Value != "" {
			reason.Technical += ": " + problem.Value
		}
	}
	return Managed{}, reason
}

// errNotTrusted means that somebody else than an administrator could have written the settings.
var errNotTrusted = uploader.SetupProblem{Code: uploader.SetupNotTrusted}
