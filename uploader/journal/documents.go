package journal

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"twentythree-uploader/uploader"
)

// The documents are the stored shape of the words of the trade. Their field names are written into people's files: they may be
// added to, never renamed.
type uploadDocument struct {
	Source      sourceDocument   `json:"source,omitzero"`
	Metadata    metadataDocument `json:"metadata"`
	Reason      uploader.Reason  `json:"reason,omitzero"`
	Progress    progressDocument `json:"progress,omitzero"`
	Result      resultDocument   `json:"result,omitzero"`
	Unconfirmed []uploader.Field `json:"unconfirmed,omitempty"`
	Replaces    replacement      `json:"replaces,omitzero"`
	Retired     bool             `json:"retired,omitempty"`
	Link        string           `json:"link,omitempty"`
	Added       instant          `json:"added,omitzero"`
	Finished    instant          `json:"finished,omitzero"`
}

type sourceDocument struct {
	Path    fileName `json:"path,omitempty"`
	Name    fileName `json:"name,omitempty"`
	Size    int64    `json:"size,omitempty"`
	ModTime instant  `json:"mod_time,omitzero"`
	FileID  string   `json:"file_id,omitempty"`
}

type metadataDocument struct {
	Title            string              `json:"title,omitempty"`
	Description      string              `json:"description,omitempty"`
	TitleKept        bool                `json:"title_kept,omitempty"`
	Tags             []string            `json:"tags,omitempty"`
	Categories       []categoryDocument  `json:"categories,omitempty"`
	Visibility       uploader.Visibility `json:"visibility,omitempty"`
	PublishAt        instant             `json:"publish_at,omitzero"`
	PublishZone      string              `json:"publish_zone,omitempty"`
	PastDateAccepted bool                `json:"past_date_accepted,omitempty"`
	CanonicalURL     string              `json:"canonical_url,omitempty"`
	Owner            string              `json:"owner,omitempty"`
	Company          map[string]string   `json:"company,omitempty"`
	Poster           sourceDocument      `json:"poster,omitzero"`
	Subtitles        []subtitleDocument  `json:"subtitles,omitempty"`
}

type categoryDocument struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
}

// progressDocument leaves out what means nothing after a restart: what was only written, the rate and the time left.
type progressDocument struct {
	Acked      int64   `json:"acked,omitempty"`
	Size       int64   `json:"size,omitempty"`
	Processing float64 `json:"processing,omitempty"`
}

type resultDocument struct {
	VideoID   string  `json:"video_id,omitempty"`
	PageURL   string  `json:"page_url,omitempty"`
	ManageURL string  `json:"manage_url,omitempty"`
	Published bool    `json:"published,omitempty"`
	Gone      bool    `json:"gone,omitempty"`
	PublishAt instant `json:"publish_at,omitzero"`
	Started   instant `json:"started,omitzero"`
	Arrived   instant `json:"arrived,omitzero"`

	Length    time.Duration      `json:"length,omitempty"`
	Poster    sourceDocument     `json:"poster,omitzero"`
	Subtitles []subtitleDocument `json:"subtitles,omitempty"`
}

type transferDocument struct {
	SealedToken     []byte            `json:"sealed_token,omitempty"`
	TokenValidUntil instant           `json:"token_valid_until,omitzero"`
	Generation      int               `json:"generation,omitempty"`
	Identifier      string            `json:"identifier,omitempty"`
	ChunkSize       int64             `json:"chunk_size,omitempty"`
	CompletingSince instant           `json:"completing_since,omitzero"`
	TokensUsed      int               `json:"tokens_used,omitempty"`
	Direct          bool              `json:"direct,omitempty"`
	DirectSince     instant           `json:"direct_since,omitzero"`
	UpdateDue       bool              `json:"update_due,omitempty"`
	Confirmed       *metadataDocument `json:"confirmed,omitempty"`
	Telling         []uploader.Field  `json:"telling,omitempty"`
	Subtitle        string            `json:"subtitle,omitempty"`
	SubtitleSum     uint32            `json:"subtitle_sum,omitempty"`
	Before          *beforeDocument   `json:"before,omitempty"`
}

type accountDocument struct {
	SiteName string                     `json:"site_name,omitempty"`
	Host     string                     `json:"host,omitempty"`
	BaseURL  string                     `json:"base_url,omitempty"`
	UserID   string                     `json:"user_id,omitempty"`
	Person   string                     `json:"person,omitempty"`
	Level    uploader.PermissionLevel   `json:"level,omitempty"`
	Zone     string                     `json:"zone,omitempty"`
	Fields   []uploader.FieldDefinition `json:"fields,omitempty"`
	SignedIn bool                       `json:"signed_in,omitempty"`
	Kept     uploader.SecretStore       `json:"kept,omitempty"`
	Demo     bool                       `json:"demo,omitempty"`
	Checked  instant                    `json:"checked,omitzero"`
	// Invitation is a guest's link without its token.
	Invitation *invitationDocument `json:"invitation,omitempty"`
}

