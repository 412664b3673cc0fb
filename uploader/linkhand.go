package uploader

// LinkHandover is everything that a link is handed over with. It holds the link's secret, and exists only while somebody hands the link over.
type LinkHandover struct {
	Link LinkID
	// Reason says why the link cannot be handed over, zero where it can.
	Reason Reason
	// Page is the upload page, one whole HTML file.
	Page string
	// File is the link for somebody who has the program: the text of a file with the extension LinkExtension.
	File string
	// Address is the same as an address that opens the program; "" for a link that is too long for that.
	Address string
	// Texts are in every language of the program, by its code: "en".
	Texts map[string]LinkTexts
}

// LinkTexts are what there is of a link in one language.
type LinkTexts struct {
	// Form is HTML for somebody's own web page, Message what to send along with the page.
	Form, Message string
}

// String says nothing of what is secret.
func (h LinkHandover) String() string { return "what a guest gets of link " + string(h.Link) }

// GoString says nothing of what is secret.
func (h LinkHandover) GoString() string { return h.String() }

// LinkCode is the page of a link as devices in the same network find it, for as long as it is served. The zero value says that none is.
type LinkCode struct {
	Link LinkID
	// Trouble is why no page is served, "" where one is.
	Trouble LinkCodeTrouble
	// Address is what a phone opens, in words to type.
	Address string
	// Modules is the address as a QR code, rows of dark modules with the light margin that phones need.
	Modules [][]bool
	// Networks are where this computer can be found, the likeliest first; Network the one that is used.
	Networks []LinkNetwork
	Network  string
	// Gone says that this computer is no longer found there.
	Gone bool
}

// LinkNetwork is one network of this computer: its address there, and what the system calls the connection.
type LinkNetwork struct{ Address, Name string }

// LinkCodeTrouble is why no page can be served to a phone in the room.
type LinkCodeTrouble string

// Why there is no code.
const (
	LinkNoNetwork LinkCodeTrouble = "no_network" // this computer is on none
	LinkNoPhones  LinkCodeTrouble = "no_phones"  // phones cannot reach it in its network
	// LinkElsewhere is a link for this room that leads guests back to an address that is not this computer's just now.
	LinkElsewhere LinkCodeTrouble = "elsewhere"
)
