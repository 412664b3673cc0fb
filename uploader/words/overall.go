package words

import (
	"time"

	"twentythree-uploader/uploader"
)

// Overall counts the rows for the footer, the Upload button and the filter. Add every upload to a zero value.
type Overall struct {
	// Moving are at the front, Waiting in the queue, Offline without internet, Held wait for the site or a sign-in, Paused by the
	// person.
	Moving, Waiting, Offline, Held, Paused int
	// SignIn and Administrator are those of Held that only a sign-in or only an administrator sets going again.
	SignIn, Administrator int
	// Ready wait for the Upload button: Public of them go public as soon as they have arrived, Dated on a date. Attention need the person
	// first, Preparing are being looked at.
	Ready, Public, Dated, Attention, Preparing int
	// Processing and Done have arrived; Failed could not.
	Processing, Done, Failed int
	// BytesLeft is what the started uploads still have to send; BytesDone the size of those that have arrived.
	BytesLeft, BytesDone int64
	// Rate is the confirmed rate of all together in bytes a second.
	Rate float64
}

// Add counts one upload.
func (o *Overall) Add(u uploader.Upload) {
	if u.State.Started() && u.State != uploader.Paused {
		o.BytesLeft += max(u.Progress.Size-u.Progress.Acked, 0)
	}
	if u.State.Moving() {
		o.Moving++
		o.Rate += max(u.Progress.Rate, 0)
		return
	}
	switch u.State {
	case uploader.Waiting:
		o.Waiting++
	case uploader.WaitingNetwork:
		o.Offline++
	case uploader.WaitingSite, uploader.WaitingSignIn:
		o.hold(u)
	case uploader.Paused:
		o.Paused++
	case uploader.Ready:
		o.Ready++
		switch m := u.Metadata; {
		case m.Visibility == uploader.PublishOnDate && !m.PastDateAccepted:
			o.Dated++
		case m.Visibility != uploader.Draft:
			// A date that has passed, and was ticked as meant, shows the video at once.
			o.Public++
		}
	case uploader.Attention:
		o.Attention++
	case uploader.Preparing:
		o.Preparing++
	case uploader.Processing:
		o.Processing++
		o.BytesDone += u.Source.Size
	case uploader.Failed:
		o.Failed++
	case uploader.Removed:
	default:
		o.Done++
		o.BytesDone += u.Source.Size
	}
}

func (o *Overall) hold(u uploader.Upload) {
	o.Held++
	switch {
	case !u.Reason.IsZero() && u.Reason.Code.Who() == uploader.ActorAdministrator:
		o.Administrator++
	case u.State == uploader.WaitingSignIn:
		o.SignIn++
	}
}

// Left is how long the started uploads still take at the present rate, zero while that is unknown.
func (o *Overall) Left() time.Duration {
	if !(o.Rate > 0) {
		return 0
	}
	seconds := min(float64(o.BytesLeft)/o.Rate, (365 * 24 * time.Hour).Seconds())
	return time.Duration(seconds * float64(time.Second))
}

// Advice is the one thing that the footer says about the computer.
type Advice string

// What the footer can say. No advice is given before anything was started, nor while something waits for the person.
const (
	AdviceNone          Advice = ""
	AdviceKeepOn        Advice = "keep_on"
	AdviceInternet      Advice = "internet"
	AdviceSignIn        Advice = "sign_in"
	AdviceAdministrator Advice = "administrator"
	AdviceTurnOff       Advice = "turn_off"
	AdviceAllDone       Advice = "all_done"
)

// Advice decides what is said, and only the footer says it, so that nothing in the window contradicts it: the computer may be
// switched off only when no upload that was started depends on it and none waits for the person to start it. Where nothing goes
// on by itself, leaving the computer on does not help either.
func (o *Overall) Advice() Advice {
	switch {
	case o.Offline > 0 && o.Moving == 0:
		return AdviceInternet
	case o.Moving+o.Offline > 0 || o.Held > o.SignIn+o.Administrator:
		return AdviceKeepOn
	case o.SignIn > 0:
		return AdviceSignIn
	case o.Administrator > 0:
		return AdviceAdministrator
	case o.Waiting > 0:
		return AdviceKeepOn
	case o.Ready+o.Attention+o.Preparing > 0:
		return AdviceNone
	case o.Processing+o.Paused > 0 || (o.Done > 0 && o.Failed > 0):
		return AdviceTurnOff
	case o.Done > 0:
		return AdviceAllDone
	}
	return AdviceNone
}

