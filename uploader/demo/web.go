package demo

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/demo/metadata"
	"twentythree-uploader/uploader/demo/pages"
)

// servePage answers what a person opens in a browser.
func (s *Site) servePage(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "GET only", http.StatusMethodNotAllowed)
		return
	}
	words := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	header := w.Header()
	header.Set("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'; script-src 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	var err error
	switch {
	case r.URL.Path == "/":
		err = pages.Home(w, s.page(), s.listed(false))
	case r.URL.Path == "/manage" || r.URL.Path == "/manage/":
		err = pages.Manage(w, s.page(), s.listed(true), s.deletedViews())
	case len(words) >= 2 && words[0] == "video":
		v, found := s.shown(words[1])
		if !found || (!v.Published && !same(r.URL.Query().Get("token"), v.Token)) {
			s.notFound(w)
			return
		}
		err = pages.Watch(w, s.page(), s.view(v))
	case len(words) == 3 && words[0] == "manage" && words[1] == "video":
		v, found := s.shown(words[2])
		if !found {
			s.notFound(w)
			return
		}
		err = pages.Details(w, s.page(), s.view(v))
	case len(words) >= 4:
		s.serveFile(w, r, words)
		return
	default:
		s.notFound(w)
		return
	}
	if err != nil {
		s.log.Warn("writing a page", "path", r.URL.Path, "error", err)
	}
}

func (s *Site) notFound(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	if err := pages.Missing(w, s.page()); err != nil {
		s.log.Warn("writing a page", "error", err)
	}
}

func (s *Site) shown(id string) (Video, bool) {
	number, err := strconv.ParseInt(id, 10, 64)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.publishDue()
	v := s.videos[number]
	if err != nil || v == nil {
		return Video{}, false
	}
	return v.clone(), true
}

func (s *Site) page() pages.Site { return pages.Site{Name: s.place.Name, Company: s.place.Company} }

// listed are all videos, or the public ones, newest first.
func (s *Site) listed(all bool) []pages.Video {
	list := []pages.Video{}
	for _, v := range slices.Backward(s.Videos()) {
		if all || v.Published {
			list = append(list, s.view(v))
		}
	}
	return list
}

// view is a video as the pages show it.
func (s *Site) view(v Video) pages.Video {
	now := s.now()
	title := v.Title
	if title == "" {
		title = "Untitled"
	}
	out := pages.Video{
		ID: v.PhotoID, Title: title, Description: v.Description, DescriptionText: metadata.Text(v.Description), Tags: v.Tags, Published: v.Published,
		Scheduled: v.Scheduled, Placeholder: v.Placeholder, Owner: v.Username, OriginalName: v.OriginalName, Size: v.Size, SHA256: v.SHA256,
		Created: s.ansi(v.Created), Canonical: v.AbsoluteURL, Transcoded: int(s.transcoded(&v, now) * 100), Token: v.Token,
	}
	if v.PublishDate != nil {
		out.PublishDate = s.ansi(*v.PublishDate) + " (" + s.place.Zone + ")"
	}
	if v.File != "" {
		out.Source = address(&v) + "/video_medium/download-video.mp4"
	}
	out.Replaced, out.Poster, out.Subtitles = v.FileReplaced, posterView(&v), subtitleViews(&v)
	if !v.Deleted.IsZero() {
		out.Deleted = s.ansi(v.Deleted)
	}
	s.mu.Lock()
	for _, id := range v.AlbumIDs {
		if a, known := s.album(id); known {
			out.Albums = append(out.Albums, a.Title)
		}
	}
	s.mu.Unlock()
	if u, known := s.place.user(v.UserID); known {
		out.Owner = u.Display
	}
	for _, key := range s.place.Custom {
		if value := v.Custom[key]; value != "" {
			out.Custom = append(out.Custom, pages.Pair{Name: key, Value: value})
		}
	}
	out.Received = pairs(v.Parameters)
	for _, update := range v.Updates {
		out.Updates = append(out.Updates, pages.Update{Time: s.ansi(update.Time), Method: update.Method, Parameters: pairs(update.Parameters)})
	}
	return out
}

func pairs(values map[string]string) []pages.Pair {
	out := []pages.Pair{}
	for name, value := range values {
		out = append(out, pages.Pair{Name: name, Value: value})
	}
	slices.SortFunc(out, func(a, b pages.Pair) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// serveControl answers /_demo/faults, /_demo/behaviour, /_demo/videos, /_demo/deleted and /_demo/sign-ins.
func (s *Site) serveControl(w http.ResponseWriter, r *http.Request) {
	var state func() any
	switch what := strings.TrimPrefix(r.URL.Path, "/_demo/"); {
	case what == "faults":
		state = func() any { return s.Faults() }
	case what == "behaviour":
		state = func() any { return s.Behaviour() }
	case what == "videos" && r.Method == http.MethodGet:
		state = func() any { return s.Videos() }
	case what == "deleted" && r.Method == http.MethodGet:
		state = func() any { return s.DeletedVideos() }
	case what == "sign-ins" && r.Method != http.MethodPut:
		state = func() any { return s.SignIns() }
	default:
		http.NotFound(w, r)
		return
	}
	if r.Method == http.MethodDelete && r.URL.Path == "/_demo/sign-ins" {
		if err := s.WithdrawSignIns(); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	} else if r.Method == http.MethodPut {
		text, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err == nil {
			err = s.control(r.URL.Path, text)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	} else if r.Method != http.MethodGet {
		http.Error(w, "GET or PUT", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(state()); err != nil {
		s.log.Debug("answering", "error", err)
	}
}

func (s *Site) control(path string, text []byte) error {
	if path == "/_demo/behaviour" {
		behaviour, err := s.Behaviour().merge(text)
		if err != nil {
			return err
		}
		return s.SetBehaviour(behaviour)
	}
	document, err := faults.Parse(text)
	if err != nil {
		return err
	}
	return s.SetFaults(document)
}
