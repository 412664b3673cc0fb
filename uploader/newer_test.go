package uploader

import "testing"

func TestWhoseWordOnNewerVersionsCounts(t *testing.T) {
	t.Parallel()
	yes, no := new(true), new(false)
	for _, one := range []struct {
		locked, standard *bool
		wish             UpdateWish
		want             bool
	}{
		{nil, nil, UpdatesUndecided, true},
		{nil, nil, UpdatesUnwanted, false},
		{nil, no, UpdatesUndecided, false},
		{nil, no, UpdatesWanted, true},
		{no, yes, UpdatesWanted, false},
		{yes, no, UpdatesUnwanted, true},
	} {
		rules := Rules{UpdateCheck: Rule[bool]{Locked: one.locked, Default: one.standard}}
		if got := rules.LooksForUpdates(one.wish); got != one.want {
			t.Errorf("%+v: %v", one, got)
		}
	}
}
