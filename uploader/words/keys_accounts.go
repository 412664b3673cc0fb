package words

// The accounts: their page of the settings, the switcher, and the sites that a sign-in opens as well.
const (
	SettingsPageUploading Key = "settings.page_uploading"
	SettingsPageAccounts  Key = "settings.page_accounts"

	AccountsNone          Key = "accounts.none"
	AccountsCurrent       Key = "accounts.current"
	AccountsMayLook       Key = "accounts.may_look"
	AccountsMayUpload     Key = "accounts.may_upload"
	AccountsMayManage     Key = "accounts.may_manage"
	AccountsChecked       Key = "accounts.checked"
	AccountsChecking      Key = "accounts.checking"
	AccountsSignedOut     Key = "accounts.signed_out"
	AccountsUntilQuit     Key = "accounts.until_quit"
	AccountsWaiting       Key = "accounts.waiting"
	AccountsCheck         Key = "accounts.check"
	AccountsUse           Key = "accounts.use"
	AccountsRemove        Key = "accounts.remove"
	AccountsRemoveTitle   Key = "accounts.remove_title"
	AccountsRemoveWaiting Key = "accounts.remove_waiting"
	AccountsSignOutTitle  Key = "accounts.sign_out_title"
	AccountsManage        Key = "accounts.manage"
	AccountsAdd           Key = "accounts.add"
	AccountsAddTitle      Key = "accounts.add_title"
	AccountsAlsoOpened    Key = "accounts.also_opened"
	AccountsLooking       Key = "accounts.looking"
	AccountsAdding        Key = "accounts.adding"
	AccountsOtherSite     Key = "accounts.other_site"
	AccountsAct           Key = "accounts.act"
)
