package ui

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

// landscape is a picture that can be told from the drawn ones: sky over a sea.
func landscape() image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, 192, 120))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.RGBA{0x9c, 0xc7, 0xe8, 0xff}), image.Point{}, draw.Src)
	draw.Draw(picture, image.Rect(0, 70, 192, 120), image.NewUniform(color.RGBA{0x2a, 0x5c, 0x6e, 0xff}), image.Point{}, draw.Src)
	return picture
}

func pathOf(upload uploader.Upload) string { return upload.Source.Path }

func TestOnlyRowsInViewAskForPictures(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	uploads := uitest.Many(3000)
	w.Apply(uitest.Whole(uploads))
	system := w.system.(*fakeSystem)
	from, to := w.list.List().InView()
	asked := slices.Compact(slices.Sorted(slices.Values(system.asked)))
	if few := 2; len(asked) == 0 || len(asked) > to-from+few {
		t.Errorf("%d pictures are looked for with %d rows in view", len(asked), to-from)
	}
	if slices.Contains(asked, pathOf(uploads[2999])) {
		t.Error("a picture far below is looked for")
	}
}

func TestAPictureComesIntoItsRowLater(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	uploads := uitest.AtWork()
	w.Apply(uitest.Whole(uploads))
	system := w.system.(*fakeSystem)
	if w.list.List().Row(1).Content().Picture != nil {
		t.Fatal("there is a picture before it was loaded")
	}
	system.pictures = map[string]image.Image{pathOf(uploads[1]): landscape()}
	system.pictureReady[pathOf(uploads[1])]()
	if w.list.List().Row(1).Content().Picture == nil || w.list.List().Row(0).Content().Picture != nil {
		t.Error("the picture is not in its row alone")
	}
	// What was scrolled out of view, or removed, is nobody's any more.
	w.Apply(uploader.Update{Gone: []uploader.UploadID{uploads[1].ID}})
	system.pictureReady[pathOf(uploads[1])]()
}

func thumbScenes() []scene {
	return []scene{{"queue-thumbs", func(_ *testing.T, w *Window) {
		uploads := uitest.AtWork()
		w.system.(*fakeSystem).pictures = map[string]image.Image{
			pathOf(uploads[0]): landscape(), pathOf(uploads[2]): landscape(), pathOf(uploads[4]): landscape(),
		}
		w.Apply(uitest.Whole(uploads))
	}}}
}
