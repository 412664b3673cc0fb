package uploader

import "time"

// ReasonCode says what happened. Errors are classified into one once, where they are met; words makes it a sentence once.
type ReasonCode string

// The reasons, by who caused them. Each has its sentence and its button in words.
const (
	NoReason ReasonCode = ""

	// The connection.
	ReasonOffline          ReasonCode = "offline"
	ReasonNameNotFound     ReasonCode = "dns"
	ReasonNoNames          ReasonCode = "dns_all"
	ReasonCaptivePortal    ReasonCode = "captive"
	ReasonUnknownAuthority ReasonCode = "tls_inspect"
	ReasonUnsafe           ReasonCode = "tls"
	ReasonUnsafeClock      ReasonCode = "tls_clock"
	ReasonProxySignIn      ReasonCode = "proxy_auth"
	ReasonBlocked          ReasonCode = "blocked"
	ReasonSlow             ReasonCode = "slow"
	ReasonLong             ReasonCode = "long" // longer than the site keeps the pieces

	// Sign-in and rights.
	ReasonKeysWrong     ReasonCode = "keys_wrong"
	ReasonWithdrawn     ReasonCode = "withdrawn"
	ReasonClock         ReasonCode = "clock"
	ReasonReadOnly      ReasonCode = "read_only"
	ReasonNoPermission  ReasonCode = "no_perm"
	ReasonKeyringLocked ReasonCode = "keyring_locked"
	ReasonKeyringNone   ReasonCode = "keyring_none"
	// ReasonKeyringTooSmall says that the keys are longer than the password store takes.
	ReasonKeyringTooSmall ReasonCode = "keyring_too_small"
	ReasonSiteGone        ReasonCode = "site_gone"
	ReasonNotSignedIn     ReasonCode = "not_signed_in"

	// The file.
	ReasonMissing     ReasonCode = "missing"
	ReasonDriveGone   ReasonCode = "drive_gone"
	ReasonChanged     ReasonCode = "changed"
	ReasonLocked      ReasonCode = "locked"
	ReasonGrowing     ReasonCode = "growing"
	ReasonUnreadable  ReasonCode = "no_read"
	ReasonEmpty       ReasonCode = "empty"
	ReasonNotVideo    ReasonCode = "not_video"
	ReasonUnsupported ReasonCode = "unsupported"
	ReasonTooLarge    ReasonCode = "too_large"
	ReasonShortcut    ReasonCode = "shortcut"
	ReasonDuplicate   ReasonCode = "duplicate"
	// ReasonSentBefore says that this account's site has a video of the very file: Subject is its title, At when it arrived.
	ReasonSentBefore ReasonCode = "sent_before"

	// The form.
	ReasonIncomplete ReasonCode = "incomplete" // Problems of the metadata; Field and Problem say which is first

	// The site.
	ReasonBusy             ReasonCode = "busy"
	ReasonBusyLong         ReasonCode = "busy_long"
	ReasonQuota            ReasonCode = "quota"
	ReasonStartsAgain      ReasonCode = "starts_again" // the site kept the pieces for 24 hours only
	ReasonCategoryGone     ReasonCode = "category_gone"
	ReasonFieldRefused     ReasonCode = "field_refused"
	ReasonDateRefused      ReasonCode = "date_refused"
	ReasonProcessingFailed ReasonCode = "process_failed"
	ReasonUnclear          ReasonCode = "unclear"
	ReasonUnclearEnd       ReasonCode = "unclear_end"
	ReasonNotAsAsked       ReasonCode = "not_as_asked"
	ReasonUnknownAnswer    ReasonCode = "unknown_answer"
	ReasonTokensRefused    ReasonCode = "tokens_refused"
	// ReasonNoPlaceholders says that the site takes no placeholder from this kind of sign-in.
	ReasonNoPlaceholders ReasonCode = "placeholders_refused"
	ReasonExtrasFailed   ReasonCode = "extras_failed" // Fields says what of poster and subtitles, Subject names the file, Problem is ProblemMissing where it was gone
	ReasonHasFile        ReasonCode = "has_file"      // the placeholder has got a file on the site meanwhile
	ReasonVideoGone      ReasonCode = "video_gone"    // the video that was to get the file is no longer on the site
	ReasonGuestEnded     ReasonCode = "guest_ended"   // the guest's upload link has ended; At says when
	ReasonGuestUsedUp    ReasonCode = "guest_used_up" // the guest's upload link has taken all its videos
	ReasonGuestRefused   ReasonCode = "guest_refused" // the site does not know the guest's upload link
	ReasonGuestUnclear   ReasonCode = "guest_unclear" // no answer after a guest's last byte, and nobody to ask but whoever made the link

	// Upload links.
	ReasonLinksNotAllowed ReasonCode = "links_not_allowed" // the organisation lets nobody make them
	ReasonDraftsOnly      ReasonCode = "drafts_only"       // the organisation lets nothing be published; the link was to do so
	ReasonLinkUnclear     ReasonCode = "link_unclear"      // nobody can tell whether it was made; Subject is what it is for
	ReasonNoPhones        ReasonCode = "no_phones"         // no phone could be led back to this computer, which the link was to do
	ReasonLinkSealed      ReasonCode = "link_sealed"       // made with another sign-in, so that its site cannot be asked about it

	// This computer.
	ReasonDiskFull         ReasonCode = "disk_full"
	ReasonListUnreadable   ReasonCode = "state_unreadable"
	ReasonListNewer        ReasonCode = "state_newer"
	ReasonMayHaveFinished  ReasonCode = "may_have_finished" // from a restored copy of the list: starts only when the person says so
	ReasonUnknown          ReasonCode = "unknown"
	ReasonContinuesOnStart ReasonCode = "continues"
	ReasonManagedUnusable  ReasonCode = "managed_unusable" // an administrator's settings that cannot be used; Subject is the SetupProblemCode

	// The address typed at sign-in.
	ReasonAddressUnreadable ReasonCode = "address_unreadable" // not a web address at all
	ReasonNoSiteThere       ReasonCode = "no_site"            // something answers, but no video site
	ReasonNothingAnswers    ReasonCode = "silent"             // nobody is at the address, or nobody answers there
	ReasonInsecureAddress   ReasonCode = "insecure"           // http where https is needed
	ReasonKeysIncomplete    ReasonCode = "keys_incomplete"    // fewer than four keys, or no access key

	// Signing in in the browser.
	ReasonDenied         ReasonCode = "denied"           // the person, or the site, did not allow it
	ReasonBrowserLate    ReasonCode = "browser_late"     // nobody answered in the browser
	ReasonCodeWrong      ReasonCode = "code_wrong"       // the code carried over from the browser does not fit
	ReasonBrowserRefused ReasonCode = "browser_refused"  // the site does not know this program
	ReasonSiteNotAllowed ReasonCode = "site_not_allowed" // the organisation allows other sites only; Place names them, Subject who laid it down
	ReasonWayNotAllowed  ReasonCode = "way_not_allowed"  // the organisation allows other ways to sign in only
)

