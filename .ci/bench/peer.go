package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// tokenVariable is the environment variable that hands an upload token to a client; a command line can be seen by everybody.
const tokenVariable = "BENCH_UPLOAD_TOKEN"

// keyVariable hands the demo site's access key to ours.
const keyVariable = "BENCH_ACCESS_KEY"

// fileName is what the file to send is called.
const fileName = "film.mp4"

// peer is a client to compare.
type peer struct {
	name, about string
	// command is its command line and environment for one upload.
	command func(ctx context.Context, t task) (invocation, error)
	// ends is whether the client ends by itself when its upload is done.
	ends bool
}

// task is one upload that a peer is to do.
type task struct {
	bench *bench
	site  *site
	cell  cell
	// folder is empty and the peer's own; file is what to send.
	folder, file string
}

// invocation is a client's command line, with what it is given in its environment and on standard input.
type invocation struct {
	args, environment []string
	input             string
	// drive, where there is one, tells the client what to do over two pipes that it finds as descriptors 3 and 4.
	drive func(ctx context.Context, to, from *os.File) error
}

// peers are the clients in the order they are measured in.
func peers() []peer {
	return []peer{
		{name: "curl", about: "one curl -F with the whole file in one request", command: curlCommand, ends: true},
		{name: "ours", about: "our send", command: oursCommand, ends: true},
		{name: "resumable", about: "Resumable.js 1.1.0 with its defaults in headless Chromium: 3 × 1 MiB", command: browserCommand},
		{name: "pool-3x1", about: "the same in Go: 3 at once, 1 MiB each, asked for before it is sent", command: chunked(1<<20, 3, true), ends: true},
		{name: "window-5x5", about: "windows of 5 × 5 MiB in Go, as the vendor's command lines", command: chunked(5<<20, 5, false), ends: true},
		{name: "window-5x100", about: "windows of 5 × 100 MiB in Go, as the vendor's command lines", command: chunked(100<<20, 5, false), ends: true},
	}
}

func peerNamed(name string) (peer, bool) {
	all := peers()
	i := slices.IndexFunc(all, func(p peer) bool { return p.name == name })
	if i < 0 {
		return peer{}, false
	}
	return all[i], true
}

func peerNames() []string {
	var names []string
	for _, p := range peers() {
		names = append(names, p.name)
	}
	return names
}

// oursCommand leaves the congestion control to the link where the cell is about CUBIC, as soon as send can be told so.
func oursCommand(_ context.Context, t task) (invocation, error) {
	args := []string{t.bench.program, "send", "-site", t.site.URL, "-bearer-env", keyVariable, "-data", filepath.Join(t.folder, "data"), "-json"}
	if t.bench.options.tls {
		args = append(args, "-ca", t.site.CA)
	} else {
		args = append(args, "-allow-http")
	}
	if t.bench.leavesCongestion(t.cell) {
		args = append(args, "-congestion", "system")
	}
	return invocation{args: append(args, t.file), environment: []string{keyVariable + "=" + t.site.Bearer, "XDG_DATA_HOME=" + t.folder}}, nil
}

func curlCommand(ctx context.Context, t task) (invocation, error) {
	token, err := t.site.uploadToken(ctx)
	if err != nil {
		return invocation{}, err
	}
	config := fmt.Sprintf("url = \"%s\"\nform-string = \"upload_token=%s\"\nform = \"file=@%s\"\n", t.site.redeem(), token, t.file)
	args := []string{"curl", "-sS", "-f", "--http1.1", "-o", "/dev/null", "-K", "-"}
	if t.bench.options.tls {
		args = append(args, "--cacert", t.site.CA)
	}
	return invocation{args: args, input: config}, nil
}

func chunked(size int64, parallel int, pool bool) func(context.Context, task) (invocation, error) {
	return func(ctx context.Context, t task) (invocation, error) {
		token, err := t.site.uploadToken(ctx)
		if err != nil {
			return invocation{}, err
		}
		args := []string{
			t.bench.self, chunkedCommand, "-target", t.site.redeem(), "-file", t.file, "-chunk", strconv.FormatInt(size, 10),
			"-parallel", strconv.Itoa(parallel), "-pool=" + strconv.FormatBool(pool), "-ca", t.site.CA,
		}
		return invocation{args: args, environment: []string{tokenVariable + "=" + token}}, nil
	}
}
