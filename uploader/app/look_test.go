package app

import (
	"testing"

	"twentythree-uploader/uploader/account"
)

func TestASearchForgetsTheSiteOfTheOneBefore(t *testing.T) {
	a := &accounts{}
	first := a.beginLook()
	if !a.endLook(first, account.Site{Host: "first.example"}) || a.found.Host != "first.example" {
		t.Fatal("a search does not keep what it found")
	}
	second := a.beginLook()
	if a.found != (account.Site{}) {
		t.Error("while another site is looked for, keys would go to the first")
	}
	third := a.beginLook()
	if !a.endLook(third, account.Site{Host: "third.example"}) || a.endLook(second, account.Site{Host: "second.example"}) || a.found.Host != "third.example" {
		t.Error("a search that was overtaken decides where keys go")
	}
}
