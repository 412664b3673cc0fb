package network

import (
	"net/http"
	"net/url"
	"sync"
	"time"
)

// proxyRecalled is how long a request waits for what the password store holds for its proxy.
const proxyRecalled = 5 * time.Second

// ProxySignIns know the name and the password that a proxy asks for. They are told to that proxy and to nobody else. The zero value knows
// none; it is safe for use from many goroutines.
type ProxySignIns struct {
	mu        sync.Mutex
	host      string
	user      *url.Userinfo
	last      string
	recalling chan struct{}
}

// Set gives the name and the password for the proxy at host, such as "proxy.acme.com:8080".
func (p *ProxySignIns) Set(host, name, password string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.host, p.user = host, url.UserPassword(name, password)
}

// Last is the host of the proxy that was used last, "" while none was.
func (p *ProxySignIns) Last() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last
}

// Recalling says that the name and the password for the proxy at host are on their way; its requests wait for a while until done is called.
func (p *ProxySignIns) Recalling(host string) (done func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	recalling := make(chan struct{})
	p.host, p.recalling = host, recalling
	return sync.OnceFunc(func() { close(recalling) })
}

// Through gives find for Options.Proxy with what the proxy that it finds is to be told. A name in the proxy's own address gives way to what
// the person entered.
func (p *ProxySignIns) Through(find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(request *http.Request) (*url.URL, error) {
		proxy, err := find(request)
		if proxy == nil || err != nil {
			return proxy, err
		}
		if user := p.userFor(proxy.Host, request); user != nil {
			told := *proxy
			told.User = user
			return &told, nil
		}
		return proxy, nil
	}
}

func (p *ProxySignIns) userFor(host string, request *http.Request) *url.Userinfo {
	p.mu.Lock()
	p.last = host
	recalling := p.recalling
	if p.host != host || p.user != nil {
		recalling = nil
	}
	p.mu.Unlock()
	if recalling != nil {
		select {
		case <-recalling:
		case <-request.Context().Done():
		case <-time.After(proxyRecalled):
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.host != host {
		return nil
	}
	return p.user
}
