package setup

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

func TestTheExampleBringsItsPresets(t *testing.T) {
	t.Parallel()
	file, err := Read(examples + "acme.ttsetup")
	if err != nil || len(file.Presets) != 2 {
		t.Fatalf("%+v, %v", file.Presets, err)
	}
	first, second := file.Presets[0], file.Presets[1]
	if first.Name != "HR onboarding" || first.Categories[0].ID != "71" || !slices.Equal(first.Tags, []string{"onboarding"}) || first.Company["department"] != "hr" || first.Visibility != nil {
		t.Errorf("%+v", first)
	}
	if second.Title != "News of {date}" || second.Visibility == nil || *second.Visibility != uploader.PublishWhenDone || second.Categories != nil {
		t.Errorf("%+v", second)
	}
	if start := file.NewVideos; start.Title != "Acme: {file name}" || start.Ending != "Questions? video@acme.com" {
		t.Errorf("%+v", start)
	}
}

func TestALineBreakIsAllowedInADescriptionAlone(t *testing.T) {
	t.Parallel()
	file, err := Parse([]byte(with(`"presets":[{"name":"A","description":"one\r\ntwo\n"}],"defaults":{"description_ending":"a\nb"}`)))
	if err != nil || file.Presets[0].Description != "one\ntwo" || file.NewVideos.Ending != "a\nb" {
		t.Errorf("%+v, %v", file, err)
	}
}

func TestEveryWayForAPresetToBeWrongIsNamed(t *testing.T) {
	t.Parallel()
	preset := func(members string) string { return with(`"presets":[{"name":"A","title":"T"},{` + members + `}]`) }
	for _, wrong := range []struct {
		text  string
		code  uploader.SetupProblemCode
		place string
	}{
		{with(`"presets":{}`), uploader.SetupWrongKind, "presets"},
		{with(`"presets":[` + strings.Repeat(`{"name":"A"},`, uploader.MostPresets) + `{"name":"A"}]`), uploader.SetupTooMany, "presets"},
		{preset(`"title":"x"`), uploader.SetupMissing, "presets[2].name"},
		{preset(`"name":"B"`), uploader.SetupMissing, "presets[2].title"},
		{preset(`"name":"a","title":"x"`), uploader.SetupTwice, "presets[2].name"},
		{preset(`"name":"` + strings.Repeat("x", 61) + `","title":"x"`), uploader.SetupTooLong, "presets[2].name"},
		{preset(`"name":"B\n","title":"x\u0000"`), uploader.SetupUnprintable, "presets[2].title"},
		{preset(`"name":"B","description":"` + strings.Repeat("x", 2001) + `"`), uploader.SetupTooLong, "presets[2].description"},
		{preset(`"name":"B","description":"a\u202eb"`), uploader.SetupUnprintable, "presets[2].description"},
		{preset(`"name":"B","description":7`), uploader.SetupWrongKind, "presets[2].description"},
		{preset(`"name":"B","categories":["News"]`), uploader.SetupMissing, "presets[2].categories[1].id"},
		{preset(`"name":"B","visibility":"date"`), uploader.SetupUnknownValue, "presets[2].visibility"},
		{preset(`"name":"B","company":{"publish":"1"}`), uploader.SetupReserved, "presets[2].company.publish"},
		{preset(`"name":"B","company":{"a b":"1"}`), uploader.SetupKey, "presets[2].company.a b"},
		{preset(`"name":"B","company":{"a":[1]}`), uploader.SetupWrongKind, "presets[2].company.a"},
		{with(`"fields":[{"key":"n","label":"N","kind":"number"}],"presets":[{"name":"A","company":{"n":"many"}}]`), uploader.SetupDefault, "presets[1].company.n"},
	} {
		var problem uploader.SetupProblem
		if _, err := Parse([]byte(wrong.text)); !errors.As(err, &problem) || problem.Code != wrong.code || problem.Place != wrong.place {
			t.Errorf("%.120s: %+v, want %s at %s", wrong.text, err, wrong.code, wrong.place)
		}
	}
}
