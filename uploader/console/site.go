package console

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
)

// siteLine is what the site command prints once it listens, on one line.
type siteLine struct {
	URL               string `json:"url"`
	Bearer            string `json:"bearer"`
	ConsumerKey       string `json:"consumer_key"`
	ConsumerSecret    string `json:"consumer_secret"`
	AccessToken       string `json:"access_token"`
	AccessTokenSecret string `json:"access_token_secret"`
	CA                string `json:"ca,omitempty"`
	// ApplicationKey and ApplicationSecret are the consumer key and secret of the program that people let in from their browser.
	ApplicationKey    string `json:"application_key"`
	ApplicationSecret string `json:"application_secret"`
	// Workspaces are those besides that the bearer opens too, each with credentials of its own.
	Workspaces []workspaceLine `json:"workspaces,omitempty"`
}

// workspaceLine is another workspace.
type workspaceLine struct {
	Name string `json:"name"`
	siteLine
}

// describe says how a site that listens is reached.
func describe(site *demo.Site, server *demo.Server) siteLine {
	keys, application := site.Credentials(), site.Application()
	line := siteLine{
		URL: server.URL, Bearer: keys.Bearer, ConsumerKey: keys.ConsumerKey, ConsumerSecret: keys.ConsumerSecret,
		AccessToken: keys.AccessToken, AccessTokenSecret: keys.AccessTokenSecret, CA: server.CA,
		ApplicationKey: application.Key, ApplicationSecret: application.Secret,
	}
	for i, other := range site.Others() {
		line.Workspaces = append(line.Workspaces, workspaceLine{Name: other.Name(), siteLine: describe(other, server.Others[i])})
	}
	return line
}

// siteFlags are the site command's switches.
type siteFlags struct {
	listen  string
	secure  bool
	options demo.Options
	// plan is a file of faults; seed and rate make faults by chance where seed is not nil.
	plan string
	seed *uint64
	rate float64
}

// defaultFaultRate lets an upload of ten chunks meet about two faults.
const defaultFaultRate = 0.15

// faults are those to begin with.
func (f siteFlags) faults() (faults.Document, error) {
	var document faults.Document
	if f.plan != "" {
		text, err := os.ReadFile(f.plan)
		if err == nil {
			document, err = faults.Parse(text)
		}
		if err != nil {
			return faults.Document{}, fmt.Errorf("reading -faults: %w", err)
		}
	}
	if f.seed != nil {
		document.Faults = append(document.Faults, faults.Random(*f.seed, f.rate).Faults...)
	}
	return document, nil
}

// RunSite runs the demo site alone until the context ends. It prints one JSON line with the address and the credentials, and
// answers the exit status: 0 after a regular end, 1 where the site cannot run, 2 where the arguments make no sense.
func RunSite(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags, err := parseSite(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		_, _ = fmt.Fprintln(stderr, "site:", err)
		return 2
	}
	if err := runSite(ctx, flags, stdout); err != nil {
		_, _ = fmt.Fprintln(stderr, "site:", err)
		return 1
	}
	return 0
}

func runSite(ctx context.Context, flags siteFlags, stdout io.Writer) (err error) {
	site, err := demo.Open(flags.options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	wrong, err := flags.faults()
	if err == nil {
		err = site.SetFaults(wrong)
	}
	if err != nil {
		return err
	}
	server, err := site.Serve(flags.listen, flags.secure)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	line, err := json.Marshal(describe(site, server))
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(stdout, string(line)); err != nil {
		return fmt.Errorf("printing the site's address: %w", err)
	}
	return server.Wait(ctx)
}

// addWorkspace reads name or name=level.
func (f *siteFlags) addWorkspace(text string) error {
	name, permission, limited := strings.Cut(text, "=")
	other := demo.Other{Workspace: demo.Named(name)}
	if other.Workspace.Key == "" {
		return errors.New("a workspace has a name with letters")
	}
	var err error
	if limited {
		other.Permission, err = demo.ParseLevel(permission)
	}
	f.options.Others = append(f.options.Others, other)
	return err
}

func parseSite(args []string, stderr io.Writer) (siteFlags, error) {
	var flags siteFlags
	set := flag.NewFlagSet("site", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		_, _ = fmt.Fprintln(stderr, "site -listen 127.0.0.1:0 -dir DIR [-tls] [-racy] [-discard] [-faults FILE] [-fault-seed N]: a stand-in for a TwentyThree site")
		set.PrintDefaults()
	}
	set.StringVar(&flags.listen, "listen", "127.0.0.1:0", "`address` to listen on; port 0 takes a free one")
	set.StringVar(&flags.options.Dir, "dir", "", "`folder` that keeps what arrives (required)")
	set.BoolVar(&flags.secure, "tls", false, "speak TLS; the authority's PEM file is printed as ca")
	set.BoolVar(&flags.options.Racy, "racy", false, "join chunks without a lock: two completing chunks make two videos")
	set.BoolVar(&flags.options.Discard, "discard", false, "keep sizes and SHA-256, not the bytes")
	set.BoolVar(&flags.options.SkipHash, "skip-hash", false, "leave the SHA-256 out")
	set.StringVar(&flags.plan, "faults", "", "`file` with a plan of faults, as PUT /_demo/faults takes one")
	set.Func("fault-seed", "make faults of all kinds by chance; the same `number` makes the same ones, and GET /_demo/faults prints them", func(text string) error {
		seed, err := strconv.ParseUint(text, 10, 64)
		flags.seed = &seed
		return err
	})
	set.Float64Var(&flags.rate, "fault-rate", defaultFaultRate, "`share` of the requests that -fault-seed strikes, from 0 to 1")
	set.DurationVar(&flags.options.TranscodeTime, "transcode", 20*time.Second, "how long a video takes to become playable")
	set.DurationVar(&flags.options.BearerLife, "bearer-life", 30*24*time.Hour, "how long a workspace token of user/tokens lasts")
	set.Func("permission", "`level` of the printed credentials: read, write (the default), admin or super", func(name string) error {
		level, err := demo.ParseLevel(name)
		flags.options.Permission = level
		return err
	})
	set.Func("workspace", "`name` of another workspace that the same login opens, or name=level where it may do less there; may be repeated", flags.addWorkspace)
	set.Func("behaviour", "`name=value` of a switch for what the service's documentation leaves open; may be repeated", func(pair string) error {
		name, value, found := strings.Cut(pair, "=")
		if !found {
			return errors.New("write it as name=value")
		}
		var err error
		flags.options.Behaviour, err = flags.options.Behaviour.With(name, value)
		return err
	})
	if err := set.Parse(args); err != nil {
		return siteFlags{}, err
	}
	if set.NArg() > 0 {
		return siteFlags{}, fmt.Errorf("unexpected argument %q", set.Arg(0))
	}
	if flags.options.Dir == "" {
		return siteFlags{}, errors.New("say with -dir where to keep what arrives")
	}
	if !(flags.rate >= 0 && flags.rate <= 1) {
		return siteFlags{}, errors.New("-fault-rate is a share, from 0 to 1")
	}
	dir, err := filepath.Abs(flags.options.Dir)
	if err != nil {
		return siteFlags{}, fmt.Errorf("reading -dir: %w", err)
	}
	flags.options.Dir = dir
	return flags, nil
}
