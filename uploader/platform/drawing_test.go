package platform

import (
	"os"
	"testing"
)

func TestAWindowThatDiedWhileItOpenedIsDrawnInSoftwareNext(t *testing.T) {
	t.Setenv(softwareVariable, "")
	folder := t.TempDir()
	drawing := DrawingIn(folder, "1.0")
	if drawing.Doubted() {
		t.Error("doubted before any window was opened")
	}
	drawing.Opens()
	drawing.Opened()
	if drawing.Doubted() {
		t.Error("doubted though the window opened")
	}
	drawing.Opens()
	if !DrawingIn(folder, "1.0").Doubted() {
		t.Error("not doubted though the window never came")
	}
	if DrawingIn(folder, "1.1").Doubted() {
		t.Error("another version does not get its try")
	}
	if err := os.Setenv(softwareVariable, "software"); err != nil {
		t.Fatal(err)
	}
	drawing.Opens()
	drawing.Opened()
	if !DrawingIn(folder, "1.0").Doubted() {
		t.Error("what had to be drawn in software is not drawn so again")
	}
	drawing.Forget()
	if drawing.Doubted() {
		t.Error("still doubted")
	}
}