// Unclear reports whether a video may have arrived without anybody here knowing: it is never sent again without a person's word.
func (c ReasonCode) Unclear() bool { return c == ReasonUnclearEnd || c == ReasonGuestUnclear }

// Actor is who must act before an upload can go on.
type Actor string

// Who acts. Nobody means that the program goes on by itself.
const (
	ActorNobody        Actor = "nobody"
	ActorPerson        Actor = "person"
	ActorAdministrator Actor = "administrator"
)

// Scope is how much a reason holds up.
type Scope string

// How much a reason holds up: one row, every upload of an account, or everything.
const (
	ScopeRow     Scope = "row"
	ScopeAccount Scope = "account"
	ScopeQueue   Scope = "queue"
)

var reasonFacts = map[ReasonCode]struct {
	who   Actor
	scope Scope
}{
	NoReason:                {ActorNobody, ScopeRow},
	ReasonOffline:           {ActorNobody, ScopeQueue},
	ReasonNameNotFound:      {ActorPerson, ScopeAccount},
	ReasonNoNames:           {ActorPerson, ScopeQueue},
	ReasonCaptivePortal:     {ActorPerson, ScopeQueue},
	ReasonUnknownAuthority:  {ActorAdministrator, ScopeAccount},
	ReasonUnsafe:            {ActorAdministrator, ScopeAccount},
	ReasonUnsafeClock:       {ActorPerson, ScopeQueue},
	ReasonProxySignIn:       {ActorPerson, ScopeQueue},
	ReasonBlocked:           {ActorNobody, ScopeAccount},
	ReasonSlow:              {ActorNobody, ScopeRow},
	ReasonLong:              {ActorNobody, ScopeRow},
	ReasonKeysWrong:         {ActorPerson, ScopeAccount},
	ReasonWithdrawn:         {ActorPerson, ScopeAccount},
	ReasonClock:             {ActorPerson, ScopeAccount},
	ReasonReadOnly:          {ActorAdministrator, ScopeAccount},
	ReasonNoPermission:      {ActorPerson, ScopeRow},
	ReasonKeyringLocked:     {ActorPerson, ScopeAccount},
	ReasonKeyringNone:       {ActorPerson, ScopeAccount},
	ReasonKeyringTooSmall:   {ActorPerson, ScopeAccount},
	ReasonSiteGone:          {ActorPerson, ScopeAccount},
	ReasonNotSignedIn:       {ActorPerson, ScopeAccount},
	ReasonMissing:           {ActorPerson, ScopeRow},
	ReasonDriveGone:         {ActorPerson, ScopeRow},
	ReasonChanged:           {ActorPerson, ScopeRow},
	ReasonLocked:            {ActorNobody, ScopeRow},
	ReasonGrowing:           {ActorNobody, ScopeRow},
	ReasonUnreadable:        {ActorPerson, ScopeRow},
	ReasonEmpty:             {ActorPerson, ScopeRow},
	ReasonNotVideo:          {ActorPerson, ScopeRow},
	ReasonUnsupported:       {ActorPerson, ScopeRow},
	ReasonTooLarge:          {ActorPerson, ScopeRow},
	ReasonShortcut:          {ActorPerson, ScopeRow},
	ReasonDuplicate:         {ActorPerson, ScopeRow},
	ReasonSentBefore:        {ActorPerson, ScopeRow},
	ReasonIncomplete:        {ActorPerson, ScopeRow},
	ReasonBusy:              {ActorNobody, ScopeAccount},
	ReasonBusyLong:          {ActorNobody, ScopeAccount},
	ReasonQuota:             {ActorAdministrator, ScopeAccount},
	ReasonStartsAgain:       {ActorNobody, ScopeRow},
	ReasonCategoryGone:      {ActorPerson, ScopeRow},
	ReasonFieldRefused:      {ActorPerson, ScopeRow},
	ReasonDateRefused:       {ActorPerson, ScopeRow},
	ReasonProcessingFailed:  {ActorPerson, ScopeRow},
	ReasonUnclear:           {ActorNobody, ScopeRow},
	ReasonUnclearEnd:        {ActorPerson, ScopeRow},
	ReasonNotAsAsked:        {ActorPerson, ScopeRow},
	ReasonUnknownAnswer:     {ActorPerson, ScopeRow},
	ReasonTokensRefused:     {ActorAdministrator, ScopeAccount},
	ReasonNoPlaceholders:    {ActorPerson, ScopeRow},
	ReasonExtrasFailed:      {ActorPerson, ScopeRow},
	ReasonHasFile:           {ActorPerson, ScopeRow},
	ReasonVideoGone:         {ActorPerson, ScopeRow},
	ReasonLinksNotAllowed:   {ActorAdministrator, ScopeRow},
	ReasonDraftsOnly:        {ActorPerson, ScopeRow},
	ReasonLinkUnclear:       {ActorPerson, ScopeRow},
	ReasonLinkSealed:        {ActorPerson, ScopeRow},
	ReasonNoPhones:          {ActorPerson, ScopeRow},
	ReasonGuestEnded:        {ActorPerson, ScopeRow},
	ReasonGuestUsedUp:       {ActorPerson, ScopeRow},
	ReasonGuestRefused:      {ActorPerson, ScopeRow},
	ReasonGuestUnclear:      {ActorPerson, ScopeRow},
	ReasonDiskFull:          {ActorPerson, ScopeQueue},
	ReasonListUnreadable:    {ActorPerson, ScopeQueue},
	ReasonListNewer:         {ActorPerson, ScopeQueue},
	ReasonMayHaveFinished:   {ActorPerson, ScopeRow},
	ReasonUnknown:           {ActorPerson, ScopeRow},
	ReasonContinuesOnStart:  {ActorNobody, ScopeRow},
	ReasonManagedUnusable:   {ActorAdministrator, ScopeQueue},
	ReasonSiteNotAllowed:    {ActorAdministrator, ScopeAccount},
	ReasonWayNotAllowed:     {ActorAdministrator, ScopeAccount},
	ReasonAddressUnreadable: {ActorPerson, ScopeAccount},
	ReasonNoSiteThere:       {ActorPerson, ScopeAccount},
	ReasonNothingAnswers:    {ActorPerson, ScopeAccount},
	ReasonInsecureAddress:   {ActorPerson, ScopeAccount},
	ReasonKeysIncomplete:    {ActorPerson, ScopeAccount},
	ReasonDenied:            {ActorPerson, ScopeAccount},
	ReasonBrowserLate:       {ActorPerson, ScopeAccount},
	ReasonCodeWrong:         {ActorPerson, ScopeAccount},
	ReasonBrowserRefused:    {ActorPerson, ScopeAccount},
}

