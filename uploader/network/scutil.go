package network

import (
	"net"
	"strings"
)

// readScutil reads what `scutil --proxy` prints on macOS: a dictionary of lines "Key : value", with lists of lines "0 : value".
func readScutil(output string) staticProxy {
	values := make(map[string]string)
	read := staticProxy{proxies: make(map[string]string)}
	list := ""
	for line := range strings.Lines(output) {
		key, value, found := strings.Cut(strings.TrimSpace(line), " : ")
		switch {
		case strings.TrimSpace(line) == "}":
			list = ""
		case !found:
		case strings.HasPrefix(value, "<array>"):
			list = key
		case list == "ExceptionsList":
			read.without = append(read.without, value)
		case list == "":
			values[key] = value
		}
	}
	if values["ExcludeSimpleHostnames"] == "1" {
		read.without = append(read.without, "<local>")
	}
	for scheme, prefix := range map[string]string{"http": "HTTP", "https": "HTTPS"} {
		host := values[prefix+"Proxy"]
		if values[prefix+"Enable"] != "1" || host == "" {
			continue
		}
		if port := values[prefix+"Port"]; port != "" {
			host = net.JoinHostPort(strings.Trim(host, "[]"), port)
		}
		read.proxies[scheme] = host
	}
	return read
}
