package platform

import "testing"

func TestWhatThePackageManagerBrought(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		system, program string
		want            bool
	}{
		{"linux", "/usr/bin/twentythree-uploader", true},
		{"linux", "/usr/lib/twentythree-uploader/twentythree-uploader", true},
		{"linux", "/usr/local/bin/twentythree-uploader", false},
		{"linux", "/home/anna/twentythree-uploader", false},
		{"darwin", "/usr/bin/twentythree-uploader", false},
		{"windows", `C:\Program Files\TwentyThree Uploader\twentythree-uploader.exe`, false},
	} {
		if got := packaged(one.system, one.program); got != one.want {
			t.Errorf("%s on %s: %v", one.program, one.system, got)
		}
	}
}