// Footer is the first footer line: what runs, how much is left, how long, and the advice. While nothing runs it says what is there
// to be done.
func (w *Words) Footer(o Overall) string {
	line := sentences(w.running(o), w.Advice(o.Advice()))
	if o.Moving+o.Waiting+o.Offline+o.Held == 0 {
		line = sentences(line, w.toDo(o))
	}
	if line == "" {
		return w.T(FooterReady)
	}
	return line
}

func (w *Words) toDo(o Overall) string {
	var failed, ready, attention string
	if o.Failed > 0 {
		failed = w.T(FooterFailed, Count("count", o.Failed))
	}
	if o.Ready > 0 {
		ready = w.T(FooterReadyCount, Count("count", o.Ready))
	}
	if o.Attention > 0 {
		attention = w.T(FooterAttention, Count("count", o.Attention))
	}
	return sentences(failed, ready, attention)
}

// Advice is the advice alone.
func (w *Words) Advice(advice Advice) string {
	if advice == AdviceNone {
		return ""
	}
	return w.T(Key("advice." + string(advice)))
}

func (w *Words) running(o Overall) string {
	queued := o.Waiting + o.Offline + o.Held
	var counts string
	switch {
	case o.Moving > 0 && queued > 0:
		counts = w.T(FooterBoth,
			Text("uploading", w.T(FooterUploading, Count("count", o.Moving))), Text("waiting", w.T(FooterWaiting, Count("count", queued))))
	case o.Moving > 0:
		counts = w.T(FooterUploading, Count("count", o.Moving))
	case queued > 0:
		counts = w.T(FooterWaiting, Count("count", queued))
	case o.Paused > 0:
		return fullStop(w.T(FooterPaused, Count("count", o.Paused)))
	default:
		return ""
	}
	left := Text("left", w.Bytes(o.BytesLeft))
	if about := w.About(o.Left()); about != "" {
		return w.T(FooterLeftAbout, Text("counts", counts), left, Text("about", about))
	}
	return w.T(FooterLeft, Text("counts", counts), left)
}

// UploadButton says what pressing Upload does to counted videos: how many are uploaded, how many of them go public, at once or on a date, and
// how many need the person first. With nothing to upload it is the plain word.
func (w *Words) UploadButton(o Overall) string {
	if o.Ready <= 0 {
		return w.T(ButtonUpload)
	}
	upload := w.T(ButtonUploadCount, Count("count", o.Ready))
	if public := w.goesPublic(o); public != "" {
		upload = w.T(ButtonUploadPublic, Text("upload", upload), Text("public", public))
	}
	if o.Attention > 0 {
		return w.T(ButtonUploadAttention, Text("upload", upload), Text("attention", w.T(ButtonNeedsAttention, Count("count", o.Attention))))
	}
	return upload
}

func (w *Words) goesPublic(o Overall) string {
	switch {
	case o.Public > 0 && o.Dated > 0:
		return w.T(ButtonPublicAndDated, Text("public", w.T(ButtonPublicAtOnce, Count("count", o.Public))), Text("dated", w.T(ButtonOnDate, Count("count", o.Dated))))
	case o.Public > 0:
		return w.T(ButtonGoesPublic, Count("count", o.Public))
	case o.Dated > 0:
		return w.T(ButtonPublicOnDate, Count("count", o.Dated))
	}
	return ""
}

// UploadHint is the reason under a greyed Upload button; "" when it can be pressed.
func (w *Words) UploadHint(o Overall) string {
	switch {
	case o.Ready > 0:
		return ""
	case o.Attention > 0:
		return w.T(HintNeedsAttention, Count("count", o.Attention))
	case o.Preparing > 0:
		return w.T(HintPreparing)
	}
	return w.T(HintNothingReady)
}
