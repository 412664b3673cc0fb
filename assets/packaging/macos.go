package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// macSigning is what a Mac signs with, from the environment of whoever publishes. Empty fields leave that step out: then the application is
// signed with no name, as Apple's processors demand, and macOS warns everybody who opens it.
type macSigning struct {
	// Application and Installer are names of certificates in the keychain: "Developer ID Application: …" and "Developer ID Installer: …".
	Application, Installer string
	// Key is the file of a key of App Store Connect, KeyID and Issuer are its names there: Apple then looks at the packages.
	Key, KeyID, Issuer string
}

func readMacSigning(getenv func(string) string) (macSigning, error) {
	s := macSigning{
		Application: getenv("MACOS_APPLICATION_CERTIFICATE"), Installer: getenv("MACOS_INSTALLER_CERTIFICATE"),
		Key: getenv("NOTARY_KEY_FILE"), KeyID: getenv("NOTARY_KEY_ID"), Issuer: getenv("NOTARY_ISSUER"),
	}
	switch {
	case s.Key != "" && (s.KeyID == "" || s.Issuer == ""):
		return s, sentence("NOTARY_KEY_FILE needs NOTARY_KEY_ID and NOTARY_ISSUER beside it.")
	case s.Key != "" && (s.Application == "" || s.Installer == ""):
		return s, sentence("Apple looks at signed packages only. Set MACOS_APPLICATION_CERTIFICATE and MACOS_INSTALLER_CERTIFICATE.")
	default:
		return s, nil
	}
}

// macos makes the app, the .pkg and the .dmg for both kinds of Mac. It needs a Mac with Xcode's command line tools, and nobody has tried it
// on one yet. The program and the bundle are the same each time; .pkg and .dmg are not, because Apple's tools write the time into them.
func macos(ctx context.Context, b build) ([]string, error) {
	if runtime.GOOS != "darwin" {
		return nil, sentence("Packages for macOS can only be made on a Mac. Run this command there, or start the workflow in .github/workflows.")
	}
	for _, command := range []string{"lipo", "codesign", "pkgbuild", "hdiutil", "xcrun"} {
		if err := need(exec.LookPath, tool{command, "xcode-select --install"}); err != nil {
			return nil, err
		}
	}
	sign, err := readMacSigning(os.Getenv)
	if err != nil {
		return nil, err
	}
	app, err := layApplication(ctx, b)
	if err != nil {
		return nil, err
	}
	parts, err := writeBill(b, filepath.Join(app, "..", "..", program+"-arm64"), "macos-arm64")
	if err != nil {
		return nil, err
	}
	made := []string{parts}
	for _, step := range macSteps(b, app, sign) {
		if err := b.command(ctx, nil, step[0], step[1:]...); err != nil {
			return made, err
		}
	}
	return append(made, b.macPackage("pkg"), b.macPackage("dmg")), nil
}

func (b build) macPackage(ending string) string {
	return filepath.Join(b.Out, fmt.Sprintf("%s-%s-macos.%s", program, b.Version, ending))
}

// layApplication builds for both processors and lays the bundle, alone in a folder with a link to the applications, which the .dmg shows.
func layApplication(ctx context.Context, b build) (string, error) {
	work := filepath.Join(b.Out, "macos")
	app := filepath.Join(work, "volume", b.Name+".app")
	files, err := bundle(b)
	if err != nil {
		return "", err
	}
	if err := lay(app, files); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Join(app, "Contents", "MacOS"), 0o755); err != nil {
		return "", err
	}
	var built []string
	for _, processor := range []string{"arm64", "amd64"} {
		one := filepath.Join(work, program+"-"+processor)
		if err := b.executable(ctx, one, []string{"GOARCH=" + processor, "MACOSX_DEPLOYMENT_TARGET=12.0"}, ""); err != nil {
			return "", err
		}
		built = append(built, one)
	}
	together := filepath.Join(app, "Contents", "MacOS", program)
	if err := b.command(ctx, nil, "lipo", append([]string{"-create", "-output", together}, built...)...); err != nil {
		return "", err
	}
	applications := filepath.Join(work, "volume", "Applications")
	if err := os.Remove(applications); err != nil && !os.IsNotExist(err) {
		return "", err
	}
	return app, os.Symlink("/Applications", applications)
}

// macSteps are the commands that make a laid application into the packages, in order.
func macSteps(b build, app string, sign macSigning) [][]string {
	volume, pkg, dmg := filepath.Dir(app), b.macPackage("pkg"), b.macPackage("dmg")
	codesign := []string{"codesign", "--force", "--sign", "-", app}
	if sign.Application != "" {
		entitlements := filepath.Join(b.Module, "assets", "packaging", "macos", "entitlements.plist")
		codesign = []string{"codesign", "--force", "--timestamp", "--options", "runtime", "--entitlements", entitlements, "--sign", sign.Application, app}
	}
	build := []string{"pkgbuild", "--component", app, "--install-location", "/Applications", "--identifier", b.ID, "--version", b.Version}
	if sign.Installer != "" {
		build = append(build, "--timestamp", "--sign", sign.Installer)
	}
	steps := [][]string{
		codesign,
		{"codesign", "--verify", "--strict", "--verbose=2", app},
		append(build, pkg),
		{"hdiutil", "create", "-volname", b.Name, "-srcfolder", volume, "-format", "UDZO", "-ov", dmg},
	}
	if sign.Application != "" {
		steps = append(steps, []string{"codesign", "--force", "--timestamp", "--sign", sign.Application, dmg})
	}
	if sign.Key != "" {
		for _, file := range []string{pkg, dmg} {
			steps = append(steps,
				[]string{"xcrun", "notarytool", "submit", file, "--key", sign.Key, "--key-id", sign.KeyID, "--issuer", sign.Issuer, "--wait"},
				[]string{"xcrun", "stapler", "staple", file})
		}
	}
	return steps
}
