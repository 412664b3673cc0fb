package console

import (
	"context"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/words"
)

// Exit codes of the commands.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitStopped = 130
)

// Surroundings are what a command needs to know of where it runs.
type Surroundings struct {
	// DataDir is where progress is remembered when -data names no folder.
	DataDir string
	// Terminal says that standard output is a terminal, on which a line can be kept up to date.
	Terminal bool
	// Language is the language of sentences where an administrator has not laid down another.
	Language words.Language
	// Program is the program's name and version, with a space between them.
	Program string
	// Now is the wall clock.
	Now func() time.Time
	// Secrets is the password store, nil for the system's.
	Secrets *account.Vault
	// Managed is where an administrator lays down settings; nil for the system's place.
	Managed setup.Place
}

func (s Surroundings) place() setup.Place {
	if s.Managed != nil {
		return s.Managed
	}
	return setup.SystemPlace()
}

// unmanaged says why what an administrator has laid down is not in use, zero where it is or where there is nothing.
func (s Surroundings) unmanaged() uploader.Reason {
	_, reason := s.place().Managed()
	return reason
}

// RunSend uploads files and waits until each has its video. It answers 0 only then: 1 when one could not be uploaded, 2 for a
// command line that cannot be carried out, 130 when it was stopped. Run again with the same data folder and files it carries on.
func RunSend(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int {
	w := around.sentencesFor(args)
	a, err := parseSend(args, stderr, w)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	if err == nil && a.data == "" {
		a.data = filepath.Join(around.DataDir, "send")
	}
	var keys uploader.Keys
	var authorities *x509.CertPool
	if err == nil {
		keys, err = a.keys(w)
	}
	if err == nil {
		authorities, err = trusted(a.certificates, w)
	}
	if err != nil {
		fmt.Fprintln(stderr, "send:", err)
		return exitUsage
	}
	if reason := around.unmanaged(); !reason.IsZero() {
		text := w.Reason(reason)
		fmt.Fprintln(stderr, "send:", text.Headline+".", text.Sentence)
		if a.metadata.Visibility != uploader.Draft {
			// They may say that nothing is to be published.
			return exitUsage
		}
	}
	ctx, leave := reachable(ctx, around.DataDir)
	defer leave()
	program, err := app.Open(ctx, app.Options{
		DataDir: a.data, Secrets: account.MemoryVault(), RootCAs: authorities, AllowHTTP: a.allowHTTP, Now: around.Now, Alone: true,
		Congestion: a.congestion, Managed: around.Managed,
	})
	if err != nil {
		fmt.Fprintln(stderr, "send:", notOpened(err, a.data, w))
		return exitFailed
	}
	if program.Rules().DraftsOnly() && a.metadata.Visibility != uploader.Draft {
		fmt.Fprintln(stderr, "send:", w.T(words.ConsoleDraftsOnly))
		if err := program.Close(); err != nil {
			fmt.Fprintln(stderr, "send:", err)
		}
		return exitUsage
	}
	settings := program.Settings()
	settings.Files, settings.Limit, settings.Polite = a.uploading.Files, a.uploading.Limit, a.uploading.Polite
	program.SetSettings(settings)
	s := &sending{
		arguments: a, program: program, stderr: stderr,
		report: &reporter{
			out: stdout, json: a.json, terminal: around.Terminal, words: w,
			state: make(map[uploader.UploadID]uploader.Upload),
		},
	}
	code := s.run(ctx, keys)
	s.report.clear()
	if code == exitStopped {
		fmt.Fprintln(stderr, "send:", w.T(words.ConsoleStopped))
	}
	if err := program.Close(); err != nil {
		fmt.Fprintln(stderr, "send:", err)
	}
	return code
}

// notOpened says in a sentence why the list of the folder cannot be used.
func notOpened(err error, folder string, w *words.Words) string {
	var reason *uploader.ReasonError
	switch {
	case errors.Is(err, journal.ErrInUse):
		return w.T(words.ConsoleDataInUse, words.Text("name", folder))
	case errors.As(err, &reason):
		text := w.Reason(reason.Reason)
		return text.Headline + ". " + text.Sentence
	}
	return err.Error()
}

// trusted adds a PEM file to the system's certificate authorities; nil leaves the system's.
func trusted(path string, w *words.Words) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	text, err := os.ReadFile(path)
	if err != nil || !pool.AppendCertsFromPEM(text) {
		return nil, errors.New(w.T(words.ConsoleCAUnreadable, words.Text("name", path)))
	}
	return pool, nil
}