// ReasonCodes lists every known reason but NoReason, in no order.
func ReasonCodes() []ReasonCode {
	codes := make([]ReasonCode, 0, len(reasonFacts))
	for code := range reasonFacts {
		if code != NoReason {
			codes = append(codes, code)
		}
	}
	return codes
}

// Who must act. A reason from a newer version asks the person.
func (c ReasonCode) Who() Actor {
	if facts, known := reasonFacts[c]; known {
		return facts.who
	}
	return ActorPerson
}

// Scope is how much the reason holds up. A reason from a newer version holds up its row.
func (c ReasonCode) Scope() Scope {
	if facts, known := reasonFacts[c]; known {
		return facts.scope
	}
	return ScopeRow
}

// Reason is one reason with what its sentence needs. It is plain data, so that the journal and the window can both hold it.
type Reason struct {
	Code ReasonCode `json:"code,omitempty"`
	// Site is the site's name, or its host while the name is unknown.
	Site string `json:"site,omitempty"`
	// Subject is what it is about: a file's name, a category's title, a tag.
	Subject string `json:"subject,omitempty"`
	// Place is where that was: a folder's name, a drive, a host.
	Place string `json:"place,omitempty"`
	// Field and Problem name the first thing to mend in the form.
	Field   Field       `json:"field,omitempty"`
	Problem ProblemCode `json:"problem,omitempty"`
	// Fields lists what the site shows differently, for ReasonNotAsAsked.
	Fields []Field `json:"fields,omitempty"`
	// Needed and Have are permission levels.
	Needed PermissionLevel `json:"needed,omitempty"`
	Have   PermissionLevel `json:"have,omitempty"`
	// NextTry is when the program tries again by itself, zero when it does not.
	NextTry time.Time `json:"next_try,omitzero"`
	// At is the instant the sentence names: the date the site shows, or the time of the copy that was opened.
	At time.Time `json:"at,omitzero"`
	// Offset is how far this computer's clock is ahead.
	Offset time.Duration `json:"offset,omitempty"`
	// Bytes is the size the sentence names.
	Bytes int64 `json:"bytes,omitempty"`
	// Technical is for the Details button: English, copyable, without secrets.
	Technical string `json:"technical,omitempty"`
}

// IsZero reports whether there is nothing to say.
func (r Reason) IsZero() bool { return r.Code == NoReason }

// ReasonError carries a Reason through error returns.
type ReasonError struct {
	Reason Reason
	// Err is what was met, for logs.
	Err error
}

// Error is for logs; words makes sentences for people.
func (e *ReasonError) Error() string {
	if e.Err != nil {
		return string(e.Reason.Code) + ": " + e.Err.Error()
	}
	return string(e.Reason.Code) + ": " + e.Reason.Technical
}

// Unwrap gives what was met.
func (e *ReasonError) Unwrap() error { return e.Err }
