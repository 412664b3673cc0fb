package words

// Action says what a button does, so that a view ties it to a method without reading its text. A view that cannot do an action
// yet leaves its button out: what is not built is not shown.
type Action string

// The actions on a row of the list.
const (
	ActionNone       Action = ""
	ActionPause      Action = "pause"
	ActionResume     Action = "resume"
	ActionFirst      Action = "first" // to the front of the queue
	ActionFix        Action = "fix"   // open the form at the field that the reason names
	ActionKeepTitle  Action = "keep_title"
	ActionTryNow     Action = "try_now"   // do not wait for the next try
	ActionTryAgain   Action = "try_again" // start again after it stopped
	ActionSignIn     Action = "sign_in"
	ActionOpen       Action = "open" // the video's page in the browser
	ActionCopyLink   Action = "copy_link"
	ActionAddFile    Action = "add_file" // the file of a placeholder
	ActionUndo       Action = "undo"     // restore what was removed
	ActionRemove     Action = "remove"
	ActionFindFile   Action = "find_file"   // choose where the same file is now
	ActionChooseFile Action = "choose_file" // choose another file for the same video
	// ActionUploadNewVersion starts a changed file from the beginning; ActionUploadAgain starts a second upload on purpose.
	ActionUploadNewVersion Action = "upload_new_version"
	ActionUploadAgain      Action = "upload_again"
	ActionAddOriginal      Action = "add_original" // add what a shortcut points to
	ActionReplace          Action = "replace"      // give a video that has a file another one
)

// The actions on an account, the network or this computer.
const (
	ActionOpenSite             Action = "open_site"
	ActionChangeAddress        Action = "change_address"
	ActionPasteAgain           Action = "paste_again"
	ActionUnlock               Action = "unlock" // ask the password store again
	ActionContinue             Action = "continue"
	ActionCheckConnection      Action = "check_connection"
	ActionOpenWiFiPage         Action = "open_wifi_page"
	ActionOpenTimeSettings     Action = "open_time_settings"
	ActionEnterProxySignIn     Action = "enter_proxy_sign_in"
	ActionCopyForIT            Action = "copy_for_it"
	ActionCopyForAdministrator Action = "copy_for_administrator"
	ActionCopyReport           Action = "copy_report"
	ActionFreeSpace            Action = "free_space"
	ActionShowMissing          Action = "show_missing"
	ActionGetUpdate            Action = "get_update"
)

// Button is a text and what pressing it does. The zero value is no button.
type Button struct {
	Text   string
	Action Action
}

func (w *Words) button(key Key, action Action, args ...Arg) Button {
	return Button{Text: w.T(key, args...), Action: action}
}
