package setup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

const examples = "../../../assets/admin/"

func TestTheExampleSetupFileHoldsWhatItSays(t *testing.T) {
	t.Parallel()
	file, err := Read(examples + "acme.ttsetup")
	if err != nil {
		t.Fatal(err)
	}
	if file.Organisation != "Acme IT" || file.Base != "https://videos.acme.com" || len(file.Fields) != 6 || len(file.NotUnderstood) > 0 {
		t.Errorf("read %+v", file)
	}
	if !file.Application.Complete() || file.Application.EverySite || file.Keys != (uploader.Keys{}) {
		t.Error("the application key is not as it is in the file")
	}
	department := file.Fields[0]
	if words := department.In("da"); words.Label != "Afdeling" || words.Help != "Som i adressebogen." || words.Choices[1] != "Salg" {
		t.Errorf("in Danish the field reads %+v", words)
	}
	if department.Choices[1] != "sales" || department.Required != uploader.RequiredBeforeUpload {
		t.Errorf("the field is %+v", department)
	}
	if words := file.Fields[2].In("de"); words.Label != "Campaign" {
		t.Errorf("a label for all languages reads %q in German", words.Label)
	}
	if internal, company := file.Fields[3], file.Fields[5]; internal.Default != "1" || internal.Locked || company.Default != "Acme A/S" || !company.Locked {
		t.Errorf("defaults and locks are %+v and %+v", internal, company)
	}
	start := file.NewVideos
	if start == nil || start.Visibility != uploader.Draft || len(start.Tags) != 2 || start.Categories[0] != (uploader.Category{ID: "71", Title: "Training"}) || start.Categories[1].Title != "News" {
		t.Errorf("new videos start with %+v", start)
	}
}

// with is a setup file with one more member.
func with(members string) string {
	return `{"version":1,"address":"videos.acme.com",` + members + `}`
}

func withField(members string) string {
	return with(`"fields":[{"key":"a","label":"A","kind":"text",` + members + `}]`)
}

