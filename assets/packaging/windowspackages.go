package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// leaving is what the program itself writes to the registry while it is used, and what goes with it.
type leaving struct {
	// StartKey holds the start with the computer, under the name Autostart; Named the setup file that was laid down for everybody.
	StartKey, Autostart, Named string
}

func (p pieces) leaving() leaving {
	return leaving{`Software\Microsoft\Windows\CurrentVersion\Run`, p.Name, `Software\` + p.Name}
}

// setupScript is what setup.nsi names.
type setupScript struct {
	versioned
	leaving
	Folder, Out, Sign string
	Installed         []string
	// Values are written; of them those of Shared are taken back one by one, Keys as a whole, and Emptied where nothing is left in them.
	Values, Shared []value
	Keys, Emptied  []string
}

func (p pieces) setupScript(sign string) setupScript {
	return setupScript{
		versioned: p.versioned(windowsProgram), leaving: p.leaving(), Folder: p.Folder, Out: p.setupPath(), Sign: sign,
		Installed: installedFiles(), Values: valuesAt(p.Name, `$INSTDIR\`+windowsProgram), Shared: sharedValues(), Keys: ownKeys(), Emptied: emptiedKeys(),
	}
}

// valuesAt are all values of the registry with the program's path in them.
func valuesAt(name, program string) []value {
	values := append(ownValues(name), sharedValues()...)
	for at := range values {
		values[at].Text = values[at].at(program)
	}
	return values
}

// setup makes the setup program.
func (p pieces) setup(ctx context.Context) error {
	sign, err := p.signScript()
	if err != nil {
		return err
	}
	for _, name := range []string{"setup.nsi", "texts.nsh"} {
		if err := p.fill(name, p.setupScript(sign)); err != nil {
			return err
		}
	}
	if err := p.command(ctx, nil, "makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", p.in("setup.nsi")); err != nil {
		return err
	}
	return p.sign(ctx, p.setupPath())
}

// msiFile is a file of the MSI beside the program.
type msiFile struct{ ID, Name string }

// msiSource is what package.wxs names.
type msiSource struct {
	versioned
	leaving
	ProductCode, UpgradeCode, PackageCode, MenuCode, RegistryCode string
	// Next is the version after this one: whatever is below it gives way.
	Next   string
	Others []msiFile
	Values []value
}

func (p pieces) msiSource(content string) msiSource {
	source := msiSource{
		versioned: p.versioned(windowsProgram), leaving: p.leaving(), Next: nextVersion(p.Version),
		// The upgrade code is what all versions have in common, and must never change.
		UpgradeCode: identifier("upgrade"), ProductCode: identifier("product", content), PackageCode: identifier("package", content),
		MenuCode: identifier("menu"), RegistryCode: identifier("registry"),
		Values: valuesAt(p.Name, "[INSTALLFOLDER]"+windowsProgram),
	}
	for _, name := range installedFiles()[1:] {
		source.Others = append(source.Others, msiFile{ID: "File." + name, Name: name})
	}
	return source
}

// msi makes the package for administrators.
func (p pieces) msi(ctx context.Context) error {
	var paths []string
	for _, name := range installedFiles() {
		paths = append(paths, p.in(name))
	}
	content, err := contentOf(append(paths, filepath.Join(p.Module, "assets", "packaging", "windows", "package.wxs"))...)
	if err != nil {
		return err
	}
	source := p.msiSource(p.Version + content)
	if err := p.fill("package.wxs", source); err != nil {
		return err
	}
	if err := os.RemoveAll(p.msiPath()); err != nil {
		return err
	}
	if err := p.command(ctx, nil, "wixl", "--arch", "x64", "--output", p.msiPath(), p.in("package.wxs")); err != nil {
		return err
	}
	// A person without an administrator's rights may give these; wixl does not write it down.
	allow := "UPDATE `Property` SET `Value` = 'OLDER;NEWER;RUNNING;SETUPFILE;FORGET;LIST' WHERE `Property` = 'SecureCustomProperties'"
	if err := p.command(ctx, nil, "msibuild", p.msiPath(), "-q", allow); err != nil {
		return err
	}
	if err := fixMSI(p.msiPath(), "{"+source.PackageCode+"}", p.Date); err != nil {
		return err
	}
	return p.sign(ctx, p.msiPath())
}

// nextVersion counts the last of three numbers up.
func nextVersion(version string) string {
	dot := strings.LastIndex(version, ".")
	number, err := strconv.Atoi(version[dot+1:])
	if err != nil {
		return version
	}
	return version[:dot+1] + strconv.Itoa(number+1)
}
