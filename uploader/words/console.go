package words

import "twentythree-uploader/uploader"

// Line is an upload in one line of a terminal: "welcome.mp4: Uploading 42 %, 512 MB of 1.2 GB, about 6 minutes left, 22 Mbit/s".
func (w *Words) Line(u uploader.Upload, ahead int) string {
	name, state := Text("name", lineName(u)), Text("state", w.State(u, ahead))
	sentence := w.Sentence(u, ahead)
	rate := w.Rate(u.Progress.Rate)
	switch {
	case u.State == uploader.Uploading && rate != "" && sentence != "":
		return w.T(ConsoleProgress, name, state, Text("amount", sentence), Text("rate", rate))
	case sentence == "":
		return w.T(ConsoleProgressPlain, name, state)
	}
	return w.T(ConsoleProgressSentence, name, Text("state", fullStop(w.State(u, ahead))), Text("sentence", sentence))
}

func lineName(u uploader.Upload) string {
	if u.Source.Name != "" {
		return u.Source.Name
	}
	return u.DisplayTitle()
}

// Result is an upload's last line in a terminal, with the video's address where the site told one.
func (w *Words) Result(u uploader.Upload) string { return withAddress(w.Line(u, 0), u) }

// SentBefore says in a terminal that a file has its video already, so that nothing was uploaded, and where that is.
func (w *Words) SentBefore(u uploader.Upload) string {
	return withAddress(w.T(ConsoleSentBefore, Text("name", lineName(u))), u)
}

func withAddress(line string, u uploader.Upload) string {
	if address := u.Result.Address(); address != "" {
		return line + "\n  " + address
	}
	return line
}

// Summary is the last line of a run: how many of how many videos the site has.
func (w *Words) Summary(done, count int, site string) string {
	if done >= count {
		return w.T(ConsoleAllDone, Count("count", count), Text("site", site))
	}
	return sentences(w.T(ConsoleSomeDone, Count("count", count), Text("done", w.Number(done)), Text("site", site)), w.T(ConsoleContinue))
}

// PasswordStore is the name of a system's password store. system is Go's name for it: "windows", "darwin", "linux".
func (w *Words) PasswordStore(system string) string {
	if key := Key("store." + system); w.has(key) {
		return w.T(key)
	}
	return w.T("store.linux")
}