func TestEveryWayToBeWrongIsNamed(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 61)
	for _, wrong := range []struct {
		text  string
		code  uploader.SetupProblemCode
		place string
	}{
		{"", uploader.SetupNotJSON, ""},
		{"version 1", uploader.SetupNotJSON, ""},
		{`{"version":1}{}`, uploader.SetupNotJSON, ""},
		{`{"version":1,}`, uploader.SetupNotJSON, ""},
		{strings.Repeat("[", 100_000), uploader.SetupNotJSON, ""},
		{`"` + strings.Repeat("a", MaximumSize) + `"`, uploader.SetupTooLarge, ""},
		{`[1]`, uploader.SetupWrongKind, ""},
		{`{"address":"videos.acme.com"}`, uploader.SetupVersion, "version"},
		{`{"version":2,"address":"videos.acme.com"}`, uploader.SetupVersion, "version"},
		{`{"version":"1","address":"videos.acme.com"}`, uploader.SetupVersion, "version"},
		{`{"version":1}`, uploader.SetupNoAddress, "address"},
		{`{"version":1,"address":"  "}`, uploader.SetupNoAddress, "address"},
		{`{"version":1,"address":"acme"}`, uploader.SetupAddress, "address"},
		{`{"version":1,"address":"not an address"}`, uploader.SetupAddress, "address"},
		{`{"version":1,"address":"http://videos.acme.com"}`, uploader.SetupInsecure, "address"},
		{`{"version":1,"address":7}`, uploader.SetupWrongKind, "address"},
		{`{"version":1,"address":"videos.acme.com","address":"evil.example.com"}`, uploader.SetupTwice, "address"},
		{with(`"organisation":"` + long + `"`), uploader.SetupTooLong, "organisation"},
		{with(`"organisation":"A\u202eB"`), uploader.SetupUnprintable, "organisation"},
		{with(`"fields":{}`), uploader.SetupWrongKind, "fields"},
		{with(`"fields":[` + strings.Repeat(`{},`, mostFields) + `{}]`), uploader.SetupTooMany, "fields"},
		{with(`"fields":["a"]`), uploader.SetupWrongKind, "fields[1]"},
		{with(`"fields":[{"label":"A","kind":"text"}]`), uploader.SetupMissing, "fields[1].key"},
		{with(`"fields":[{"key":"a","label":"A"}]`), uploader.SetupMissing, "fields[1].kind"},
		{with(`"fields":[{"key":"a","kind":"text"}]`), uploader.SetupMissing, "fields[1].label"},
		{with(`"fields":[{"key":"a b","label":"A","kind":"text"}]`), uploader.SetupKey, "fields[1].key"},
		{with(`"fields":[{"key":"Publish","label":"A","kind":"text"}]`), uploader.SetupReserved, "fields[1].key"},
		{with(`"fields":[{"key":"oauth_token","label":"A","kind":"text"}]`), uploader.SetupReserved, "fields[1].key"},
		{with(`"fields":[{"key":"a","label":"` + long + `","kind":"text"}]`), uploader.SetupTooLong, "fields[1].label"},
		{with(`"fields":[{"key":"a","label":{"da":"` + long + `"},"kind":"text"}]`), uploader.SetupTooLong, "fields[1].label.da"},
		{with(`"fields":[{"key":"a","label":"A","kind":"colour"}]`), uploader.SetupUnknownValue, "fields[1].kind"},
		{with(`"fields":[{"key":"a","label":"A","kind":"choice"}]`), uploader.SetupNoChoices, "fields[1].choices"},
		{with(`"fields":[{"key":"a","label":"A","kind":"choice","choices":["x","x"]}]`), uploader.SetupTwice, "fields[1].choices[2]"},
		{with(`"fields":[{"key":"a","label":"A","kind":"choice","choices":["x",{"value":"y","label":{"de":"x"}}]}]`), uploader.SetupTwice, "fields[1].choices[2]"},
		{with(`"fields":[{"key":"a","label":"A","kind":"text"},{"key":"A","label":"B","kind":"text"}]`), uploader.SetupTwice, "fields[2].key"},
		{withField(`"choices":["x"]`), uploader.SetupNoChoices, "fields[1].choices"},
		{withField(`"required":"always"`), uploader.SetupUnknownValue, "fields[1].required"},
		{withField(`"locked":true`), uploader.SetupDefault, "fields[1].default"},
		{withField(`"locked":"yes"`), uploader.SetupWrongKind, "fields[1].locked"},
		{with(`"fields":[{"key":"a","label":"A","kind":"number","default":"many"}]`), uploader.SetupDefault, "fields[1].default"},
		{with(`"fields":[{"key":"a","label":"A","kind":"date","default":"4.12.2026"}]`), uploader.SetupDefault, "fields[1].default"},
		{with(`"keys":{}`), uploader.SetupKeys, "keys"},
		{with(`"keys":{"consumer_key":"a","consumer_secret":"b"}`), uploader.SetupKeys, "keys"},
		{with(`"keys":{"access_key":"a","consumer_key":"b"}`), uploader.SetupKeys, "keys"},
		{with(`"keys":{"access_key":"a b"}`), uploader.SetupUnprintable, "keys.access_key"},
		{with(`"application":{"consumer_key":"a"}`), uploader.SetupMissing, "application.consumer_secret"},
		{with(`"defaults":{"visibility":"date"}`), uploader.SetupUnknownValue, "defaults.visibility"},
		{with(`"defaults":{"tags":["\""]}`), uploader.SetupUnprintable, "defaults.tags[1]"},
		{with(`"defaults":{"categories":[{}]}`), uploader.SetupMissing, "defaults.categories[1]"},
	} {
		var problem uploader.SetupProblem
		if _, err := Parse([]byte(wrong.text)); !errors.As(err, &problem) || problem.Code != wrong.code || problem.Place != wrong.place {
			t.Errorf("%.90s: %+v, want %s at %s", wrong.text, err, wrong.code, wrong.place)
		}
	}
}

func TestTheLineIsNamedWhereTheTextStopsBeingJSON(t *testing.T) {
	t.Parallel()
	_, err := Parse([]byte("{\n  \"version\": 1,\n  \"address\": \"videos.acme.com\n}"))
	var problem uploader.SetupProblem
	if !errors.As(err, &problem) || problem.Line != 3 {
		t.Errorf("the problem is %+v, want line 3", problem)
	}
}

