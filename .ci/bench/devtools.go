package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// devtools speaks to a browser over its debugging pipe: JSON, each message ended by a zero byte.
type devtools struct {
	to   *os.File
	from *bufio.Reader
	id   int
}

// errNotYet says that the page is still being opened.
var errNotYet = errors.New("the page is not open yet")

// chooseFile puts a file into the page's only file field, as somebody does who picks it.
func chooseFile(ctx context.Context, to, from *os.File, path string) error {
	d := &devtools{to: to, from: bufio.NewReader(from)}
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		if err := d.chooseFile(path); !errors.Is(err, errNotYet) {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (d *devtools) chooseFile(path string) error {
	var targets struct {
		Infos []struct {
			ID   string `json:"targetId"`
			Type string `json:"type"`
			URL  string `json:"url"`
		} `json:"targetInfos"`
	}
	if err := d.call("", "Target.getTargets", nil, &targets); err != nil {
		return err
	}
	for _, target := range targets.Infos {
		if target.Type != "page" || target.URL == "about:blank" {
			continue
		}
		var attached struct {
			Session string `json:"sessionId"`
		}
		if err := d.call("", "Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &attached); err != nil {
			return err
		}
		return d.fill(attached.Session, path)
	}
	return errNotYet
}

func (d *devtools) fill(session, path string) error {
	var state struct {
		Result struct {
			Value string `json:"value"`
		} `json:"result"`
	}
	if err := d.call(session, "Runtime.evaluate", map[string]any{"expression": "document.readyState"}, &state); err != nil {
		return err
	}
	if state.Result.Value != "complete" {
		return errNotYet
	}
	var document struct {
		Root struct {
			ID int `json:"nodeId"`
		} `json:"root"`
	}
	if err := d.call(session, "DOM.getDocument", nil, &document); err != nil {
		return err
	}
	var field struct {
		ID int `json:"nodeId"`
	}
	if err := d.call(session, "DOM.querySelector", map[string]any{"nodeId": document.Root.ID, "selector": "input"}, &field); err != nil {
		return err
	}
	if field.ID == 0 {
		return errNotYet
	}
	return d.call(session, "DOM.setFileInputFiles", map[string]any{"nodeId": field.ID, "files": []string{path}}, nil)
}

// call sends one command and waits for its answer; what the browser tells besides is passed over.
func (d *devtools) call(session, method string, parameters map[string]any, into any) error {
	d.id++
	message := map[string]any{"id": d.id, "method": method}
	if parameters != nil {
		message["params"] = parameters
	}
	if session != "" {
		message["sessionId"] = session
	}
	text, err := json.Marshal(message)
	if err != nil {
		return err
	}
	if _, err := d.to.Write(append(text, 0)); err != nil {
		return err
	}
	for {
		text, err := d.from.ReadBytes(0)
		if err != nil {
			return fmt.Errorf("the browser's answer to %s: %w", method, err)
		}
		var answer struct {
			ID     int             `json:"id"`
			Result json.RawMessage `json:"result"`
			Error  struct {
				Message string `json:"message"`
			} `json:"error"`
		}
		switch err := json.Unmarshal(text[:len(text)-1], &answer); {
		case err != nil:
			return err
		case answer.ID != d.id:
			continue
		case answer.Error.Message != "":
			return fmt.Errorf("%s: %s", method, answer.Error.Message)
		case into == nil:
			return nil
		}
		return json.Unmarshal(answer.Result, into)
	}
}
