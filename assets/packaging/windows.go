package main

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
)

// windowsCompiler is the cross compiler that Debian calls so; its other tools have the same beginning.
const windowsCompiler = "x86_64-w64-mingw32-"

// windows makes the setup (NSIS), the package for administrators (MSI) and the list of the modules inside. What they are made of stays in
// dist/packages/windows.
func windows(ctx context.Context, b build) ([]string, error) {
	sign, err := signing(os.Getenv)
	if err != nil {
		return nil, err
	}
	tools := []tool{
		{windowsCompiler + "gcc", "apt-get install gcc-mingw-w64-x86-64"},
		{"makensis", "apt-get install nsis"},
		{"wixl", "apt-get install wixl"},
		{"msibuild", "apt-get install msitools"},
	}
	if sign.wanted() {
		tools = append(tools, tool{"osslsigncode", "apt-get install osslsigncode"})
	}
	if err := need(exec.LookPath, tools...); err != nil {
		return nil, err
	}
	p, err := newPieces(b, sign)
	if err != nil {
		return nil, err
	}
	for _, make := range []func(context.Context) error{p.resources, p.programs, p.setup, p.msi} {
		if err := make(ctx); err != nil {
			return nil, err
		}
	}
	bill, err := writeBill(b, p.in(windowsProgram), "windows-amd64")
	return []string{p.setupPath(), p.msiPath(), bill}, err
}

// pieces are what the packages for Windows are put together from, in a folder of their own.
type pieces struct {
	build
	signature
	// Folder is where they lie.
	Folder string
}

// newPieces begins with an empty folder.
func newPieces(b build, sign signature) (pieces, error) {
	p := pieces{build: b, signature: sign, Folder: filepath.Join(b.Out, "windows")}
	if err := os.RemoveAll(p.Folder); err != nil {
		return p, err
	}
	return p, os.MkdirAll(p.Folder, 0o755)
}

func (p pieces) in(name string) string { return filepath.Join(p.Folder, name) }

func (p pieces) setupPath() string {
	return filepath.Join(p.Out, "TwentyThree-Uploader-Setup-"+p.Version+".exe")
}

func (p pieces) msiPath() string {
	return filepath.Join(p.Out, "TwentyThree-Uploader-"+p.Version+".msi")
}

// fill writes one of the files of assets/packaging/windows to the folder, with data in the places that it names.
func (p pieces) fill(name string, data any) error {
	source := filepath.Join(p.Module, "assets", "packaging", "windows", name)
	content, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	text, err := filled(name, string(content), data)
	if err != nil {
		return err
	}
	return os.WriteFile(p.in(name), text, 0o644)
}

// filled gives a template with data in it. A name that data lacks is an error.
func filled(name, content string, data any) ([]byte, error) {
	form, err := template.New(name).Option("missingkey=error").Funcs(template.FuncMap{"nsis": nsisText}).Parse(content)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = form.Execute(&text, data)
	return text.Bytes(), err
}

// nsisText escapes what would end a text of NSIS.
func nsisText(text string) string { return strings.ReplaceAll(text, `"`, `$\"`) }

// versioned is what the resources name.
type versioned struct {
	build
	File, Commas string
}

func (p pieces) versioned(file string) versioned {
	return versioned{p.build, file, strings.ReplaceAll(p.Version, ".", ",") + fmt.Sprintf(",%d", p.Number)}
}

// resources makes icons, manifest and version, as the linker takes them.
func (p pieces) resources(ctx context.Context) error {
	for name, path := range map[string]string{"app.ico": appDrawing, "setup.ico": setupDrawing, "link.ico": linkDrawing} {
		drawn, err := p.drawing(path)
		if err != nil {
			return err
		}
		icon, err := drawn.ico()
		if err != nil {
			return err
		}
		if err := os.WriteFile(p.in(name), icon, 0o644); err != nil {
			return err
		}
		if path == appDrawing {
			side, err := drawn.sidePicture()
			if err != nil {
				return err
			}
			if err := os.WriteFile(p.in(sideName), side, 0o644); err != nil {
				return err
			}
		}
	}
	if err := p.fill("app.manifest", p.versioned("")); err != nil {
		return err
	}
	return p.compileResources(ctx, "app.rc", windowsProgram)
}

// compileResources makes NAME.o of NAME.rc, in which the file that they end up in is named.
func (p pieces) compileResources(ctx context.Context, name, file string) error {
	if err := p.fill(name, p.versioned(file)); err != nil {
		return err
	}
	return p.command(ctx, nil, windowsCompiler+"windres", "--input", p.in(name), "--include-dir", p.Folder, "--output-format", "coff",
		"--output", p.in(strings.TrimSuffix(name, ".rc")+".o"))
}

// consoleProgram is typed as the program's name in a terminal: see console.c.
const consoleProgram = program + ".com"

// programs builds what is installed. The resources go to the linker by their path: as a .syso they would have to lie among the sources.
func (p pieces) programs(ctx context.Context) error {
	compiler := windowsCompiler + "gcc"
	linker := `-H=windowsgui -extldflags "-Wl,--no-insert-timestamp ` + p.in("app.o") + `"`
	if err := p.executable(ctx, p.in(windowsProgram), []string{"GOOS=windows", "GOARCH=amd64", "CC=" + compiler}, linker); err != nil {
		return err
	}
	source := filepath.Join(p.Module, "assets", "packaging", "windows", "console.c")
	if err := p.command(ctx, nil, compiler, "-municode", "-Os", "-s", "-Wl,--no-insert-timestamp", "-o", p.in(consoleProgram), source); err != nil {
		return err
	}
	licences, err := os.ReadFile(filepath.Join(p.Module, "assets", licencesName))
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.in(licencesName), licences, 0o644); err != nil {
		return err
	}
	for _, name := range []string{windowsProgram, consoleProgram} {
		if err := p.sign(ctx, p.in(name)); err != nil {
			return err
		}
	}
	for _, name := range append(installedFiles(), sideName) {
		// The packages keep the files' times.
		if err := os.Chtimes(p.in(name), p.Date, p.Date); err != nil {
			return err
		}
	}
	return nil
}

const licencesName = "licences.txt"

// sideName is the picture beside the setup's last page.
const sideName = "side.bmp"

// installedFiles are in the program's folder.
func installedFiles() []string { return []string{windowsProgram, consoleProgram, licencesName} }

// identifier is a number as Windows' packages have it, always the same for the same words.
func identifier(words ...string) string {
	sum := sha1.Sum([]byte("com.twentythree.uploader " + strings.Join(words, " ")))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	return strings.ToUpper(fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16]))
}

// contentOf names what is in files, for what must change whenever they do.
func contentOf(paths ...string) (string, error) {
	hash := sha256.New()
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return "", err
		}
		_, err = io.Copy(hash, file)
		if err := file.Close(); err != nil {
			return "", err
		}
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", hash.Sum(nil)), nil
}
