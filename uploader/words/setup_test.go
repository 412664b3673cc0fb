package words

import (
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

func TestEveryProblemOfASetupFileHasItsSentence(t *testing.T) {
	t.Parallel()
	for _, language := range Languages() {
		w := New(language, nil, nil)
		other := w.T(SetupProblemOther)
		for _, code := range setupProblemCodes() {
			said := w.SetupProblem(uploader.SetupProblem{Code: code, Place: "fields[2].key", Value: "colour", Line: 3})
			if said == other || strings.Contains(said, "setup.problem") || strings.Contains(said, "{") {
				t.Errorf("%s: %s reads %q", language, code, said)
			}
		}
	}
}

func TestWhoLockedASettingIsNamed(t *testing.T) {
	t.Parallel()
	w := New(English, nil, nil)
	if said := w.SetBy("Acme IT"); said != "Set by Acme IT" {
		t.Errorf("said %q", said)
	}
	if said := w.SetBy(""); said != "Set by your organisation" {
		t.Errorf("said %q", said)
	}
}

func TestACompanyFieldIsCalledByItsNameInTheLanguage(t *testing.T) {
	t.Parallel()
	definition := uploader.FieldDefinition{Key: "department", Label: "Department", Texts: map[string]uploader.FieldWords{"da": {Label: "Afdeling"}}}
	problem := uploader.Problem{Field: uploader.CompanyField("department"), Code: uploader.ProblemMissing}
	if said := New(Danish, nil, nil).Problem(problem, definition); !strings.Contains(said, "Afdeling") {
		t.Errorf("in Danish: %q", said)
	}
	if said := New(German, nil, nil).Problem(problem, definition); !strings.Contains(said, "Department") {
		t.Errorf("in German: %q", said)
	}
}
