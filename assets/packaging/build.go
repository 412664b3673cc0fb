package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// build is what every package is made from.
type build struct {
	// Name and ID are the program's: "TwentyThree Uploader", "com.twentythree.uploader".
	Name, ID string
	// Version is three numbers with dots, "0.1.0"; Number counts builds.
	Version string
	Number  int
	// Date is the commit's, in UTC: the time of every file in a package. SOURCE_DATE_EPOCH goes before it.
	Date time.Time
	// Module is the folder of go.mod; Out is dist/packages in it, which exists.
	Module, Out string
}

// program is the name of the executable file, without ".exe".
const program = "twentythree-uploader"

// prepare reads what the packages are made from and makes the folder they go to.
func prepare(ctx context.Context) (build, error) {
	module, err := output(ctx, "", "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return build{}, err
	}
	manifest, err := os.ReadFile(filepath.Join(module, "FyneApp.toml"))
	if err != nil {
		return build{}, err
	}
	b, err := readManifest(string(manifest))
	if err != nil {
		return build{}, err
	}
	b.Module, b.Out = module, filepath.Join(module, "dist", "packages")
	if b.Date, err = commitDate(ctx, module, os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return build{}, err
	}
	return b, os.MkdirAll(b.Out, 0o755)
}

// readManifest takes name, id and version from the text of FyneApp.toml.
func readManifest(text string) (build, error) {
	var manifest struct {
		Details struct {
			Name, ID, Version string
			Build             int
		}
	}
	if _, err := toml.Decode(text, &manifest); err != nil {
		return build{}, fmt.Errorf("FyneApp.toml cannot be read: %w", err)
	}
	d := manifest.Details
	numbers := strings.Split(d.Version, ".")
	for _, number := range numbers {
		// 16 bits a number are what the resources of Windows hold.
		if _, err := strconv.ParseUint(number, 10, 16); err != nil || len(numbers) != 3 {
			return build{}, sentencef("FyneApp.toml says version %q. Packages need three numbers with dots, such as 1.2.3.", d.Version)
		}
	}
	return build{Name: d.Name, ID: d.ID, Version: d.Version, Number: d.Build}, nil
}

// commitDate is SOURCE_DATE_EPOCH (seconds) where it is set, and the date of the checked out commit otherwise.
func commitDate(ctx context.Context, module, epoch string) (time.Time, error) {
	if epoch == "" {
		var err error
		if epoch, err = output(ctx, module, "git", "log", "-1", "--format=%ct"); err != nil {
			return time.Time{}, sentence("This folder is no git checkout, so the date of the packages is not known. Set SOURCE_DATE_EPOCH to it, in seconds.")
		}
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, sentencef("SOURCE_DATE_EPOCH is %q. It must be a number of seconds.", epoch)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// environment is this process's with the build's date in it and the given settings ("NAME=value") after it.
func (b build) environment(settings ...string) []string {
	fixed := []string{"SOURCE_DATE_EPOCH=" + strconv.FormatInt(b.Date.Unix(), 10), "TZ=UTC", "LC_ALL=C.UTF-8"}
	return append(append(os.Environ(), fixed...), settings...)
}

// command runs a tool in the module's folder with b.environment and these settings; what it said is in the error.
func (b build) command(ctx context.Context, settings []string, name string, arguments ...string) error {
	process := exec.CommandContext(ctx, name, arguments...)
	process.Dir, process.Env = b.Module, b.environment(settings...)
	if said, err := process.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, bytes.TrimSpace(said))
	}
	return nil
}

// executable builds the program for a system into a file, stripped and without paths of this computer; settings are GOOS, CC and the like.
// linkerFlags go to the linker with ours; flags go to go build.
func (b build) executable(ctx context.Context, to string, settings []string, linkerFlags string, flags ...string) error {
	arguments := append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags", strings.TrimSpace("-s -w -buildid= " + linkerFlags), "-o", to}, flags...)
	return b.command(ctx, append([]string{"CGO_ENABLED=1", "GOFLAGS="}, settings...), "go", append(arguments, ".")...)
}

// output is what a command writes, without the space around it.
func output(ctx context.Context, folder, name string, arguments ...string) (string, error) {
	process := exec.CommandContext(ctx, name, arguments...)
	process.Dir = folder
	var said bytes.Buffer
	process.Stderr = &said
	text, err := process.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", name, err, bytes.TrimSpace(said.Bytes()))
	}
	return string(bytes.TrimSpace(text)), nil
}

// tool is a command that packages need, and what brings it.
type tool struct {
	command string
	// bring is the command that a person types to get it.
	bring string
}

// need says in one sentence which of the tools are missing and what brings them.
func need(found func(string) (string, error), tools ...tool) error {
	var missing, bring []string
	for _, tool := range tools {
		if _, err := found(tool.command); err != nil {
			missing, bring = append(missing, tool.command), append(bring, tool.bring)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return sentencef("These packages need %s, which this computer lacks. Bring it with: %s", strings.Join(missing, ", "), strings.Join(bring, " && "))
}
