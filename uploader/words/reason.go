package words

import (
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// ReasonText is a reason in words: what happened, why and what to do, and the one button that does it.
type ReasonText struct {
	// Headline says what happened, without a full stop. Sentence is one to three whole sentences, "" where the headline says it all.
	Headline, Sentence string
	// Button is the main button's text, "" with ActionNone when nobody needs to do anything.
	Button string
	Action Action
	// Second is the other way out, where there are two.
	Second Button
}

// Reason is a reason in words. fields are the account's own fields, for their labels. A reason from a newer version of the
// program is said like an unknown one.
func (w *Words) Reason(r uploader.Reason, fields ...uploader.FieldDefinition) ReasonText {
	if r.IsZero() {
		return ReasonText{}
	}
	if !w.has(reasonKey(r.Code, "headline")) {
		r.Code = uploader.ReasonUnknown
	}
	args := w.reasonArgs(r, fields)
	text := ReasonText{
		Headline: w.T(w.headlineKey(r), args...),
		Sentence: w.reasonSentence(r, fields, args),
	}
	buttons := reasonButtons[r.Code]
	main, second := buttons.main, buttons.second
	if main.action == ActionPasteAgain && !w.rules.Allows(uploader.WayKeys) {
		main = w.insteadOfKeys(r.Code)
	}
	if r.Code == uploader.ReasonIncomplete && r.Problem == uploader.ProblemCameraName {
		second = offer{ButtonKeepTitle, ActionKeepTitle}
	}
	if main.action != ActionNone {
		text.Button, text.Action = w.T(main.label, args...), main.action
	}
	if second.action != ActionNone {
		text.Second = w.button(second.label, second.action, args...)
	}
	return text
}

// insteadOfKeys is what is offered where keys may not be pasted: another way to sign in, unless that is what was refused.
func (w *Words) insteadOfKeys(code uploader.ReasonCode) offer {
	switch {
	case code == uploader.ReasonBrowserRefused:
		return offer{}
	case w.rules.Allows(uploader.WayBrowser):
		return offer{SignInInBrowser, ActionSignIn}
	}
	return offer{SetupOpen, ActionSignIn}
}

func reasonKey(code uploader.ReasonCode, part string) Key {
	return Key("reason." + string(code) + "." + part)
}

// headlineKey takes the variant that fits what the reason knows.
func (w *Words) headlineKey(r uploader.Reason) Key {
	key := reasonKey(r.Code, "headline")
	switch {
	case r.Code == uploader.ReasonClock && r.Offset > 0:
		return key + ".fast"
	case r.Code == uploader.ReasonExtrasFailed && len(r.Fields) > 1:
		return key + ".both"
	case r.Code == uploader.ReasonExtrasFailed && r.Field == uploader.FieldPoster:
		return key + ".poster"
	case r.Code == uploader.ReasonDriveGone:
		return w.variant(key, r.Place)
	case r.Code == uploader.ReasonFieldRefused:
		return w.variant(key, string(r.Field))
	}
	return w.variant(key, r.Subject)
}

// variant is the text for when a name is not known, where there is one.
func (w *Words) variant(key Key, name string) Key {
	if unnamed := key + ".unnamed"; name == "" && w.has(unnamed) {
		return unnamed
	}
	return key
}

func (w *Words) reasonSentence(r uploader.Reason, fields []uploader.FieldDefinition, args []Arg) string {
	key := reasonKey(r.Code, "sentence")
	switch r.Code {
	case uploader.ReasonIncomplete:
		return w.Problem(uploader.Problem{Field: r.Field, Code: r.Problem, Value: r.Subject}, fields...)
	case uploader.ReasonBusy:
		return w.tryingAgain(r)
	case uploader.ReasonNotAsAsked:
		return w.shownDifferently(r, fields)
	case uploader.ReasonNoPermission:
		if r.Field == uploader.FieldOwner {
			key += ".owner"
		}
		if r.Needed == "" || r.Have == "" {
			key = ReasonNoPermissionPlain
		}
	case uploader.ReasonListUnreadable:
		if r.At.IsZero() {
			key = ReasonListUnreadablePlain
		}
	case uploader.ReasonMissing:
		if r.Place == "" || r.Subject == "" {
			key += ".unnamed"
		}
	case uploader.ReasonExtrasFailed:
		if r.Problem == uploader.ProblemMissing {
			key += ".missing"
		}
	case uploader.ReasonKeysWrong, uploader.ReasonKeysIncomplete:
		if !w.rules.Allows(uploader.WayKeys) {
			key += ".instead"
		}
	case uploader.ReasonManagedUnusable:
		if r.Subject == string(uploader.SetupNotTrusted) {
			key += ".untrusted"
		}
	case uploader.ReasonNotVideo, uploader.ReasonSentBefore:
		key = w.variant(key, r.Subject)
	case uploader.ReasonTooLarge:
		if r.Bytes <= 0 {
			key += ".unnamed"
		}
	}
	if !w.has(key) {
		return ""
	}
	return w.T(key, args...)
}

func (w *Words) shownDifferently(r uploader.Reason, fields []uploader.FieldDefinition) string {
	if len(r.Fields) == 1 && r.Fields[0] == uploader.FieldPublishAt && !r.At.IsZero() {
		return w.T(SentenceShownDate, Text("when", w.DateTime(r.At)))
	}
	names := make([]string, len(r.Fields))
	for i, field := range r.Fields {
		names[i] = w.Field(field, fields...)
	}
	if len(names) == 0 {
		return w.T(SentenceShownElse)
	}
	return w.T(SentenceShownFields, Text("fields", strings.Join(names, ", ")))
}

func (w *Words) reasonArgs(r uploader.Reason, fields []uploader.FieldDefinition) []Arg {
	site := r.Site
	if site == "" {
		site = w.T(SiteUnnamed)
	}
	place := r.Place
	if place == "" {
		place = site
	}
	at := r.At
	if at.IsZero() {
		at = w.now()
	}
	return []Arg{
		Text("site", site), Text("subject", r.Subject), Text("place", place),
		Text("field", w.Field(r.Field, fields...)),
		Text("needed", string(r.Needed)), Text("have", string(r.Have)),
		Text("when", w.When(at)), Text("day", w.FullDate(at)),
		Text("amount", w.Amount(r.Offset.Round(time.Second))), Text("size", w.Bytes(r.Bytes)),
	}
}

// Rejection is why a file was not added, in one line that names it: "budget.xlsx: This is not a video or audio file."
func (w *Words) Rejection(r uploader.Rejection) string {
	reason := r.Reason
	if reason.Subject == "" {
		reason.Subject = r.Name
	}
	return w.T(IntakeRejection, Text("name", r.Name), Text("reason", fullStop(w.Reason(reason).Headline)))
}
