package words

// The terminal.
const (
	ConsoleProgress         Key = "console.progress"
	ConsoleProgressPlain    Key = "console.progress_plain"
	ConsoleProgressSentence Key = "console.progress_sentence"
	ConsolePosition         Key = "console.position"
	ConsoleAllDone          Key = "console.all_done"
	ConsoleSomeDone         Key = "console.some_done"
	ConsoleContinue         Key = "console.continue"
	ConsoleStopped          Key = "console.stopped"
	ConsoleContinuing       Key = "console.continuing"
	ConsoleNoFiles          Key = "console.no_files"
	ConsoleNoSite           Key = "console.no_site"
	ConsoleNoKeys           Key = "console.no_keys"
	ConsoleOneWay           Key = "console.one_way"
	ConsoleVariableEmpty    Key = "console.variable_empty"
	ConsoleVariableFour     Key = "console.variable_four"
	ConsoleVisibility       Key = "console.visibility"
	ConsoleField            Key = "console.field"
	ConsoleCAUnreadable     Key = "console.ca_unreadable"
	ConsoleUnknownCommand   Key = "console.unknown_command"
	ConsoleDataInUse        Key = "console.data_in_use"
	ConsoleListening        Key = "console.listening"
	ConsoleUsageSend        Key = "console.usage_send"
	ConsoleUsageSite        Key = "console.usage_site"
)
