package setup

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"howett.net/plist"

	"twentythree-uploader/uploader"
)

func example(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(examples + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheExampleOfManagedSettingsHoldsWhatItSays(t *testing.T) {
	t.Parallel()
	managed, err := ParseManaged(example(t, "managed.json"))
	if err != nil || len(managed.NotUnderstood) > 0 {
		t.Fatal(err, managed.NotUnderstood)
	}
	rules := managed.Rules
	switch {
	case rules.Organisation != "Acme IT" || !rules.AllowsSite("https://videos.acme.com") || rules.AllowsSite("https://videos.example.com"):
		t.Errorf("the addresses are %+v", rules.Addresses)
	case !rules.Allows(uploader.WayBrowser) || rules.Allows(uploader.WayKeys):
		t.Errorf("the ways are %v", *rules.SignIn.Locked)
	case !rules.DraftsOnly() || rules.SpeedLimit.Decide(new(int64(7)), 0) != 2_500_000 || *rules.UpdateCheck.Locked || *rules.GuestLinks.Locked:
		t.Errorf("the locks are %+v", rules)
	case rules.Language.Decide(nil, "en") != "da" || rules.Language.Decide(new("de"), "en") != "de" || rules.Language.IsLocked():
		t.Errorf("the language is %+v", rules.Language)
	case len(*rules.Fields.Locked) != 1 || (*rules.Tags.Default)[0] != "internal" || (*rules.Categories.Default)[0].Title != "Training":
		t.Errorf("fields and what new videos start with are %+v", rules)
	case !managed.Application.Complete():
		t.Error("the application key is missing")
	}
}

// TestEverySystemHoldsTheSame gives the same settings as a property list in both its forms, and as values of a registry.
func TestEverySystemHoldsTheSame(t *testing.T) {
	t.Parallel()
	xml := example(t, "managed.plist")
	var tree map[string]any
	if _, err := plist.Unmarshal(xml, &tree); err != nil {
		t.Fatal(err)
	}
	binary, err := plist.Marshal(tree, plist.BinaryFormat)
	if err != nil {
		t.Fatal(err)
	}
	registry := map[string]any{
		"Settings": `{"version":1,"organisation":"Somebody","locked":{"speed_limit":20,"publishing":true}}`, "Organisation": "Acme IT",
		"locked": map[string]any{
			"Addresses": []string{"videos.acme.com"}, "Sign_In": []string{"browser", "setup_file"}, "Publishing": uint64(0),
			"fields": `[{"key":"department","label":{"en":"Department","da":"Afdeling"},"kind":"choice","choices":["HR","Sales"],"required":"upload"}]`,
		},
		"defaults": map[string]any{"Language": "da", "Tags": []string{"internal"}},
	}
	var all []Managed
	for _, translate := range []func() ([]byte, error){
		func() ([]byte, error) { return fromPropertyList(xml) },
		func() ([]byte, error) { return fromPropertyList(binary) },
		func() ([]byte, error) { return fromValues(registry) },
	} {
		text, err := translate()
		if err != nil {
			t.Fatal(err)
		}
		managed, err := ParseManaged(text)
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		all = append(all, managed)
	}
	for _, other := range all[1:] {
		if !reflect.DeepEqual(all[0], other) {
			t.Errorf("%+v and %+v", all[0], other)
		}
	}
	if rules := all[0].Rules; !rules.DraftsOnly() || rules.Organisation != "Acme IT" || *rules.SpeedLimit.Locked != 2_500_000 {
		t.Errorf("all say %+v", rules)
	}
}

func TestADefaultThatNobodyCouldChooseOtherwiseIsNotUnderstood(t *testing.T) {
	t.Parallel()
	managed, err := ParseManaged([]byte(`{"version":1,"defaults":{"publishing":false,"sign_in":["keys"]},"presets":[]}`))
	if err != nil || strings.Join(managed.NotUnderstood, " ") != "defaults.publishing defaults.sign_in presets" || managed.Rules.DraftsOnly() {
		t.Errorf("%+v %v", managed, err)
	}
}

func TestManagedSettingsThatAreWrongAreNamed(t *testing.T) {
	t.Parallel()
	for text, place := range map[string]string{
		`{"version":1,"locked":{"sign_in":[]}}`:              "locked.sign_in",
		`{"version":1,"locked":{"sign_in":["phone"]}}`:       "locked.sign_in[1]",
		`{"version":1,"locked":{"addresses":[]}}`:            "locked.addresses",
		`{"version":1,"locked":{"addresses":["acme"]}}`:      "locked.addresses[1]",
		`{"version":1,"locked":{"speed_limit":-1}}`:          "locked.speed_limit",
		`{"version":1,"locked":{"speed_limit":"20"}}`:        "locked.speed_limit",
		`{"version":1,"locked":{"publishing":2}}`:            "locked.publishing",
		`{"version":1,"defaults":{"language":"fr"}}`:         "defaults.language",
		`{"version":1,"locked":{"fields":[{"key":"tags"}]}}`: "locked.fields[1].key",
	} {
		var problem uploader.SetupProblem
		if _, err := ParseManaged([]byte(text)); !errors.As(err, &problem) || problem.Place != place {
			t.Errorf("%s: %+v, want %s", text, err, place)
		}
	}
}

func TestThePlaceOnMacOSIsNamedAsTheProgramIs(t *testing.T) {
	t.Parallel()
	var manifest struct{ Details struct{ ID string } }
	if _, err := toml.DecodeFile("../../../FyneApp.toml", &manifest); err != nil || manifest.Details.ID != bundleID {
		t.Errorf("FyneApp.toml has %q (%v), the place has %q", manifest.Details.ID, err, bundleID)
	}
}

func FuzzManagedSettings(f *testing.F) {
	for _, name := range []string{"managed.json", "managed.plist"} {
		if text, err := os.ReadFile(examples + name); err == nil {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, translate := range []func([]byte) ([]byte, error){func(text []byte) ([]byte, error) { return text, nil }, fromPropertyList} {
			document, err := translate(text)
			if err != nil {
				continue
			}
			managed, err := ParseManaged(document)
			var problem uploader.SetupProblem
			if err != nil && !errors.As(err, &problem) {
				t.Fatalf("a refusal without a problem: %v", err)
			}
			for _, fields := range []*[]uploader.FieldDefinition{managed.Rules.Fields.Locked, managed.Rules.Fields.Default} {
				if fields == nil {
					continue
				}
				for _, definition := range *fields {
					checkDefinition(t, definition)
				}
			}
			if managed.Rules.SpeedLimit.Decide(nil, 0) < 0 {
				t.Error("a limit below nothing")
			}
		}
	})
}
