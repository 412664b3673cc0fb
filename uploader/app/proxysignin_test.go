package app

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
)

// askingProxy leads every host to one site, once it was told the name and the password.
func askingProxy(t *testing.T, site, name, password string) *httptest.Server {
	t.Helper()
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Proxy-Authorization") != want {
			w.Header().Set("Proxy-Authenticate", `Basic realm="Acme"`)
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		there, err := net.Dial("tcp", site)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer there.Close()
		here, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(here, "HTTP/1.1 200 Connection established\r\n\r\n")
		done := make(chan struct{})
		go func() { defer close(done); _, _ = io.Copy(there, here); _ = there.Close() }()
		_, _ = io.Copy(here, there)
		_ = here.Close()
		<-done
	}))
	t.Cleanup(proxy.Close)
	return proxy
}

func TestTheSignInOfAProxyIsEnteredOnceAndWrittenNowhere(t *testing.T) {
	site, err := demo.Open(demo.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(site)
	t.Cleanup(func() {
		server.Close()
		_ = site.Close()
	})
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	const name, password = "ann.acme", "0pen-sesame"
	proxy := askingProxy(t, server.Listener.Addr().String(), name, password)
	for _, variable := range []string{"HTTPS_PROXY", "HTTP_PROXY"} {
		t.Setenv(variable, proxy.URL)
	}
	t.Setenv("NO_PROXY", "")
	var log bytes.Buffer
	folder := t.TempDir()
	a, updates := openApp(t, Options{
		DataDir: folder, RootCAs: trusted, Secrets: account.MemoryVault(),
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	look := func() uploader.SignIn {
		t.Helper()
		// The certificate of the server is for this name.
		a.LookForSite("https://example.com")
		return *await(t, updates, signInStep(uploader.SignInFound, uploader.SignInStopped)).SignIn
	}
	if step := look(); step.Reason.Code != uploader.ReasonProxySignIn {
		t.Fatalf("without a name: %+v", step)
	}
	a.EnterProxySignIn(uploader.ProxySignIn{Name: name, Password: "wrong"})
	if step := look(); step.Reason.Code != uploader.ReasonProxySignIn {
		t.Fatalf("with a wrong password: %+v", step)
	}
	a.EnterProxySignIn(uploader.ProxySignIn{Name: name, Password: password})
	if step := look(); step.Step != uploader.SignInFound {
		t.Fatalf("with the right one: %+v", step)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	secret, err := a.options.Secrets.Load(t.Context(), account.ProxyEntry)
	if gotName, gotPassword := secret.Proxy(); err != nil || gotName != name || gotPassword != password {
		t.Errorf("the password store was not handed the sign-in: %v", err)
	}
	holds := func(text string) bool {
		return strings.Contains(text, password) || strings.Contains(text, name) || strings.Contains(text, base64.StdEncoding.EncodeToString([]byte(name+":"+password)))
	}
	if holds(log.String()) {
		t.Errorf("the log holds the sign-in: %s", log.String())
	}
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if content, err := os.ReadFile(path); err != nil || holds(string(content)) {
			t.Errorf("%s holds the sign-in, %v", entry.Name(), err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheSignInOfAProxyIsTakenOutOfThePasswordStore(t *testing.T) {
	vault := account.MemoryVault()
	_, _ = vault.Save(t.Context(), account.ProxyEntry, account.ProxySecret("ann", "sesame")) // there is no store, it lasts in memory
	a := &App{options: Options{Secrets: vault, Logger: slog.New(slog.DiscardHandler)}, ctx: t.Context(), settings: map[string]string{proxySetting: "proxy.acme.com:8080"}}
	a.recallProxySignIn()
	a.owned.Wait()
	proxied := a.proxies.Through(httpProxy("http://proxy.acme.com:8080"))
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "https://videos.acme.com/", nil)
	if proxy, err := proxied(request); err != nil || proxy.User.String() != "ann:sesame" {
		t.Errorf("%v, %v", proxy, err)
	}
}

func httpProxy(address string) func(*http.Request) (*url.URL, error) {
	return func(*http.Request) (*url.URL, error) { return url.Parse(address) }
}
