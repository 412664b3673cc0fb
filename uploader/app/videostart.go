package app

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"twentythree-uploader/uploader"
)

// videoStarts keep what new videos of each account start with, and the accounts' presets.
type videoStarts struct {
	mu   sync.Mutex
	of   map[uploader.AccountID]keptStart
	tell sync.Mutex // held while they are announced, so that an older word never comes after a newer one
}

// keptStart is what is kept of an account as a setting.
type keptStart struct {
	Start   uploader.Filling  `json:"start,omitzero"`
	Presets []uploader.Preset `json:"presets,omitempty"`
}

// videoStartKey is how the settings begin that keep it.
const videoStartKey = "new videos "

// restore takes in what was kept at earlier starts.
func (s *videoStarts) restore(settings map[string]string) {
	s.of = make(map[uploader.AccountID]keptStart)
	for key, text := range settings {
		if id, is := strings.CutPrefix(key, videoStartKey); is {
			var kept keptStart
			if json.Unmarshal([]byte(text), &kept) == nil {
				s.of[uploader.AccountID(id)] = kept
			}
		}
	}
}

func (s *videoStarts) find(id uploader.AccountID) (kept keptStart, changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, changed = s.of[id]
	return kept, changed
}

// start is what new videos of an account start with and its presets: what the person made of them, else what a setup file brought.
func (a *App) start(id uploader.AccountID) keptStart {
	if kept, changed := a.starts.find(id); changed {
		return kept
	}
	known, _ := a.accounts.find(id)
	return fromSetup(keptStart{}, a.setups.site(known.BaseURL))
}

// change keeps other words for an account; later ones stay.
func (a *App) changeStart(id uploader.AccountID, change func(*keptStart)) {
	before := a.start(id)
	a.starts.mu.Lock()
	kept, changed := a.starts.of[id]
	if !changed {
		kept = before
	}
	change(&kept)
	a.starts.of[id] = kept
	if text, err := json.Marshal(kept); err == nil {
		a.SaveSetting(videoStartKey+string(id), string(text))
	}
	a.starts.mu.Unlock()
	a.tellStarts(uploader.Update{})
}

// SetVideoStart says what new videos of an account start with, and keeps it for the next start.
func (a *App) SetVideoStart(id uploader.AccountID, start uploader.Filling) {
	a.changeStart(id, func(kept *keptStart) { kept.Start = start.Clone() })
}

// SetPresets replaces the presets of an account, in their order, and keeps them for the next start.
func (a *App) SetPresets(id uploader.AccountID, presets []uploader.Preset) {
	a.changeStart(id, func(kept *keptStart) {
		kept.Presets = slices.Clone(presets[:min(len(presets), uploader.MostPresets)])
		for i := range kept.Presets {
			kept.Presets[i].Filling = kept.Presets[i].Filling.Clone()
		}
	})
}

// tellStarts announces an update together with what new videos start with now.
func (a *App) tellStarts(update uploader.Update) {
	a.starts.tell.Lock()
	defer a.starts.tell.Unlock()
	update.VideoStarts = a.videoStarts()
	a.engine.Announce(update)
}

// videoStarts are those of all accounts.
func (a *App) videoStarts() []uploader.VideoStart {
	starts := []uploader.VideoStart{}
	for _, known := range a.accounts.update().Accounts {
		kept, holds := a.start(known.ID), a.newVideo(known.ID)
		starts = append(starts, uploader.VideoStart{
			Account: known.ID, Chosen: kept.Start.Clone(), Presets: slices.Clone(kept.Presets),
			Holds: uploader.Filling{
				Title: kept.Start.Title, Description: holds.Description, Categories: holds.Categories, Tags: holds.Tags,
				Visibility: &holds.Visibility, Company: holds.Company,
			},
		})
	}
	return starts
}

// newVideo is what a new video of an account starts with, without its title. What an administrator locked holds, then what the person
// wants, then what came with a setup file, then the administrator's default.
func (a *App) newVideo(id uploader.AccountID) uploader.Metadata {
	known, _ := a.accounts.find(id)
	rules, person := a.Rules(), a.start(id).Start
	visibility := person.Visibility
	var categories *[]uploader.Category
	var tags *[]string
	if start := a.setups.site(known.BaseURL).NewVideos; start != nil {
		categories, tags = &start.Categories, &start.Tags
		if visibility == nil {
			visibility = &start.Visibility
		}
	}
	if person.Categories != nil {
		categories = &person.Categories
	}
	if person.Tags != nil {
		tags = &person.Tags
	}
	metadata := uploader.Metadata{
		Description: person.Description, Visibility: rules.Visibility.Decide(visibility, uploader.Draft),
		Categories: a.setups.categoriesOf(id, rules.Categories.Decide(categories, nil)),
		Tags:       slices.Clone(rules.Tags.Decide(tags, nil)), Company: maps.Clone(person.Company),
	}
	if rules.DraftsOnly() {
		metadata.Visibility = uploader.Draft
	}
	return withFieldDefaults(metadata, known.Fields)
}

// titled gives a new video its title: the tidied name of its file, or what the person wants titles to be.
func (a *App) titled(metadata uploader.Metadata, id uploader.AccountID, file string) uploader.Metadata {
	metadata = metadata.Clone()
	stem := uploader.TitleFromFileName(file)
	switch pattern := a.start(id).Start.Title; {
	case pattern != "":
		metadata.Title = uploader.FillTitle(pattern, uploader.TitlePlaces{FileName: stem, Day: a.options.Now()})
	case !a.Settings().NoTitleFromName:
		metadata.Title = stem
	}
	return metadata
}
