package platform

import (
	"fmt"

	"howett.net/plist"
)

// agent is what launchd reads of a program that it starts (launchd.plist in the manual).
type agent struct {
	Label            string   `plist:"Label"`
	ProgramArguments []string `plist:"ProgramArguments"`
	RunAtLoad        bool     `plist:"RunAtLoad"`
	ProcessType      string   `plist:"ProcessType,omitempty"`
	Disabled         bool     `plist:"Disabled,omitempty"`
}

func launchAgent(program string, arguments []string) (string, error) {
	text, err := plist.MarshalIndent(agent{
		Label: applicationID, ProgramArguments: append([]string{program}, arguments...), RunAtLoad: true, ProcessType: "Interactive",
	}, plist.XMLFormat, "\t")
	if err != nil {
		return "", fmt.Errorf("writing what is started with the computer: %w", err)
	}
	return string(text) + "\n", nil
}

// readLaunchAgent gives the program that launchd starts, and whether it does.
func readLaunchAgent(text []byte) (program string, on bool) {
	var read agent
	if _, err := plist.Unmarshal(text, &read); err != nil || len(read.ProgramArguments) == 0 {
		return "", false
	}
	return read.ProgramArguments[0], read.RunAtLoad && !read.Disabled
}
