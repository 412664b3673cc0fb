// Command twentythree-uploader brings videos to a company's TwentyThree site: with a window, or with `send` and `site` from a
// terminal.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // systems without a zone database still know the account's zone

	"twentythree-uploader/uploader/console"
	"twentythree-uploader/uploader/words"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	around := console.Surroundings{DataDir: ".", Terminal: false, Language: words.English, Now: time.Now}
	code, handled := console.Run(ctx, args, os.Stdout, os.Stderr, around)
	if handled {
		return code
	}
	return 2
}
