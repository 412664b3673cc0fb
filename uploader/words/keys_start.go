package words

// Why the window cannot be opened at all: the system shows this in a message of its own.
const (
	StartTitle     Key = "start.title"
	StartNoScreen  Key = "start.no_screen"
	StartNoDrawing Key = "start.no_drawing"
	StartFolder    Key = "start.folder"
	StartFull      Key = "start.full"
	StartSilent    Key = "start.silent"
	StartNoHome    Key = "start.no_home"
	StartUnknown   Key = "start.unknown"
)
