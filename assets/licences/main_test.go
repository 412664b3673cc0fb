package main

import (
	"bytes"
	"testing"

	"twentythree-uploader/assets"
)

func TestTheLicencesAreThoseOfWhatIsLinked(t *testing.T) {
	t.Parallel()
	var fresh bytes.Buffer
	if err := write(&fresh, "../.."); err != nil {
		t.Fatal(err)
	}
	if fresh.String() != assets.Licences {
		t.Error("the modules have changed: go run ./assets/licences > assets/licences.txt")
	}
}
