package app

import (
	"reflect"
	"slices"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account/setup"
)

// startWith gives the accounts of a file's site the presets and the new videos of the file, over what their persons have: they were shown
// what changes. An account that is added later, or has nothing of its own yet, begins with what the site's file says.
func (a *App) startWith(file setup.File) {
	for _, known := range a.accounts.update().Accounts {
		if _, own := a.starts.find(known.ID); own && known.BaseURL == file.Base && !known.Demo {
			a.changeStart(known.ID, func(kept *keptStart) {
				*kept = fromSetup(*kept, siteSetup{NewVideos: file.NewVideos, Presets: file.Presets})
			})
		}
	}
	a.tellStarts(uploader.Update{})
}

// fromSetup is what an account has once a setup file was used: a preset of the file takes the place of one of the same name, the others come
// behind those that are there as long as there is room.
func fromSetup(kept keptStart, site siteSetup) keptStart {
	if start := site.NewVideos; start != nil {
		if start.Title != "" {
			kept.Start.Title = start.Title
		}
		if start.Ending != "" {
			kept.Start.Description = start.Ending
		}
	}
	kept.Presets = slices.Clone(kept.Presets)
	for _, preset := range site.Presets {
		preset.Filling = preset.Filling.Clone()
		switch at := presetNamed(kept.Presets, preset.Name); {
		case at >= 0:
			kept.Presets[at] = preset
		case len(kept.Presets) < uploader.MostPresets:
			kept.Presets = append(kept.Presets, preset)
		}
	}
	return kept
}

func presetNamed(presets []uploader.Preset, name string) int {
	return slices.IndexFunc(presets, func(preset uploader.Preset) bool { return strings.EqualFold(preset.Name, name) })
}

// changedPresets tells which presets of the site's accounts would give way to those of a file, and which of the file have no room.
func (a *App) changedPresets(file setup.File) (replaced, noRoom []string) {
	for _, known := range a.accounts.update().Accounts {
		if known.BaseURL != file.Base || known.Demo {
			continue
		}
		before := a.start(known.ID).Presets
		after := fromSetup(keptStart{Presets: before}, siteSetup{Presets: file.Presets}).Presets
		for _, preset := range file.Presets {
			if at := presetNamed(before, preset.Name); at >= 0 && !reflect.DeepEqual(preset.Filling, before[at].Filling) && !slices.Contains(replaced, before[at].Name) {
				replaced = append(replaced, before[at].Name)
			}
			if presetNamed(after, preset.Name) < 0 && !slices.Contains(noRoom, preset.Name) {
				noRoom = append(noRoom, preset.Name)
			}
		}
	}
	return replaced, noRoom
}
