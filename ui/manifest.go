package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"github.com/BurntSushi/toml"

	"twentythree-uploader/assets"
)

// Manifest reads FyneApp.toml, the one place where the program's name, id and version are written.
func Manifest(text string) (fyne.AppMetadata, error) {
	var manifest struct {
		Details struct {
			Name, ID, Version string
			Build             int
		}
		Migrations map[string]bool
	}
	if _, err := toml.Decode(text, &manifest); err != nil {
		return fyne.AppMetadata{}, fmt.Errorf("FyneApp.toml cannot be read: %w", err)
	}
	d := manifest.Details
	return fyne.AppMetadata{
		Name: d.Name, ID: d.ID, Version: d.Version, Build: d.Build, Migrations: manifest.Migrations, Icon: fyne.NewStaticResource("app.png", assets.AppIcon),
	}, nil
}
