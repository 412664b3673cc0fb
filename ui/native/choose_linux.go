package native

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

const (
	portalName   = "org.freedesktop.portal.Desktop"
	portalPath   = "/org/freedesktop/portal/desktop"
	portalOpen   = "org.freedesktop.portal.FileChooser.OpenFile"
	portalSave   = "org.freedesktop.portal.FileChooser.SaveFile"
	portalAnswer = "org.freedesktop.portal.Request.Response"
)

// choose asks the desktop portal, which shows the file window of the person's desktop.
func choose(ctx context.Context, wanted request) ([]string, error) {
	return askPortal(ctx, portalOpen, wanted.title, portalOptions(wanted))
}

// save asks the desktop portal for a window to save in. The person's desktop asks before a file is replaced.
func save(ctx context.Context, text Saved) (string, error) {
	kind := portalFilter{Name: text.Kind, Patterns: []portalPattern{{Pattern: "*" + eitherCase(filepath.Ext(text.Name))}}}
	paths, err := askPortal(ctx, portalSave, text.Title, map[string]dbus.Variant{
		"modal":        dbus.MakeVariant(true),
		"current_name": dbus.MakeVariant(text.Name),
		"filters":      dbus.MakeVariant([]portalFilter{kind}),
	})
	if err != nil || len(paths) == 0 {
		return "", err
	}
	return paths[0], nil
}

// askPortal shows one of the portal's file windows and waits for its answer.
func askPortal(ctx context.Context, method, title string, options map[string]dbus.Variant) ([]string, error) {
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("no session bus: %w", err)
	}
	defer func() { _ = bus.Close() }()
	answers := make(chan *dbus.Signal, 4)
	bus.Signal(answers)
	if err := bus.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.portal.Request"), dbus.WithMatchMember("Response")); err != nil {
		return nil, err
	}
	var handle dbus.ObjectPath
	call := bus.Object(portalName, portalPath).CallWithContext(ctx, method, 0, "", title, options)
	if err := call.Store(&handle); err != nil {
		return nil, fmt.Errorf("no file window from the desktop: %w", err)
	}
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case signal, open := <-answers:
			if !open {
				return nil, errors.New("the session bus went away")
			}
			if signal.Name == portalAnswer && signal.Path == handle {
				return portalPaths(signal.Body), nil
			}
		}
	}
}

// portalPattern is one pattern of a filter: 0 is a shell pattern.
type portalPattern struct {
	Kind    uint32
	Pattern string
}

type portalFilter struct {
	Name     string
	Patterns []portalPattern
}

func portalOptions(wanted request) map[string]dbus.Variant {
	options := map[string]dbus.Variant{
		"multiple": dbus.MakeVariant(wanted.multiple),
		"modal":    dbus.MakeVariant(true),
	}
	if wanted.folders {
		options["directory"] = dbus.MakeVariant(true)
		return options
	}
	media := portalFilter{Name: wanted.media}
	for _, extension := range wanted.extensions {
		media.Patterns = append(media.Patterns, portalPattern{Pattern: "*." + eitherCase(extension)})
	}
	options["filters"] = dbus.MakeVariant([]portalFilter{media, {Name: wanted.everything, Patterns: []portalPattern{{Pattern: "*"}}}})
	return options
}

// eitherCase is a shell pattern for a word in capitals or not: cameras write MOV.
func eitherCase(word string) string {
	var pattern strings.Builder
	for _, r := range word {
		if lower, upper := strings.ToLower(string(r)), strings.ToUpper(string(r)); lower != upper {
			pattern.WriteString("[" + lower + upper + "]")
		} else {
			pattern.WriteRune(r)
		}
	}
	return pattern.String()
}

// portalPaths reads the portal's answer: 0 and the chosen files as addresses, any other number when the person cancelled.
func portalPaths(body []any) []string {
	const answerParts = 2
	if len(body) < answerParts {
		return nil
	}
	code, _ := body[0].(uint32)
	results, _ := body[1].(map[string]dbus.Variant)
	if code != 0 {
		return nil
	}
	addresses, _ := results["uris"].Value().([]string)
	paths := make([]string, 0, len(addresses))
	for _, address := range addresses {
		paths = append(paths, PathOf(address))
	}
	return paths
}
