package console

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"twentythree-uploader/uploader/demo/faults"
)

func (r siteAtWork) inForce(t *testing.T) faults.Document {
	t.Helper()
	response, err := http.Get(r.line.URL + "/_demo/faults")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var document faults.Document
	if err := json.NewDecoder(response.Body).Decode(&document); err != nil {
		t.Fatal(err)
	}
	return document
}

func TestSiteBeginsWithAPlanOfFaults(t *testing.T) {
	t.Parallel()
	plan := filepath.Join(t.TempDir(), "plan.json")
	text := `{"faults":[{"kind":"answer","path":"site/get","status":503,"count":1}]}`
	if err := os.WriteFile(plan, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r := startSiteCommand(t, "-dir", t.TempDir(), "-faults", plan)
	defer r.end(t)
	for _, want := range []int{503, 200} {
		response, err := http.Get(r.line.URL + "/api/2/site/get")
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("answered %d, want %d", response.StatusCode, want)
		}
	}
}

func TestSiteMakesFaultsThatComeAgain(t *testing.T) {
	t.Parallel()
	first := startSiteCommand(t, "-dir", t.TempDir(), "-fault-seed", "42", "-fault-rate", "0.25")
	defer first.end(t)
	if got := first.inForce(t); !reflect.DeepEqual(got, faults.Random(42, 0.25)) {
		t.Errorf("the site has %+v", got)
	}
}

func TestSiteSaysWhichFaultsItCannotUse(t *testing.T) {
	t.Parallel()
	misspelt := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(misspelt, []byte(`{"faults":[{"kind":"clsoe"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"clsoe": {"-faults", misspelt}, "no-such-plan": {"-faults", "no-such-plan"}, "from 0 to 1": {"-fault-rate", "2"}, "fault-seed": {"-fault-seed", "x"},
	} {
		var out, complaints bytes.Buffer
		code := RunSite(t.Context(), append([]string{"-dir", t.TempDir()}, args...), &out, &complaints)
		if code == 0 || out.Len() > 0 || !strings.Contains(complaints.String(), want) {
			t.Errorf("%v: status %d, %q %q", args, code, out.String(), complaints.String())
		}
	}
}