type invitationDocument struct {
	From        string  `json:"from,omitempty"`
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Videos      int     `json:"videos"`
	Ends        instant `json:"ends"`
	Publishes   bool    `json:"publishes,omitempty"`
}

func documentOfUpload(u uploader.Upload) uploadDocument {
	r, p := u.Result, u.Progress
	if math.IsNaN(p.Processing) || math.IsInf(p.Processing, 0) {
		p.Processing = 0
	}
	u.Reason.NextTry, u.Reason.At = storable(u.Reason.NextTry), storable(u.Reason.At)
	return uploadDocument{
		Source: documentOfSource(u.Source), Replaces: replacement(u.Replaces),
		Metadata: documentOfMetadata(u.Metadata), Reason: u.Reason,
		Progress: progressDocument{Acked: p.Acked, Size: p.Size, Processing: p.Processing},
		Result: resultDocument{
			VideoID: r.VideoID, PageURL: r.PageURL, ManageURL: r.ManageURL, Published: r.Published, Gone: r.Gone,
			PublishAt: instant(r.PublishAt), Started: instant(r.Started), Arrived: instant(r.Arrived),
			Length: r.Length, Poster: documentOfSource(r.Poster), Subtitles: documentsOfSubtitles(r.Subtitles),
		},
		Unconfirmed: u.Unconfirmed, Retired: u.Retired, Link: u.Link, Added: instant(u.Added), Finished: instant(u.Finished),
	}
}

// upload leaves ID, Account and State to the columns.
func (d uploadDocument) upload() uploader.Upload {
	r := d.Result
	return uploader.Upload{
		Source: d.Source.source(), Replaces: uploader.Replacement(d.Replaces),
		Metadata: d.Metadata.metadata(), Reason: d.Reason,
		Progress: uploader.Progress{
			Acked: d.Progress.Acked, Written: d.Progress.Acked, Size: d.Progress.Size, Processing: d.Progress.Processing,
		},
		Result: uploader.Result{
			VideoID: r.VideoID, PageURL: r.PageURL, ManageURL: r.ManageURL, Published: r.Published, Gone: r.Gone,
			PublishAt: time.Time(r.PublishAt), Started: time.Time(r.Started), Arrived: time.Time(r.Arrived),
			Length: r.Length, Poster: r.Poster.source(), Subtitles: subtitlesOf(r.Subtitles),
		},
		Unconfirmed: d.Unconfirmed, Retired: d.Retired, Link: d.Link, Added: time.Time(d.Added), Finished: time.Time(d.Finished),
	}
}

func documentOfMetadata(m uploader.Metadata) metadataDocument {
	var categories []categoryDocument
	for _, category := range m.Categories {
		categories = append(categories, categoryDocument(category))
	}
	return metadataDocument{
		Title: m.Title, Description: m.Description, TitleKept: m.TitleKept, Tags: m.Tags, Categories: categories,
		Visibility: m.Visibility, PublishAt: instant(m.PublishAt), PublishZone: m.PublishZone,
		PastDateAccepted: m.PastDateAccepted, CanonicalURL: m.CanonicalURL, Owner: m.Owner, Company: m.Company,
		Poster: documentOfSource(m.Poster), Subtitles: documentsOfSubtitles(m.Subtitles),
	}
}

func (d metadataDocument) metadata() uploader.Metadata {
	var categories []uploader.Category
	for _, category := range d.Categories {
		categories = append(categories, uploader.Category(category))
	}
	return uploader.Metadata{
		Title: d.Title, Description: d.Description, TitleKept: d.TitleKept, Tags: d.Tags, Categories: categories,
		Visibility: d.Visibility, PublishAt: time.Time(d.PublishAt), PublishZone: d.PublishZone,
		PastDateAccepted: d.PastDateAccepted, CanonicalURL: d.CanonicalURL, Owner: d.Owner, Company: d.Company,
		Poster: d.Poster.source(), Subtitles: subtitlesOf(d.Subtitles),
	}
}

func documentOfTransfer(t Transfer) transferDocument {
	document := transferDocument{
		SealedToken: t.SealedToken, TokenValidUntil: instant(t.TokenValidUntil), Generation: t.Generation, Identifier: t.Identifier,
		ChunkSize: t.ChunkSize, CompletingSince: instant(t.CompletingSince), TokensUsed: t.TokensUsed, Direct: t.Direct,
		DirectSince: instant(t.DirectSince), UpdateDue: t.UpdateDue, Telling: t.Telling,
		Subtitle: t.Subtitle, SubtitleSum: t.SubtitleSum, Before: documentOfBefore(t.Before),
	}
	if t.Confirmed != nil {
		confirmed := documentOfMetadata(*t.Confirmed)
		document.Confirmed = &confirmed
	}
	return document
}

