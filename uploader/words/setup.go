package words

import (
	"cmp"

	"twentythree-uploader/uploader"
)

// SetBy says who locked a setting; organisation is empty where nobody is named.
func (w *Words) SetBy(organisation string) string {
	if organisation == "" {
		return w.T(ManagedSetByYours)
	}
	return w.T(ManagedSetBy, Text("organisation", organisation))
}

// SetupProblem is why a setup file cannot be used, in one or two sentences.
func (w *Words) SetupProblem(p uploader.SetupProblem) string {
	key := Key("setup.problem." + string(p.Code))
	if !w.has(key) {
		key = SetupProblemOther
	}
	return w.T(key, Text("place", p.Place), Text("value", cmp.Or(p.Value, "…")), Text("line", w.Number(p.Line)), Text("when", w.When(p.At)))
}
