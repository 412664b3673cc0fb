module twentythree-uploader

go 1.26.0

require (
	fyne.io/fyne/v2 v2.8.1 // the window
	github.com/BurntSushi/toml v1.6.0 // reads FyneApp.toml, with the parser the toolkit brings anyway
	github.com/dghubble/oauth1 v0.7.3 // tests only: a second opinion on signatures
	github.com/fyne-io/oksvg v0.2.0 // draws the icons of the packages in every size, with what the toolkit draws the window's icons with
	github.com/go-gl/glfw/v3.4/glfw v0.1.0-pre.1.0.20260707082822-2a407d02d01a // minimises the window, for which the toolkit that draws with it has no word
	github.com/godbus/dbus/v5 v5.2.4 // the Linux desktop's file window, and whether a password store is there
	github.com/jezek/xgb v1.1.1 // files that were copied in a Linux file manager: the toolkit reads text only
	github.com/mattn/go-ieproxy v0.0.12 // the proxy of Windows, its script included
	github.com/skip2/go-qrcode v0.0.0-20200617195104-da1b6568686e // the code that a phone reads the upload page's address from: pure Go, and it needs nothing else
	github.com/srwiley/rasterx v0.0.0-20220730225603-2ab79fcdd4ef // oksvg draws on it
	github.com/zalando/go-keyring v0.2.8 // the system's password store
	go.uber.org/goleak v1.3.0 // tests only: no goroutine outlives its owner
	golang.org/x/image v0.24.0 // makes preview pictures small, with the code the toolkit brings anyway
	golang.org/x/net v0.62.0 // site addresses with letters of every script (idna)
	golang.org/x/sys v0.49.0 // file identities, locks and free space on each system
	golang.org/x/text v0.43.0 // letters compared whatever their accents, and the encodings that spreadsheets are saved in, and the names of languages
	howett.net/plist v1.0.1 // property lists of macOS, in which device management writes settings
	modernc.org/sqlite v1.61.1 // the list on disk, without a C compiler
	pgregory.net/rapid v1.3.0 // tests only: random histories that shrink
)

require (
	fyne.io/systray v1.12.3-0.20260810170012-af4e8e793ec4 // indirect
	github.com/FyshOS/fancyfs v0.0.1 // indirect
	github.com/anthonynsimon/bild v0.14.0 // indirect
	github.com/clipperhouse/uax29/v2 v2.2.0 // indirect
	github.com/danieljoos/wincred v1.2.3 // indirect
	github.com/davecgh/go-spew v1.1.1 // indirect
	github.com/dustin/go-humanize v1.1.0 // indirect
	github.com/fsnotify/fsnotify v1.9.0 // indirect
	github.com/fyne-io/gl-js v0.2.1-0.20260315212741-029c47fd27e8 // indirect
	github.com/fyne-io/glfw-js v0.4.0 // indirect
	github.com/fyne-io/image v0.1.1 // indirect
	github.com/go-gl/gl v0.0.0-20260331235117-4566fea9a276 // indirect
	github.com/go-text/render v0.2.1 // indirect
	github.com/go-text/typesetting v0.3.4 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/hack-pad/go-indexeddb v0.3.2 // indirect
	github.com/hack-pad/safejs v0.1.0 // indirect
	github.com/jeandeaual/go-locale v0.0.0-20250612000132-0ef82f21eade // indirect
	github.com/jsummers/gobmp v0.0.0-20230614200233-a9de23ed2e25 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/mattn/go-runewidth v0.0.24 // indirect
	github.com/ncruces/go-strftime v1.1.0 // indirect
	github.com/nfnt/resize v0.0.0-20180221191011-83c6a9932646 // indirect
	github.com/nicksnyder/go-i18n/v2 v2.5.1 // indirect
	github.com/pmezard/go-difflib v1.0.0 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	github.com/rymdport/portal v0.4.2 // indirect
	github.com/srwiley/oksvg v0.0.0-20221011165216-be6e8873101c // indirect
	github.com/stretchr/testify v1.11.1 // indirect
	github.com/yuin/goldmark v1.8.2 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
	modernc.org/libc v1.79.0 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.12.1 // indirect
)