// transfer leaves Acked to its own rows.
func (d transferDocument) transfer() Transfer {
	transfer := Transfer{
		SealedToken: d.SealedToken, TokenValidUntil: time.Time(d.TokenValidUntil), Generation: d.Generation, Identifier: d.Identifier,
		ChunkSize: d.ChunkSize, CompletingSince: time.Time(d.CompletingSince), TokensUsed: d.TokensUsed, Direct: d.Direct,
		DirectSince: time.Time(d.DirectSince), UpdateDue: d.UpdateDue, Telling: d.Telling,
		Subtitle: d.Subtitle, SubtitleSum: d.SubtitleSum, Before: d.Before.before(),
	}
	if d.Confirmed != nil {
		confirmed := d.Confirmed.metadata()
		transfer.Confirmed = &confirmed
	}
	return transfer
}

func documentOfAccount(a uploader.Account) accountDocument {
	var invitation *invitationDocument
	if i := a.Invitation; i != nil {
		invitation = &invitationDocument{i.From, i.Title, i.Description, i.Videos, instant(i.Ends), i.Publishes}
	}
	return accountDocument{
		SiteName: a.SiteName, Host: a.Host, BaseURL: a.BaseURL, UserID: a.UserID, Person: a.Person, Level: a.Level, Zone: a.Zone,
		Fields: a.Fields, SignedIn: a.SignedIn, Kept: a.Kept, Demo: a.Demo, Checked: instant(a.Checked),
		Invitation: invitation,
	}
}

func (d accountDocument) account(id uploader.AccountID) uploader.Account {
	var invitation *uploader.Invitation
	if i := d.Invitation; i != nil {
		invitation = &uploader.Invitation{
			From: i.From, Title: i.Title, Description: i.Description, Videos: i.Videos, Ends: time.Time(i.Ends), Publishes: i.Publishes,
		}
	}
	return uploader.Account{
		ID: id, SiteName: d.SiteName, Host: d.Host, BaseURL: d.BaseURL, UserID: d.UserID, Person: d.Person, Level: d.Level,
		Zone: d.Zone, Fields: d.Fields, SignedIn: d.SignedIn, Kept: d.Kept, Demo: d.Demo, Checked: time.Time(d.Checked),
		Invitation: invitation,
	}
}

// storable drops an instant that the text form of the standard library refuses.
func storable(t time.Time) time.Time {
	if year := t.UTC().Year(); year < 0 || year > 9999 {
		return time.Time{}
	}
	return t
}

// instant is a point in time, stored to the nanosecond and read back in UTC. File systems hold years that RFC 3339 cannot write;
// those become seconds and nanoseconds since 1970.
type instant time.Time

func (i instant) IsZero() bool { return time.Time(i).IsZero() }

// MarshalJSON writes RFC 3339, or "@seconds.nanoseconds" outside its years.
func (i instant) MarshalJSON() ([]byte, error) {
	t := time.Time(i).UTC()
	if storable(t).IsZero() && !t.IsZero() {
		return json.Marshal(fmt.Sprintf("@%d.%09d", t.Unix(), t.Nanosecond()))
	}
	return json.Marshal(t.Format(time.RFC3339Nano))
}

// UnmarshalJSON reads both forms.
func (i *instant) UnmarshalJSON(text []byte) error {
	var written string
	if err := json.Unmarshal(text, &written); err != nil {
		return err
	}
	if sinceEpoch, isCount := strings.CutPrefix(written, "@"); isCount {
		whole, fraction, _ := strings.Cut(sinceEpoch, ".")
		seconds, err := strconv.ParseInt(whole, 10, 64)
		if err != nil {
			return err
		}
		nanoseconds, err := strconv.ParseInt(fraction, 10, 64)
		if err != nil {
			return err
		}
		*i = instant(time.Unix(seconds, nanoseconds).UTC())
		return nil
	}
	t, err := time.Parse(time.RFC3339Nano, written)
	*i = instant(t.UTC())
	return err
}

// fileName is a name in the system's own spelling. A name that is no UTF-8 is stored as {"bytes": base64}, since JSON would
// replace what it cannot write and the file would never be found again.
type fileName string

type fileNameBytes struct {
	Bytes []byte `json:"bytes"`
}

// MarshalJSON writes a string, or an object with the bytes.
func (n fileName) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(n)) {
		return json.Marshal(string(n))
	}
	return json.Marshal(fileNameBytes{[]byte(n)})
}

// UnmarshalJSON reads both forms.
func (n *fileName) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		var raw fileNameBytes
		err := json.Unmarshal(text, &raw)
		*n = fileName(raw.Bytes)
		return err
	}
	return json.Unmarshal(text, (*string)(n))
}
