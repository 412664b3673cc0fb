package network

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Probe is a page that is served without encryption for finding out whether a network answers in other people's names.
type Probe struct {
	// Address is http, so that a network that wants a sign-in can answer. Text is what the page says; empty for an answer 204.
	Address, Text string
}

const probeBound = 4 << 10

// Portal reports whether something else than the probe's own page answered: the network wants a sign-in first. An error means
// that nothing answered, or an address that is not http.
func Portal(ctx context.Context, client *http.Client, probe Probe) (bool, error) {
	if !strings.HasPrefix(probe.Address, "http://") {
		return false, errors.New("network: a probe must be plain http")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, probe.Address, nil)
	if err != nil {
		return false, fmt.Errorf("network: probe: %w", err)
	}
	request.Header.Set("Cache-Control", "no-cache")
	own := *client
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := own.Do(request)
	if err != nil {
		return false, fmt.Errorf("network: probe: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, probeBound))
	if err != nil {
		return false, fmt.Errorf("network: probe: %w", err)
	}
	switch {
	case response.StatusCode == http.StatusNetworkAuthenticationRequired:
		return true, nil
	case response.StatusCode >= http.StatusInternalServerError:
		return false, fmt.Errorf("network: probe: status %d", response.StatusCode)
	case probe.Text == "":
		return response.StatusCode != http.StatusNoContent, nil
	}
	return response.StatusCode != http.StatusOK || strings.TrimSpace(string(body)) != strings.TrimSpace(probe.Text), nil
}
