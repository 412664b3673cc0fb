package setup

import (
	"encoding/json"
	"io"
	"os"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
)

// Version is the version of both formats that this program reads.
const Version = 1

// File is what a setup file holds.
type File struct {
	// Organisation is who made it, empty when it does not say.
	Organisation string
	// Base is the root of the site.
	Base string
	// Application is the program's key on the site, for signing in in the browser; zero when there is none.
	Application account.ApplicationKey
	// Keys are an account's own, complete or zero.
	Keys uploader.Keys
	// Fields are the company's fields, nil when the file says nothing of them.
	Fields []uploader.FieldDefinition
	// NewVideos is what new videos start with, nil when the file says nothing of that.
	NewVideos *uploader.NewVideos
	// Presets are named fillings, nil when the file says nothing of them.
	Presets []uploader.Preset
	// Link is an upload link for somebody without an account; zero when there is none. Nothing of the file but its address holds beside it.
	Link Link
	// NotUnderstood are places that this version of the program does not know: the rest holds without them.
	NotUnderstood []string
}

// Read reads what somebody opened: a setup file, a saved upload page, or the address of a link instead of a path. The error is a
// uploader.SetupProblem.
func Read(path string) (File, error) {
	if uploader.IsLinkAddress(path) {
		return ParseLinkAddress(path)
	}
	if mayBePage(path) {
		page, err := readBounded(path, mostPage)
		if err != nil {
			return File{}, uploader.SetupProblem{Code: uploader.SetupUnreadable}
		}
		return ParsePage(page)
	}
	text, err := ReadText(path)
	if err != nil {
		return File{}, err
	}
	return Parse(text)
}

// ReadText gives the text of the setup file at path as it is. The error is a uploader.SetupProblem.
func ReadText(path string) ([]byte, error) {
	text, err := readBounded(path, MaximumSize)
	if err != nil {
		return nil, uploader.SetupProblem{Code: uploader.SetupUnreadable}
	}
	return text, nil
}

// readBounded reads a little more than is allowed at most, so that too much is seen. A pipe would never end.
func readBounded(path string, most int) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, os.ErrInvalid
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, int64(most)+1))
}

// Parse reads a setup file's text. The error is a uploader.SetupProblem.
func Parse(text []byte) (File, error) {
	root, err := readTree(text)
	if err != nil {
		return File{}, err
	}
	r := &reader{}
	o := r.object(root, "")
	o.version()
	file := File{Organisation: o.text("organisation", longestName)}
	if typed := o.text("address", longestAddress); typed != "" {
		file.Base = o.address(typed, o.at("address"))
	} else {
		o.fail(uploader.SetupNoAddress, o.at("address"), "")
	}
	if link, there := o.inner("link"); there {
		file.Link = link.link()
		return o.finished(file)
	}
	file.Application, file.Keys = o.application("application"), o.keys("keys")
	file.Fields = o.fields("fields")
	if start, there := o.inner("defaults"); there {
		file.NewVideos = &uploader.NewVideos{
			Title: start.text("title", longestValue), Ending: start.paragraphs("description_ending"),
			Categories: start.categories("categories"), Tags: start.tags("tags"),
		}
		if visibility := start.visibility("visibility"); visibility != nil {
			file.NewVideos.Visibility = *visibility
		}
		start.done()
	}
	file.Presets = o.presets("presets")
	r.fits(file.Presets, file.Fields)
	return o.finished(file)
}

// finished gives the file with what of it was not understood, or what is wrong with it.
func (o object) finished(file File) (File, error) {
	o.done()
	if err := o.err(); err != nil {
		return File{}, err
	}
	file.NotUnderstood = o.notUnderstood
	return file, nil
}

func (o object) version() {
	n, _ := o.get("version")
	if number, is := n.value.(json.Number); !is || number != "1" {
		o.fail(uploader.SetupVersion, o.at("version"), string(number))
	}
}

// keys reads an account's own keys: the access key alone, or all four.
func (o object) keys(name string) (keys uploader.Keys) {
	inner, there := o.inner(name)
	if !there {
		return keys
	}
	keys = uploader.Keys{
		AccessKey: inner.secret("access_key"), ConsumerKey: inner.secret("consumer_key"), ConsumerSecret: inner.secret("consumer_secret"),
		AccessToken: inner.secret("access_token"), AccessSecret: inner.secret("access_token_secret"),
	}
	inner.done()
	four := keys
	four.AccessKey = ""
	if complete := keys.Four() != (keys.AccessKey != ""); !complete || keys.AccessKey != "" && four != (uploader.Keys{}) {
		o.fail(uploader.SetupKeys, o.at(name), "")
		return uploader.Keys{}
	}
	return keys
}
