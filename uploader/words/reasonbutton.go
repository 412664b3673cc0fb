package words

import "twentythree-uploader/uploader"

// offer is a button before it has a language.
type offer struct {
	label  Key
	action Action
}

type offers struct{ main, second offer }

// reasonButtons says what a person can do about each reason. A reason that is missing here asks nothing: the program goes on by
// itself.
var reasonButtons = map[uploader.ReasonCode]offers{
	uploader.ReasonNameNotFound:     {main: offer{ButtonCheckAddress, ActionChangeAddress}},
	uploader.ReasonNoNames:          {main: offer{ButtonCheckConnection, ActionCheckConnection}},
	uploader.ReasonCaptivePortal:    {main: offer{ButtonOpenWiFiPage, ActionOpenWiFiPage}},
	uploader.ReasonUnknownAuthority: {main: offer{ButtonCopyForIT, ActionCopyForIT}},
	uploader.ReasonUnsafe:           {main: offer{ButtonCopyForIT, ActionCopyForIT}},
	uploader.ReasonUnsafeClock:      {main: offer{ButtonOpenDateSettings, ActionOpenTimeSettings}},
	uploader.ReasonProxySignIn:      {main: offer{ButtonEnter, ActionEnterProxySignIn}, second: offer{ButtonCopyForIT, ActionCopyForIT}},
	uploader.ReasonBlocked:          {main: offer{ButtonCheckConnection, ActionCheckConnection}},

	uploader.ReasonKeysWrong:       {main: offer{ButtonPasteAgain, ActionPasteAgain}},
	uploader.ReasonWithdrawn:       {main: offer{ButtonSignIn, ActionSignIn}},
	uploader.ReasonClock:           {main: offer{ButtonOpenTimeSettings, ActionOpenTimeSettings}},
	uploader.ReasonReadOnly:        {main: offer{ButtonCopyForAdministrator, ActionCopyForAdministrator}, second: offer{ButtonTryNow, ActionTryNow}},
	uploader.ReasonNoPermission:    {main: offer{ButtonFix, ActionFix}},
	uploader.ReasonKeyringLocked:   {main: offer{ButtonUnlock, ActionUnlock}},
	uploader.ReasonKeyringNone:     {main: offer{ButtonContinue, ActionContinue}},
	uploader.ReasonKeyringTooSmall: {main: offer{ButtonContinue, ActionContinue}},
	uploader.ReasonSiteGone:        {main: offer{ButtonChangeAddress, ActionChangeAddress}},
	uploader.ReasonNotSignedIn:     {main: offer{ButtonSignIn, ActionSignIn}},

	uploader.ReasonMissing:     {main: offer{ButtonFindFile, ActionFindFile}},
	uploader.ReasonChanged:     {main: offer{ButtonUploadNewVersion, ActionUploadNewVersion}},
	uploader.ReasonLocked:      {main: offer{ButtonTryNow, ActionTryNow}},
	uploader.ReasonUnreadable:  {main: offer{ButtonFindFile, ActionFindFile}},
	uploader.ReasonEmpty:       {main: offer{ButtonFindFile, ActionFindFile}, second: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonNotVideo:    {main: offer{ButtonRemove, ActionRemove}, second: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonUnsupported: {main: offer{ButtonChooseFile, ActionChooseFile}},
	uploader.ReasonTooLarge:    {main: offer{ButtonChooseFile, ActionChooseFile}},
	uploader.ReasonShortcut:    {main: offer{ButtonAddOriginal, ActionAddOriginal}},
	uploader.ReasonDuplicate:   {main: offer{ButtonUploadAgain, ActionUploadAgain}, second: offer{ButtonRemove, ActionRemove}},
	uploader.ReasonSentBefore:  {main: offer{ButtonSkip, ActionRemove}, second: offer{ButtonUploadAgain, ActionUploadAgain}},
	uploader.ReasonIncomplete:  {main: offer{ButtonFix, ActionFix}},

	uploader.ReasonBusy:             {main: offer{ButtonTryNow, ActionTryNow}},
	uploader.ReasonBusyLong:         {main: offer{ButtonTryNow, ActionTryNow}},
	uploader.ReasonQuota:            {main: offer{ButtonCopyForAdministrator, ActionCopyForAdministrator}},
	uploader.ReasonStartsAgain:      {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonCategoryGone:     {main: offer{ButtonChooseCategory, ActionFix}},
	uploader.ReasonFieldRefused:     {main: offer{ButtonFix, ActionFix}},
	uploader.ReasonDateRefused:      {main: offer{ButtonFix, ActionFix}},
	uploader.ReasonProcessingFailed: {main: offer{ButtonChooseFile, ActionChooseFile}},
	uploader.ReasonUnclearEnd:       {main: offer{ButtonOpenSite, ActionOpenSite}, second: offer{ButtonUploadAgain, ActionUploadAgain}},
	uploader.ReasonNotAsAsked:       {main: offer{ButtonOpen, ActionOpen}},
	uploader.ReasonUnknownAnswer:    {main: offer{ButtonCopyReport, ActionCopyReport}, second: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonTokensRefused:    {main: offer{ButtonCopyForAdministrator, ActionCopyForAdministrator}},
	uploader.ReasonNoPlaceholders:   {main: offer{ButtonAddFile, ActionAddFile}, second: offer{ButtonCopyForAdministrator, ActionCopyForAdministrator}},
	uploader.ReasonExtrasFailed:     {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonHasFile:          {main: offer{ButtonReplace, ActionReplace}, second: offer{ButtonOpen, ActionOpen}},
	uploader.ReasonGuestEnded:       {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonGuestUsedUp:      {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonGuestRefused:     {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonGuestUnclear:     {main: offer{ButtonUploadAgain, ActionUploadAgain}},
	uploader.ReasonVideoGone:        {main: offer{ButtonUploadAsNew, ActionUploadAgain}},

	uploader.ReasonLinksNotAllowed: {main: offer{ButtonCopyForAdministrator, ActionCopyForAdministrator}},
	uploader.ReasonDraftsOnly:      {main: offer{ButtonFix, ActionFix}},
	uploader.ReasonLinkUnclear:     {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonNoPhones:        {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonLinkSealed:      {main: offer{ButtonOpenSite, ActionOpenSite}},

	uploader.ReasonDiskFull:        {main: offer{ButtonFreeSpace, ActionFreeSpace}},
	uploader.ReasonListUnreadable:  {main: offer{ButtonShowMissing, ActionShowMissing}},
	uploader.ReasonListNewer:       {main: offer{ButtonGetUpdate, ActionGetUpdate}},
	uploader.ReasonMayHaveFinished: {main: offer{ButtonOpenSite, ActionOpenSite}, second: offer{ButtonUploadAgain, ActionUploadAgain}},
	uploader.ReasonUnknown:         {main: offer{ButtonTryAgain, ActionTryAgain}, second: offer{ButtonCopyReport, ActionCopyReport}},

	uploader.ReasonAddressUnreadable: {main: offer{ButtonChangeAddress, ActionChangeAddress}},
	uploader.ReasonNoSiteThere:       {main: offer{ButtonChangeAddress, ActionChangeAddress}},
	uploader.ReasonNothingAnswers:    {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonInsecureAddress:   {main: offer{ButtonChangeAddress, ActionChangeAddress}},
	uploader.ReasonKeysIncomplete:    {main: offer{ButtonPasteAgain, ActionPasteAgain}},

	uploader.ReasonDenied:          {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonBrowserLate:     {main: offer{ButtonTryAgain, ActionTryAgain}},
	uploader.ReasonCodeWrong:       {main: offer{SignInNewCode, ActionTryAgain}},
	uploader.ReasonBrowserRefused:  {main: offer{SignInPasteKeys, ActionPasteAgain}},
	uploader.ReasonSiteNotAllowed:  {main: offer{ButtonChangeAddress, ActionChangeAddress}},
	uploader.ReasonWayNotAllowed:   {main: offer{ButtonCopyForAdministrator, ActionCopyForAdministrator}},
	uploader.ReasonManagedUnusable: {main: offer{ButtonCopyForIT, ActionCopyForIT}},
}
