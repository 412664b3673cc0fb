package console

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// sendArguments is what `send` was asked to do.
type sendArguments struct {
	siteArguments
	data        string
	json        bool
	direct      bool
	placeholder bool
	again       bool
	congestion  string
	limit       float64
	uploading   uploader.Settings
	metadata    uploader.Metadata
	titleGiven  bool
	localDate   string
	files       []string
}

// siteArguments are the site that a command speaks to, and as whom.
type siteArguments struct {
	site                string
	bearerEnv, oauthEnv string
	certificates        string
	allowHTTP           bool
}

func (a *siteArguments) define(flags *flag.FlagSet, w *words.Words, siteUsage string) {
	langFlag(flags, w)
	flags.StringVar(&a.site, "site", "", siteUsage)
	flags.StringVar(&a.bearerEnv, "bearer-env", "", "name of the environment variable that holds the access key")
	flags.StringVar(&a.oauthEnv, "oauth-env", "", "name of the environment variable that holds the four keys, separated by spaces:\nconsumer key, consumer secret, access token, access token secret")
	flags.StringVar(&a.certificates, "ca", "", "PEM file with a certificate authority to trust besides the system's")
	flags.BoolVar(&a.allowHTTP, "allow-http", false, "allow an address without https (never for a site on the internet)")
}

const dateLayout = "2006-01-02 15:04"

// parseSend reads the command line of `send`. The error is a sentence for the person; usage has been printed where it helps.
func parseSend(args []string, stderr io.Writer, w *words.Words) (sendArguments, error) {
	var a sendArguments
	var tags, categories, visibility string
	flags := flag.NewFlagSet("send", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, w.T(words.ConsoleUsageSend))
		fmt.Fprintln(stderr, "send -site URL (-bearer-env NAME | -oauth-env NAME) [options] FILE…")
		flags.PrintDefaults()
	}
	a.define(flags, w, "address of the video site, such as https://videos.acme.com")
	flags.StringVar(&a.metadata.Title, "title", "", "title; the tidied file name when left out")
	flags.StringVar(&a.metadata.Description, "description", "", "description, plain text")
	flags.StringVar(&tags, "tags", "", "tags separated by commas: \"annual report,HR\"")
	flags.StringVar(&categories, "category", "", "category ids separated by commas")
	flags.StringVar(&visibility, "visibility", "draft", "draft, publish, or a date and time on the account's clock: \"2026-12-04 09:00\"")
	flags.StringVar(&a.metadata.CanonicalURL, "canonical", "", "web address that viewers are sent to instead of the video's own page")
	flags.Func("field", "a field of the company's own, as KEY=VALUE; may be repeated", func(text string) error {
		key, value, found := strings.Cut(text, "=")
		if !found || key == "" {
			return errors.New(w.T(words.ConsoleField, words.Text("value", text)))
		}
		if a.metadata.Company == nil {
			a.metadata.Company = make(map[string]string)
		}
		a.metadata.Company[key] = value
		return nil
	})
	flags.StringVar(&a.metadata.Owner, "user-id", "", "user id of the person to name as the uploader; needs the highest rights")
	flags.StringVar(&a.data, "data", "", "folder to remember progress in, so that an interrupted upload goes on")
	flags.BoolVar(&a.json, "json", false, "print one JSON object for every change of state")
	flags.BoolVar(&a.direct, "direct", false, "send each file in one request, without an upload token; cannot go on after an interruption")
	flags.BoolVar(&a.placeholder, "placeholder", false, "create a video without a file; takes a title and no files")
	flags.BoolVar(&a.again, "again", false, "upload once more what may have arrived already, after a look at the site")
	flags.StringVar(&a.congestion, "congestion", "", "congestion control to ask for on Linux: bbr (the default) where it can be had, or system")
	flags.IntVar(&a.uploading.Files, "files", 1, "how many files are uploaded at once, 1 to 3")
	flags.Float64Var(&a.limit, "limit", 0, "speed limit in Mbit/s; 0 for none")
	flags.BoolVar(&a.uploading.Polite, "polite", false, "give way to others on the same connection")
	if err := flags.Parse(args); err != nil {
		return a, err
	}
	flags.Visit(func(f *flag.Flag) { a.titleGiven = a.titleGiven || f.Name == "title" })
	a.files = flags.Args()
	a.uploading.Limit = int64(a.limit * 1e6 / 8)
	a.metadata.TitleKept = true
	a.metadata.Tags = splitList(tags)
	for _, id := range splitList(categories) {
		a.metadata.Categories = append(a.metadata.Categories, uploader.Category{ID: id})
	}
	return a, cmp.Or(a.setVisibility(visibility, w), a.check(w))
}

// slowestLimit is in Mbit/s: below it nothing would ever arrive. fastestLimit is beyond every link.
const (
	slowestLimit = 0.1
	fastestLimit = 1e6
)

func splitList(text string) []string {
	var entries []string
	for entry := range strings.SplitSeq(text, ",") {
		if entry = strings.TrimSpace(entry); entry != "" {
			entries = append(entries, entry)
		}
	}
	return entries
}

func (a *sendArguments) setVisibility(text string, w *words.Words) error {
	switch text {
	case "draft", "":
	case "publish":
		a.metadata.Visibility = uploader.PublishWhenDone
	default:
		if _, err := time.Parse(dateLayout, text); err != nil {
			return errors.New(w.T(words.ConsoleVisibility, words.Text("value", text)))
		}
		a.metadata.Visibility, a.localDate = uploader.PublishOnDate, text
	}
	return nil
}

func (a *sendArguments) check(w *words.Words) error {
	switch {
	case a.site == "":
		return errors.New(w.T(words.ConsoleNoSite))
	case a.bearerEnv == "" && a.oauthEnv == "":
		return errors.New(w.T(words.ConsoleNoKeys))
	case a.bearerEnv != "" && a.oauthEnv != "":
		return errors.New(w.T(words.ConsoleOneWay))
	case a.placeholder && (len(a.files) > 0 || !a.titleGiven):
		return errors.New(w.T(words.ConsolePlaceholder))
	case !a.placeholder && len(a.files) == 0:
		return errors.New(w.T(words.ConsoleNoFiles))
	case a.limit != 0 && !(a.limit >= slowestLimit && a.limit <= fastestLimit):
		return errors.New(w.T(words.ConsoleLimit))
	case a.uploading.Files < 1 || a.uploading.Files > uploader.MostFiles:
		return errors.New(w.T(words.ConsoleFiles))
	case a.congestion != "" && a.congestion != "bbr" && a.congestion != "system":
		return errors.New(w.T(words.ConsoleCongestion))
	case a.titleGiven && len(a.files) > 1:
		return errors.New(w.T(words.ConsoleOneTitle))
	}
	return nil
}

// keys reads the secrets from the environment, so that they never stand on the command line, where every process can see them.
func (a siteArguments) keys(w *words.Words) (uploader.Keys, error) {
	if a.bearerEnv != "" {
		key := strings.TrimSpace(os.Getenv(a.bearerEnv))
		if key == "" {
			return uploader.Keys{}, errors.New(w.T(words.ConsoleVariableEmpty, words.Text("name", a.bearerEnv)))
		}
		return uploader.Keys{AccessKey: key}, nil
	}
	four := strings.Fields(os.Getenv(a.oauthEnv))
	if len(four) != 4 {
		return uploader.Keys{}, errors.New(w.T(words.ConsoleVariableFour, words.Text("name", a.oauthEnv)))
	}
	return uploader.Keys{ConsumerKey: four[0], ConsumerSecret: four[1], AccessToken: four[2], AccessSecret: four[3]}, nil
}
