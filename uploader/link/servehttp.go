package link

import (
	"crypto/subtle"
	"net/http"

	"twentythree-uploader/uploader/words"
)

// ServeHTTP gives the page to who knows its path, and hears the site's call-backs. A Host other than this very one is a page of a foreign
// site whose name was made to mean this computer.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	offered := s.offered.Load()
	if offered == nil || r.Host != s.host || r.URL.Host != "" {
		s.refuse(w, r)
		return
	}
	switch {
	case same(r.URL.Path, s.page) && offered.Page != nil && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		s.give(w, r, offered)
	case same(r.URL.Path, s.back) && (r.Method == http.MethodGet || r.Method == http.MethodPost):
		s.hear(w, r, offered)
	case same(r.URL.Path, s.back) && r.Method == http.MethodOptions:
		s.permit(w, r)
	default:
		s.refuse(w, r)
	}
}

func same(one, other string) bool { return subtle.ConstantTimeCompare([]byte(one), []byte(other)) == 1 }

// refuse says nothing, and not even that to a device that goes on asking.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request) {
	if !s.patience.lasts(device(r.RemoteAddr)) {
		panic(http.ErrAbortHandler) // net/http's own way to end a connection without an answer
	}
	w.Header()["Date"] = nil
	w.WriteHeader(http.StatusNotFound)
}

func (s *Server) give(w http.ResponseWriter, r *http.Request, offered *Handout) {
	if !s.patience.lasts(device(r.RemoteAddr)) {
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	guard(w.Header(), offered.Policy)
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	_, _ = w.Write(offered.Page)
}

// hear takes a call-back. A right one is a hint and shows the guest how the upload ended as the site says; all others get one and the same
// page and change nothing.
func (s *Server) hear(w http.ResponseWriter, r *http.Request, offered *Handout) {
	call, err := readCall(r)
	right := err == nil && call.by(expected{nonce: s.nonce, token: offered.Token, domains: offered.Domains})
	if !right && !s.patience.lasts(device(r.RemoteAddr)) {
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	// The page's script, too, is sent here by the site, and must be able to read how the upload ended.
	w.Header().Set("Access-Control-Allow-Origin", "*")
	speak := s.speak.to(r.Header.Get("Accept-Language"))
	if !right {
		ending{title: words.GuestCallUnknownTitle, text: words.GuestCallUnknown}.show(w, http.StatusBadRequest, speak)
		return
	}
	select {
	case s.called <- struct{}{}:
	default: // one is waiting to be told already
	}
	end := ending{title: words.GuestCallArrivedTitle, text: words.GuestCallArrived, company: offered.Company, good: true}
	if call.failed {
		end = ending{title: words.GuestCallRefusedTitle, text: words.GuestCallRefused, company: offered.Company, message: call.message}
		if offered.Page != nil {
			end.again = s.page
		}
	}
	end.show(w, http.StatusOK, speak)
}

// permit answers a browser that asks whether the page's script may be sent here.
func (s *Server) permit(w http.ResponseWriter, r *http.Request) {
	if !s.patience.lasts(device(r.RemoteAddr)) {
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Allow-Methods", "GET, POST")
	header.Set("Access-Control-Allow-Headers", "*")
	w.WriteHeader(http.StatusNoContent)
}