// sending is one run of `send`.
type sending struct {
	arguments sendArguments
	program   *app.App
	report    *reporter
	stderr    io.Writer
}

func (s *sending) run(ctx context.Context, keys uploader.Keys) int {
	signedIn, reason := s.program.SignInNow(ctx, s.arguments.site, keys)
	if !reason.IsZero() {
		return s.refused(ctx, reason)
	}
	if s.arguments.localDate != "" {
		if err := s.arguments.onTheClockOf(signedIn); err != nil {
			fmt.Fprintln(s.stderr, "send:", err)
			return exitUsage
		}
	}
	ids, rejected, err := s.program.AddForSending(ctx, signedIn.ID, app.Sending{
		Paths: s.arguments.files, Metadata: s.arguments.metadata, Direct: s.arguments.direct, Placeholder: s.arguments.placeholder,
	})
	if err != nil {
		fmt.Fprintln(s.stderr, "send:", err)
		return exitFailed
	}
	for _, rejection := range rejected {
		fmt.Fprintln(s.stderr, "send:", s.report.words.Rejection(rejection))
	}
	s.report.before = s.program.ArrivedAmong(ids)
	s.program.Carry(ids, s.arguments.again)
	updates := s.program.Subscribe()
	defer updates.Close()
	code := s.follow(ctx, updates, ids)
	if code == exitDone && len(rejected) > 0 {
		return exitFailed
	}
	return code
}

func (s *sending) refused(ctx context.Context, reason uploader.Reason) int {
	if ctx.Err() != nil {
		return exitStopped
	}
	text := s.report.words.Reason(reason)
	fmt.Fprintln(s.stderr, "send:", text.Headline+".", text.Sentence)
	return exitFailed
}

// onTheClockOf reads the date that was given in the account's time zone.
func (a *sendArguments) onTheClockOf(signedIn uploader.Account) error {
	zone := time.Local
	if signedIn.Zone != "" {
		named, err := time.LoadLocation(signedIn.Zone)
		if err != nil {
			return fmt.Errorf("the time zone %q of the account is not known here: %w", signedIn.Zone, err)
		}
		zone = named
	}
	at, err := time.ParseInLocation(dateLayout, a.localDate, zone)
	if err != nil {
		return err
	}
	a.metadata.PublishAt, a.metadata.PublishZone = at, zone.String()
	return nil
}

// follow tells what happens until every upload has its video or needs somebody.
func (s *sending) follow(ctx context.Context, updates *engine.Subscription, ids []uploader.UploadID) int {
	open := make(map[uploader.UploadID]bool, len(ids))
	for _, id := range ids {
		open[id] = true
	}
	code := exitDone
	for len(open) > 0 {
		update, err := updates.Next(ctx)
		if err != nil {
			return exitStopped
		}
		for _, upload := range update.Uploads {
			if !open[upload.ID] {
				continue
			}
			s.report.changed(upload)
			switch {
			case upload.State.Arrived():
				delete(open, upload.ID)
			case stuck(upload.State):
				delete(open, upload.ID)
				code = exitFailed
			}
		}
		for id, progress := range update.Progress {
			if open[id] {
				s.report.progress(id, progress)
			}
		}
	}
	return code
}

// stuck says that nothing more happens without a person, and `send` asks nobody.
func stuck(state uploader.State) bool {
	switch state {
	case uploader.Failed, uploader.Attention, uploader.WaitingSignIn, uploader.Paused, uploader.Removed:
		return true
	}
	return false
}
