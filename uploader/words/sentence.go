package words

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

// Sentence is the line below a row: amount and time left, or why it stands still and what happens next. It is "" where the
// state says everything. fields are the account's own fields, for their labels.
func (w *Words) Sentence(u uploader.Upload, ahead int, fields ...uploader.FieldDefinition) string {
	switch u.State {
	case uploader.Preparing, uploader.Attention, uploader.Failed:
		return w.reasonLine(u, fields)
	case uploader.Waiting, uploader.Paused, uploader.Ready:
		return sentences(w.kept(u), w.reasonLine(u, fields))
	case uploader.Uploading:
		return w.moving(u)
	case uploader.WaitingNetwork, uploader.WaitingSite, uploader.WaitingSignIn:
		return w.waiting(u, fields)
	case uploader.Processing:
		if u.Progress.Processing < 0 {
			return w.T(SentenceProcessingPlain)
		}
	case uploader.DoneDraft:
		return w.arrival(u)
	case uploader.DonePublic, uploader.Extras:
		return ""
	case uploader.DoneScheduled:
		return capital(w.Zone(u.Metadata.PublishZone))
	case uploader.DoneWarning:
		return w.differs(u, fields)
	case uploader.Removed:
		return w.T(SentenceRemoved, Text("title", u.DisplayTitle()))
	}
	if !u.State.Known() {
		return w.T(SentenceUnknownState)
	}
	return w.T(Key("sentence." + string(u.State)))
}

// Spoken is a row in one breath for somebody who does not see it: title, state and sentence.
func (w *Words) Spoken(u uploader.Upload, ahead int, fields ...uploader.FieldDefinition) string {
	parts := []string{u.DisplayTitle(), w.State(u, ahead)}
	if sentence := w.Sentence(u, ahead, fields...); sentence != "" {
		parts = append(parts, sentence)
	}
	return strings.Join(parts, ", ")
}

// sentences puts whole sentences one after the other.
func sentences(parts ...string) string {
	var whole []string
	for _, part := range parts {
		if part != "" {
			whole = append(whole, part)
		}
	}
	return strings.Join(whole, " ")
}

func (w *Words) kept(u uploader.Upload) string {
	if u.Progress.Percent() == 0 || u.Reason.Code == uploader.ReasonStartsAgain {
		return ""
	}
	return w.T(SentenceKept, Text("percent", w.Percent(u.Progress.Percent())))
}

func (w *Words) moving(u uploader.Upload) string {
	if u.Progress.Size <= 0 {
		return ""
	}
	if u.Reason.Code == uploader.ReasonStartsAgain && u.Progress.Acked == 0 {
		return w.reasonLine(u, nil)
	}
	acked, size := Text("done", w.Bytes(u.Progress.Acked)), Text("size", w.Bytes(u.Progress.Size))
	amount := w.T(SentenceAmount, acked, size)
	if u.Progress.Left > 0 {
		amount = w.T(SentenceAmountLeft, acked, size, Text("left", w.Left(u.Progress.Left)))
	}
	switch u.Reason.Code {
	case uploader.ReasonSlow, uploader.ReasonLong:
		return sentences(fullStop(amount), fullStop(w.Reason(u.Reason).Headline))
	}
	return amount
}

func (w *Words) waiting(u uploader.Upload, fields []uploader.FieldDefinition) string {
	switch {
	case u.State == uploader.WaitingNetwork && (u.Reason.IsZero() || u.Reason.Code == uploader.ReasonOffline):
		return sentences(w.kept(u), w.T(SentenceContinues))
	case u.State == uploader.WaitingSite && (u.Reason.IsZero() || u.Reason.Code == uploader.ReasonBusy):
		return sentences(w.kept(u), w.tryingAgain(u.Reason))
	case u.State == uploader.WaitingSignIn && (u.Reason.IsZero() || u.Reason.Code == uploader.ReasonNotSignedIn):
		return sentences(w.kept(u), w.T(SentenceSignIn))
	}
	return sentences(w.kept(u), w.reasonLine(u, fields))
}

func (w *Words) tryingAgain(r uploader.Reason) string {
	wait := r.NextTry.Sub(w.now())
	if r.NextTry.IsZero() || wait <= 0 {
		return w.T(SentenceTryingNow)
	}
	return w.T(SentenceTryingAgain, Text("amount", w.Amount(wait)))
}

// reasonLine is a reason in one line: what happened and what to do. What the reason does not know is taken from the upload.
func (w *Words) reasonLine(u uploader.Upload, fields []uploader.FieldDefinition) string {
	reason := u.Reason
	switch {
	case reason.IsZero() && u.State == uploader.Preparing:
		return w.T(SentencePreparing)
	case reason.IsZero():
		return ""
	case reason.Code == uploader.ReasonIncomplete:
		return w.Reason(reason, fields...).Sentence
	}
	if reason.Subject == "" && aboutFile(reason.Code) {
		reason.Subject = u.Source.Name
	}
	if reason.Subject == "" && aboutTitle(reason.Code) {
		reason.Subject = u.DisplayTitle()
	}
	if reason.Bytes == 0 && reason.Code == uploader.ReasonTooLarge {
		reason.Bytes = u.Source.Size
	}
	text := w.Reason(reason, fields...)
	return sentences(fullStop(text.Headline), text.Sentence)
}

func aboutFile(code uploader.ReasonCode) bool {
	return code == uploader.ReasonMissing || code == uploader.ReasonNotVideo
}

func aboutTitle(code uploader.ReasonCode) bool {
	return code.Unclear() || code == uploader.ReasonUnknown
}

// fullStop makes a headline a sentence.
func fullStop(headline string) string {
	for _, end := range []string{".", "!", "?", "…"} {
		if strings.HasSuffix(headline, end) {
			return headline
		}
	}
	if headline == "" {
		return ""
	}
	return headline + "."
}

func (w *Words) arrival(u uploader.Upload) string {
	if u.Result.Arrived.IsZero() {
		return ""
	}
	at := Text("time", w.When(u.Result.Arrived))
	took := u.Result.Arrived.Sub(u.Result.Started)
	if u.Result.Started.IsZero() || took < time.Second || u.Source.Size <= 0 {
		return w.T(SentenceArrivedAt, at)
	}
	return capital(w.T(SentenceArrival, at, Text("size", w.Bytes(u.Source.Size)), Text("duration", w.shortDuration(took))))
}

// capital lets a line begin like a sentence.
func capital(line string) string {
	first, size := utf8.DecodeRuneInString(line)
	if size == 0 {
		return line
	}
	return string(unicode.ToUpper(first)) + line[size:]
}

// differs says what the site shows in another way than asked for, the most serious first.
func (w *Words) differs(u uploader.Upload, fields []uploader.FieldDefinition) string {
	for _, field := range u.Reason.Fields {
		if field != uploader.FieldVisibility {
			continue
		}
		if u.Result.Published {
			return w.T(SentenceShownPublished)
		}
		return w.T(SentenceShownDraft)
	}
	text := w.InZone(u.Metadata.PublishZone).Reason(u.Reason, fields...)
	if u.Reason.Code == uploader.ReasonExtrasFailed {
		return sentences(fullStop(text.Headline), text.Sentence)
	}
	return text.Sentence
}
