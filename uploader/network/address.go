package network

import (
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"twentythree-uploader/uploader"
)

// usualHosts are the domains under which the vendor gives a workspace its first address, the usual one first.
var usualHosts = []string{"videomarketingplatform.co", "video23.com"}

// SiteAddress makes the root of a site out of what a person typed: "https://Videos.Acme.com/some/page" gives
// "https://videos.acme.com". A single word gives no base but candidates, the vendor's usual hosts, to be confirmed. An address
// that cannot be used gives a reason; where plain http is what is wrong with it, the candidate is the same address over https.
func SiteAddress(typed string) (base string, candidates []string, reason uploader.Reason) {
	return siteAddress(typed, false)
}

// SiteAddressAllowingHTTP is SiteAddress for somebody who asked for plain http in so many words.
func SiteAddressAllowingHTTP(typed string) (base string, candidates []string, reason uploader.Reason) {
	return siteAddress(typed, true)
}

func siteAddress(typed string, allowHTTP bool) (base string, candidates []string, reason uploader.Reason) {
	scheme, rest := splitScheme(strings.Trim(strings.TrimSpace(typed), "<>\"'“”‘’«»()[],; \t\r\n"))
	host, port, ok := hostAndPort(rest)
	if !ok || (scheme != "" && scheme != "http" && scheme != "https") {
		return "", nil, uploader.Reason{Code: uploader.ReasonAddressUnreadable, Subject: strings.TrimSpace(typed)}
	}
	loopback := isLoopback(host)
	if word := !strings.ContainsAny(host, ".:") && !loopback; word {
		if port != "" || scheme != "" {
			return "", nil, uploader.Reason{Code: uploader.ReasonAddressUnreadable, Subject: strings.TrimSpace(typed)}
		}
		for _, domain := range usualHosts {
			candidates = append(candidates, "https://"+host+"."+domain)
		}
		return "", candidates, uploader.Reason{}
	}
	switch {
	case scheme == "" && loopback:
		return root("http", host, port), []string{root("https", host, port)}, uploader.Reason{}
	case scheme == "http" && !loopback && !allowHTTP:
		return "", []string{root("https", host, port)}, uploader.Reason{Code: uploader.ReasonInsecureAddress, Site: host, Place: host}
	case scheme == "http":
		return root("http", host, port), nil, uploader.Reason{}
	}
	return root("https", host, port), nil, uploader.Reason{}
}

// schemeStart takes a scheme with the usual slips of the hand: "https:/", "https//", "https;//".
var schemeStart = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*)(?:[:;]/{1,3}|//)`)

func splitScheme(text string) (scheme, rest string) {
	match := schemeStart.FindStringSubmatch(text)
	if match == nil {
		return "", strings.TrimLeft(text, "/")
	}
	return strings.ToLower(match[1]), text[len(match[0]):]
}

// hostAndPort reads the host out of the rest of an address, path and all.
func hostAndPort(rest string) (host, port string, ok bool) {
	if cut := strings.IndexAny(rest, "/?#\\"); cut >= 0 {
		rest = rest[:cut]
	}
	if rest == "" || strings.ContainsAny(rest, "@ \t") {
		return "", "", false
	}
	parsed, err := url.Parse("https://" + rest)
	if err != nil || parsed.User != nil {
		return "", "", false
	}
	host, port = strings.ToLower(strings.TrimRight(parsed.Hostname(), ".")), parsed.Port()
	if port != "" {
		if number, err := strconv.Atoi(port); err != nil || number < 1 || number > 65535 {
			return "", "", false
		}
	}
	if net.ParseIP(host) != nil {
		return host, port, true
	}
	host, err = idna.Lookup.ToASCII(host)
	return host, port, err == nil && validName(host)
}

var nameLabel = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$`)

func validName(host string) bool {
	if host == "" || len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if !nameLabel.MatchString(label) {
			return false
		}
	}
	return true
}

func root(scheme, host, port string) string {
	if (scheme == "https" && port == "443") || (scheme == "http" && port == "80") {
		port = ""
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		host += ":" + port
	}
	return scheme + "://" + host
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
