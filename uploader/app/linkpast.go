package app

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/twentythree"
)

// pastOfArrival is a video that came through a link as the history shows it: among this computer's own uploads, under the link's name.
func pastOfArrival(link uploader.Link, arrival linkArrival) journal.Past {
	video := arrival.video
	metadata := arrival.metadata
	upload := uploader.Upload{
		ID: arrivalID(link.ID, video.VideoID), Account: link.Account, Link: link.Name, Metadata: metadata, State: uploader.DoneDraft,
		// A file without a size is not taken for one of this computer's own; one without a name would be a placeholder.
		Source: uploader.Source{Name: cmp.Or(video.FileName, video.Title, video.VideoID)},
		Result: uploader.Result{
			VideoID: video.VideoID, PageURL: video.PageURL, ManageURL: video.ManageURL, Published: video.Published, Arrived: video.At, Length: video.Length,
		},
		Added: video.At, Finished: video.At,
	}
	if video.Published {
		upload.State = uploader.DonePublic
	}
	confirmed := metadata.Clone()
	return journal.Past{
		Entry: uploader.HistoryEntry{Upload: upload, Ended: video.At, Site: link.Site}, Transfer: journal.Transfer{Confirmed: &confirmed},
	}
}

// arrivalID is the same for the same video of the same link, so that it stands in the history once.
func arrivalID(link uploader.LinkID, videoID string) uploader.UploadID {
	sum := sha256.Sum256([]byte("arrival\x00" + string(link) + "\x00" + videoID))
	return uploader.UploadID(hex.EncodeToString(sum[:16]))
}

// arrivalOf reads what a site shows of a video. Categories are called as in the link; the site tells only which they are.
func arrivalOf(client *twentythree.Client, link uploader.Link, video twentythree.Video) linkArrival {
	metadata := uploader.Metadata{Title: video.Title, TitleKept: true, Description: video.Description, Tags: video.Tags}
	for _, id := range video.CategoryIDs {
		category := uploader.Category{ID: id}
		for _, known := range link.Categories {
			if known.ID == id {
				category = known
			}
		}
		metadata.Categories = append(metadata.Categories, category)
	}
	if video.Published {
		metadata.Visibility = uploader.PublishWhenDone
	}
	return linkArrival{metadata: metadata, video: uploader.LinkVideo{
		VideoID: video.VideoID, Title: video.Title, FileName: video.OriginalFilename, At: video.Created, PageURL: video.PageURL,
		ManageURL: client.ManageURL(video.VideoID), Published: video.Published, Length: video.Duration,
	}}
}
