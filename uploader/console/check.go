package console

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/check"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
	"twentythree-uploader/uploader/words"
)

// checkArguments is what `check` was asked to do.
type checkArguments struct {
	siteArguments
	json       bool
	unmeasured bool
}

func parseCheck(args []string, stderr io.Writer, w *words.Words) (checkArguments, error) {
	var a checkArguments
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, w.T(words.ConsoleUsageCheck))
		fmt.Fprintln(stderr, "check [-site URL [-bearer-env NAME | -oauth-env NAME]] [options]")
		flags.PrintDefaults()
		printCheckNames(stderr, w)
	}
	a.define(flags, w, "address of the video site; without one only this computer and the way to the internet are checked")
	flags.BoolVar(&a.json, "json", false, "print one JSON object for every check")
	flags.BoolVar(&a.unmeasured, "no-speed", false, "do not measure the upload speed, for which up to 6 MB are sent and dropped")
	if err := flags.Parse(args); err != nil {
		return a, err
	}
	switch {
	case flags.NArg() > 0:
		return a, errors.New(w.T(words.ConsoleCheckNoFiles, words.Text("value", flags.Arg(0))))
	case a.bearerEnv != "" && a.oauthEnv != "":
		return a, errors.New(w.T(words.ConsoleOneWay))
	case a.site == "" && (a.bearerEnv != "" || a.oauthEnv != ""):
		return a, errors.New(w.T(words.ConsoleCheckNeedsSite))
	}
	return a, nil
}

// RunCheck tells what works on the way to a site and what does not, from this computer outwards. It makes nothing on the site. It
// answers 0 when nothing keeps uploads from going through, 1 when something does, 2 for a command line that cannot be carried out,
// 130 when it was stopped.
func RunCheck(ctx context.Context, args []string, stdout, stderr io.Writer, around Surroundings) int {
	w := around.sentencesFor(args)
	a, err := parseCheck(args, stderr, w)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	var keys uploader.Keys
	var authorities *x509.CertPool
	if err == nil && (a.bearerEnv != "" || a.oauthEnv != "") {
		keys, err = a.keys(w)
	}
	if err == nil {
		authorities, err = trusted(a.certificates, w)
	}
	if err != nil {
		fmt.Fprintln(stderr, "check:", err)
		return exitUsage
	}
	config, end := a.config(keys, authorities, around)
	defer end()
	printed := checkPrinter{out: stdout, json: a.json, words: w}
	lines := check.Run(ctx, config, printed.print)
	switch {
	case ctx.Err() != nil:
		return exitStopped
	case uploader.Checks{Lines: lines}.Stops():
		return exitFailed
	}
	return exitDone
}

// config is what the command checks with; end closes what it opened.
func (a checkArguments) config(keys uploader.Keys, authorities *x509.CertPool, around Surroundings) (config check.Config, end func()) {
	proxy := network.SystemProxy(slog.New(slog.DiscardHandler))
	probes := network.DefaultProbes()
	vault := account.NewVault(account.VaultOptions{})
	transport := network.NewTransport(network.Options{RootCAs: authorities, Proxy: proxy, AnswerTimeout: time.Minute})
	config = check.Config{
		Address: a.site, AllowHTTP: a.allowHTTP, Folder: around.DataDir, Passwords: vault.Condition, Now: around.Now,
		Save: func(context.Context) error { return check.CanWrite(around.DataDir) },
		Way: check.Way{
			RootCAs: authorities, Proxy: proxy, Probes: probes,
			Evidence: network.GatherEvidence(network.EvidenceOptions{Proxy: proxy, Probes: probes, Now: around.Now}),
		},
		Speed: check.Speed{Measure: !a.unmeasured},
	}
	if secret, given := account.FromKeys(keys); given {
		config.SignIn = func(ctx context.Context, base string, clock *network.Clock) (*twentythree.Client, error) {
			door := account.Door{HTTP: &http.Client{Transport: transport}, Now: clock.Now, AllowHTTP: a.allowHTTP}
			return door.Client(ctx, base, secret)
		}
	}
	return config, func() {
		transport.CloseIdleConnections()
		_ = vault.Close()
	}
}

// checkPrinter prints every line once, as soon as those before it are printed.
type checkPrinter struct {
	out     io.Writer
	json    bool
	words   *words.Words
	printed int
}

// checkLine is one line of -json. Label is what people read for Check.
type checkLine struct {
	Check   uploader.CheckID      `json:"check"`
	Label   string                `json:"label"`
	Result  uploader.CheckResult  `json:"result"`
	Finding uploader.CheckFinding `json:"finding,omitempty"`
	Reason  uploader.ReasonCode   `json:"reason,omitempty"`
	Message string                `json:"message"`
	Help    string                `json:"help,omitempty"`
	Host    string                `json:"host,omitempty"`
	Subject string                `json:"subject,omitempty"`
	// BytesPerSecond, Free and Total are whole numbers; ClockAhead is in seconds, negative for a slow clock.
	BytesPerSecond int64   `json:"bytes_per_second,omitempty"`
	Free           int64   `json:"free_bytes,omitempty"`
	Total          int64   `json:"total_bytes,omitempty"`
	ClockAhead     float64 `json:"clock_ahead_seconds,omitempty"`
	Technical      string  `json:"technical,omitempty"`
}

func (p *checkPrinter) print(lines []uploader.Check) {
	for p.printed < len(lines) && lines[p.printed].Result.Over() {
		line := lines[p.printed]
		p.printed++
		text := p.words.Check(line)
		if !p.json {
			p.forPeople(line, text)
			continue
		}
		document, err := json.Marshal(checkLine{
			Check: line.ID, Label: p.words.CheckName(line.ID), Result: line.Result, Finding: line.Finding, Reason: line.Reason.Code, Message: text.Words, Help: text.Help,
			Host: line.Host, Subject: line.Subject, BytesPerSecond: int64(line.Rate), Free: line.Bytes, Total: line.Total,
			ClockAhead: line.Offset.Seconds(), Technical: line.Reason.Technical,
		})
		if err == nil {
			fmt.Fprintln(p.out, string(document))
		}
	}
}

// checkResults are how a check can end, for people and for scripts.
func checkResults() []uploader.CheckResult {
	return []uploader.CheckResult{uploader.CheckGood, uploader.CheckAttention, uploader.CheckBad, uploader.CheckUnknown, uploader.CheckNotChecked}
}

// printCheckNames says what people read for the names that -json gives.
func printCheckNames(out io.Writer, w *words.Words) {
	fmt.Fprintln(out, w.T(words.ConsoleCheckNames))
	for _, id := range uploader.CheckIDs() {
		fmt.Fprintf(out, "  %-16s%s\n", id, w.CheckName(id))
	}
	fmt.Fprintln(out, w.T(words.ConsoleCheckResults))
	for _, result := range checkResults() {
		fmt.Fprintf(out, "  %-16s%s\n", result, w.CheckMark(result))
	}
}

// forPeople sets the lines one below the other behind the marks.
func (p *checkPrinter) forPeople(line uploader.Check, text words.CheckText) {
	width := 0
	for _, result := range checkResults() {
		width = max(width, utf8.RuneCountInString(p.words.CheckMark(result)))
	}
	mark := p.words.CheckMark(line.Result)
	indent := strings.Repeat(" ", width+2)
	fmt.Fprintf(p.out, "%s%s%s\n", mark, indent[:len(indent)-utf8.RuneCountInString(mark)], text.Words)
	if text.Help != "" {
		fmt.Fprintf(p.out, "%s%s\n", indent, text.Help)
	}
}