func TestWhatIsNotKnownIsTold(t *testing.T) {
	t.Parallel()
	file, err := Parse([]byte("\xef\xbb\xbf" + with(`"colour":"red","fields":[{"key":"a","label":"A","kind":"text","width":3}],"keys":{"access_key":"k","hint":""}`)))
	if want := "[keys.hint fields[1].width colour]"; err != nil || fmt.Sprint(file.NotUnderstood) != want {
		t.Errorf("not understood are %v (%v), want %s", file.NotUnderstood, err, want)
	}
	if file.Keys.AccessKey != "k" {
		t.Error("what is known does not hold beside what is not")
	}
}

func TestNoSecretOfASetupFileIsPrinted(t *testing.T) {
	t.Parallel()
	file, err := Parse([]byte(with(`"keys":{"access_key":"s3cret-key"},"application":{"consumer_key":"s3cret-a","consumer_secret":"s3cret-b"}`)))
	if err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprintf("%v %+v %#v %s", file, file, file.Application, file.Keys); strings.Contains(text, "s3cret") {
		t.Errorf("printed: %s", text)
	}
	for _, text := range []string{
		with(`"keys":{"access_key":"s3cret ä"}`), with(`"keys":{"access_key":["s3cret"]}`), with(`"application":{"consumer_key":"s3cret"}`), with(`"keys":{"access_key":"s3cret`),
	} {
		if _, err := Parse([]byte(text)); err == nil || strings.Contains(fmt.Sprintf("%+v", err), "s3cret") {
			t.Errorf("told: %+v", err)
		}
	}
}

func TestWhatCannotBeOpenedIsUnreadable(t *testing.T) {
	t.Parallel()
	large := filepath.Join(t.TempDir(), "large.ttsetup")
	if err := os.WriteFile(large, make([]byte, MaximumSize+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]uploader.SetupProblemCode{
		filepath.Join(t.TempDir(), "none.ttsetup"): uploader.SetupUnreadable, t.TempDir(): uploader.SetupUnreadable, large: uploader.SetupTooLarge,
	} {
		var problem uploader.SetupProblem
		if _, err := Read(path); !errors.As(err, &problem) || problem.Code != code {
			t.Errorf("%s: %v, want %s", filepath.Base(path), err, code)
		}
	}
}

func FuzzSetupFile(f *testing.F) {
	if text, err := os.ReadFile(examples + "acme.ttsetup"); err == nil {
		f.Add(text)
	}
	f.Add([]byte(with(`"keys":{"access_key":"k"},"fields":[{"key":"a","label":{"da":"A"},"kind":"yes_no","default":true}]`)))
	f.Add([]byte(with(`"link":{"site":"Acme","token":"t","from":"a","title":"b","description":"c\nd","videos":2,"until":"2026-11-23T16:40:00Z","publishes":true}`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := Parse(text)
		var problem uploader.SetupProblem
		if err != nil {
			if !errors.As(err, &problem) || problem.Code == "" {
				t.Fatalf("a refusal without a problem: %v", err)
			}
			return
		}
		if file.Base == "" || strings.HasPrefix(file.Base, "http://") && !strings.Contains(file.Base, "localhost") && !strings.Contains(file.Base, "127.") && !strings.Contains(file.Base, "[") {
			t.Errorf("accepted the address %q", file.Base)
		}
		if link := file.Link; link.Token != "" && (link.Invitation.Ends.IsZero() || link.Invitation.Videos < 1 || link.Invitation.Videos > mostVideos) {
			t.Errorf("accepted a link for %d videos until %v", link.Invitation.Videos, link.Invitation.Ends)
		}
		for _, definition := range file.Fields {
			checkDefinition(t, definition)
		}
	})
}

// checkDefinition asks of a field that was accepted what the form relies on.
func checkDefinition(t *testing.T, definition uploader.FieldDefinition) {
	t.Helper()
	for _, language := range languages {
		if words := definition.In(language); words.Label == "" || len(words.Choices) != len(definition.Choices) {
			t.Errorf("in %s the field reads %+v", language, words)
		}
	}
	if definition.Fits(definition.Default) != "" || definition.Locked && definition.Default == "" {
		t.Errorf("accepted the default %q of a field of kind %s", definition.Default, definition.Kind)
	}
}
