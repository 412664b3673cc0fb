package uitest

import (
	"fmt"
	"time"

	"twentythree-uploader/uploader"
)

// Link is an open link of Acme for one video, made two hours ago.
func Link(id uploader.LinkID, name string) uploader.Link {
	made := Now().Add(-2 * time.Hour)
	terms := uploader.LinkTerms{Videos: 1, Lasts: 24 * time.Hour}
	return uploader.Link{
		ID: id, Account: "acme", Site: "Acme Video", Name: name, Title: name, Asked: terms, Granted: terms, Made: made, Ends: made.Add(24 * time.Hour),
		Looked: Now().Add(-20 * time.Second),
	}
}

// Links are one of every kind: open, given less than was asked for, partly used, used up, not asked after, ended.
func Links() []uploader.Link {
	fresh := Link("fresh", "Interview, guest")
	less := Link("less", "Greetings from the branches")
	less.Title, less.Asked.Videos, less.Asked.Lasts = "Greeting for the anniversary", 20, 24*time.Hour
	less.Granted.Videos, less.Granted.Lasts, less.Ends = 5, 12*time.Hour, less.Made.Add(12*time.Hour)
	less.Arrived = []uploader.LinkVideo{{VideoID: "1", Title: "Aarhus"}, {VideoID: "2", Title: "Berlin"}}
	used := Link("used", "Keynote of the summer party, second take of the speech in the large auditorium")
	used.Arrived = []uploader.LinkVideo{{VideoID: "3", Title: "Keynote"}}
	unknown := Link("unknown", "Customer story Globex")
	unknown.Looked = Now().Add(-40 * time.Minute)
	unknown.Trouble = uploader.Reason{Code: uploader.ReasonWithdrawn, Site: "Acme Video"}
	ended := Link("ended", "Farewell")
	ended.Made, ended.Ends, ended.Looked = Now().Add(-30*time.Hour), Now().Add(-6*time.Hour), Now().Add(-5*time.Hour)
	return []uploader.Link{fresh, less, used, unknown, ended}
}

// ManyLinks are so many links, the newest first.
func ManyLinks(count int) []uploader.Link {
	var links []uploader.Link
	for i := range count {
		link := Link(uploader.LinkID(fmt.Sprintf("link%03d", i)), fmt.Sprintf("Guest %d", i+1))
		link.Made, link.Ends = link.Made.Add(-time.Duration(i)*time.Hour), link.Ends.Add(-time.Duration(i)*time.Hour)
		links = append(links, link)
	}
	return links
}

// Handover is what a link is handed over with.
func Handover(id uploader.LinkID) uploader.LinkHandover {
	return uploader.LinkHandover{Link: id, Page: "<!doctype html><title>page</title>", File: `{"version":1}`, Address: "twentythree-upload:abc", Texts: map[string]uploader.LinkTexts{
		"en": {Form: "<form lang=en>", Message: "Hello,\n\nhere is the page for sending your video to Acme Video.\nIt works until 23 November 2026 17:40 (Copenhagen time).\n\nOpen the attached file and choose the video."},
		"da": {Form: "<form lang=da>", Message: "Hej,\n\nher er siden, hvor du kan sende din video til Acme Video.\nDen virker til 23. november 2026 kl. 17.40 (tid i København).\n\nÅbn den vedhæftede fil, og vælg videoen."},
		"de": {Form: "<form lang=de>", Message: "Guten Tag,\n\nhier ist die Seite, über die Sie Ihr Video an Acme Video senden.\nSie gilt bis 23. November 2026, 17:40 Uhr (Zeit in Kopenhagen).\n\nÖffnen Sie die angehängte Datei und wählen Sie das Video."},
	}}
}

// Code is a served page on two networks. Its modules are a pattern, not an address.
func Code(id uploader.LinkID) uploader.LinkCode {
	const side, margin = 33, 4
	code := uploader.LinkCode{
		Link: id, Address: "http://192.168.1.23:41234/Jm3kXx0aQ9eYH2n4vT7bLw", Network: "192.168.1.23",
		Networks: []uploader.LinkNetwork{{Address: "192.168.1.23", Name: "wlan0"}, {Address: "10.0.0.7", Name: "Ethernet"}},
	}
	for y := range side + 2*margin {
		row := make([]bool, side+2*margin)
		for x := range side {
			row[x+margin] = y >= margin && y < side+margin && (x*x+3*y*y+x*y)%7 < 3
		}
		code.Modules = append(code.Modules, row)
	}
	return code
}
