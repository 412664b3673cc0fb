package network

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

func TestAddressesAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]struct {
		base       string
		candidates []string
		reason     uploader.ReasonCode
	}{
		"videos.acme.com": {"https://videos.acme.com", nil, ""},
		"  https://Videos.Acme.COM/some/page?x=1#y ": {"https://videos.acme.com", nil, ""},
		"https//videos.acme.com":                     {"https://videos.acme.com", nil, ""},
		"https:/videos.acme.com/":                    {"https://videos.acme.com", nil, ""},
		"https;//videos.acme.com":                    {"https://videos.acme.com", nil, ""},
		"HTTPS://videos.acme.com:443":                {"https://videos.acme.com", nil, ""},
		"videos.acme.com:8443/":                      {"https://videos.acme.com:8443", nil, ""},
		"videos.acme.com.":                           {"https://videos.acme.com", nil, ""},
		"<https://videos.acme.com>":                  {"https://videos.acme.com", nil, ""},
		"“videos.acme.com”,":                         {"https://videos.acme.com", nil, ""},
		"videoer.søren.dk":                           {"https://videoer.xn--sren-gra.dk", nil, ""},
		"acme":                                       {"", []string{"https://acme.videomarketingplatform.co", "https://acme.video23.com"}, ""},
		"Acme ":                                      {"", []string{"https://acme.videomarketingplatform.co", "https://acme.video23.com"}, ""},
		"http://videos.acme.com/x":                   {"", []string{"https://videos.acme.com"}, uploader.ReasonInsecureAddress},
		"http//videos.acme.com":                      {"", []string{"https://videos.acme.com"}, uploader.ReasonInsecureAddress},
		"http://127.0.0.1:41234":                     {"http://127.0.0.1:41234", nil, ""},
		"127.0.0.1:41234":                            {"http://127.0.0.1:41234", []string{"https://127.0.0.1:41234"}, ""},
		"localhost:80":                               {"http://localhost", []string{"https://localhost:80"}, ""},
		"https://[::1]:8443/":                        {"https://[::1]:8443", nil, ""},
		"https://127.0.0.1:8443":                     {"https://127.0.0.1:8443", nil, ""},
		"10.1.2.3":                                   {"https://10.1.2.3", nil, ""},
		"":                                           {"", nil, uploader.ReasonAddressUnreadable},
		"   ":                                        {"", nil, uploader.ReasonAddressUnreadable},
		"me@acme.com":                                {"", nil, uploader.ReasonAddressUnreadable},
		"https://me:pw@videos.acme.com":              {"", nil, uploader.ReasonAddressUnreadable},
		"my video site":                              {"", nil, uploader.ReasonAddressUnreadable},
		"videos,acme,com":                            {"", nil, uploader.ReasonAddressUnreadable},
		"ftp://videos.acme.com":                      {"", nil, uploader.ReasonAddressUnreadable},
		"htps://videos.acme.com":                     {"", nil, uploader.ReasonAddressUnreadable},
		"file:///etc/passwd":                         {"", nil, uploader.ReasonAddressUnreadable},
		"videos..acme.com":                           {"", nil, uploader.ReasonAddressUnreadable},
		"-videos.acme.com":                           {"", nil, uploader.ReasonAddressUnreadable},
		"videos.acme.com:99999":                      {"", nil, uploader.ReasonAddressUnreadable},
		"acme_video.com":                             {"", nil, uploader.ReasonAddressUnreadable},
		"https://":                                   {"", nil, uploader.ReasonAddressUnreadable},
	} {
		base, candidates, reason := SiteAddress(typed)
		if base != want.base || !slices.Equal(candidates, want.candidates) || reason.Code != want.reason {
			t.Errorf("%q: %q %q %q, want %q %q %q", typed, base, candidates, reason.Code, want.base, want.candidates, want.reason)
		}
	}
	if base, _, reason := SiteAddressAllowingHTTP("http://videos.acme.com/x"); base != "http://videos.acme.com" || !reason.IsZero() {
		t.Errorf("http that was asked for: %q %v", base, reason)
	}
}

func FuzzSiteAddress(f *testing.F) {
	for _, seed := range []string{"videos.acme.com", "acme", "http://127.0.0.1:1", "https://[::1]", "ⓐcme.com", "a@b", "\x00", "https://%zz"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		base, candidates, reason := SiteAddress(typed)
		if base == "" && len(candidates) == 0 && reason.IsZero() {
			t.Errorf("%q gives nothing, not even a reason", typed)
		}
		for _, address := range append(candidates, base) {
			if address == "" {
				continue
			}
			parsed, err := url.Parse(address)
			if err != nil || parsed.Hostname() == "" || parsed.Path != "" || parsed.User != nil || parsed.RawQuery != "" || strings.HasSuffix(address, "/") {
				t.Errorf("%q gives %q, %v", typed, address, err)
				continue
			}
			if parsed.Scheme != "https" && (parsed.Scheme != "http" || !isLoopback(parsed.Hostname())) {
				t.Errorf("%q gives the unsafe %q", typed, address)
			}
			if again, _, _ := SiteAddress(address); again != address {
				t.Errorf("%q cleaned twice is %q", address, again)
			}
		}
	})
}
