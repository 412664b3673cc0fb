package views

import "twentythree-uploader/uploader/words"

// GuideChapter is one chapter of the short guide.
type GuideChapter int

// The chapters of the guide, in their order.
const (
	GuideFirst GuideChapter = iota
	GuideMany
	GuideDescribe
	GuideWho
	GuideStates
	GuideOff
	GuideLinks
	GuideGuest
	GuideHistory
	GuidePresets
	GuideTrouble
	GuideLeave
)

// guidePart is a heading, "" for none, and what stands below it.
type guidePart struct{ head, text words.Key }

// guideChapter is what stands in a chapter.
type guideChapter struct {
	title words.Key
	parts []guidePart
}

// guideChapters are all of them, in their order.
func guideChapters() []guideChapter {
	return []guideChapter{
		GuideFirst: {words.GuideFirst, []guidePart{
			{"", words.GuideFirstStartText},
			{words.GuideFirstAdd, words.GuideFirstAddText},
			{words.GuideFirstDescribe, words.GuideFirstDescribeText},
			{words.GuideFirstUpload, words.GuideFirstUploadText},
			{words.GuideFirstThere, words.GuideFirstThereText},
		}},
		GuideMany: {words.GuideMany, []guidePart{
			{words.GuideManyAdd, words.GuideManyAddText},
			{words.GuideManyFill, words.GuideManyFillText},
			{words.GuideManySheet, words.GuideManySheetText},
			{words.GuideManyOrder, words.GuideManyOrderText},
		}},
		GuideDescribe: {words.GuideDescribe, []guidePart{
			{words.GuideDescribeTitle, words.GuideDescribeTitleText},
			{words.GuideDescribeTags, words.GuideDescribeTagsText},
			{words.GuideDescribeExtras, words.GuideDescribeExtrasText},
			{words.GuideDescribePlaceholder, words.GuideDescribePlaceholderText},
		}},
		GuideWho: {words.GuideWho, []guidePart{
			{"", words.GuideWhoDraftText},
			{words.GuideWhoPublish, words.GuideWhoPublishText},
			{words.GuideWhoDate, words.GuideWhoDateText},
			{words.GuideWhoBack, words.GuideWhoBackText},
		}},
		GuideStates: {words.GuideStates, nil},
		GuideOff: {words.GuideOff, []guidePart{
			{words.GuideOffMay, words.GuideOffMayText},
			{words.GuideOffLid, words.GuideOffLidText},
			{words.GuideOffAwake, words.GuideOffAwakeText},
			{words.GuideOffClose, words.GuideOffCloseText},
			{words.GuideOffStartup, words.GuideOffStartupText},
			{words.GuideOffPause, words.GuideOffPauseText},
		}},
		GuideLinks: {words.GuideLinks, []guidePart{
			{"", words.GuideLinksWhatText},
			{words.GuideLinksMake, words.GuideLinksMakeText},
			{words.GuideLinksLasting, words.GuideLinksLastingText},
			{words.GuideLinksPage, words.GuideLinksPageText},
			{words.GuideLinksFile, words.GuideLinksFileText},
			{words.GuideLinksCode, words.GuideLinksCodeText},
			{words.GuideLinksArrives, words.GuideLinksArrivesText},
		}},
		GuideGuest: {words.GuideGuest, []guidePart{
			{words.GuideGuestOpen, words.GuideGuestOpenText},
			{words.GuideGuestSend, words.GuideGuestSendText},
			{words.GuideGuestSent, words.GuideGuestSentText},
		}},
		GuideHistory: {words.GuideHistory, []guidePart{
			{"", words.GuideHistoryWhatText},
			{words.GuideHistoryActs, words.GuideHistoryActsText},
			{words.GuideHistoryKept, words.GuideHistoryKeptText},
			{words.GuideHistorySheet, words.GuideHistorySheetText},
		}},
		GuidePresets: {words.GuidePresets, []guidePart{
			{words.GuidePresetsMake, words.GuidePresetsMakeText},
			{words.GuidePresetsUse, words.GuidePresetsUseText},
			{words.GuidePresetsStart, words.GuidePresetsStartText},
			{words.GuidePresetsLocked, words.GuidePresetsLockedText},
		}},
		GuideTrouble: {words.GuideTrouble, []guidePart{
			{"", words.GuideTroubleColoursText},
			{words.GuideTroubleInternet, words.GuideTroubleInternetText},
			{words.GuideTroubleWifi, words.GuideTroubleWifiText},
			{words.GuideTroubleBusy, words.GuideTroubleBusyText},
			{words.GuideTroubleSignin, words.GuideTroubleSigninText},
			{words.GuideTroubleMissing, words.GuideTroubleMissingText},
			{words.GuideTroubleStuck, words.GuideTroubleStuckText},
		}},
		GuideLeave: {words.GuideLeave, []guidePart{
			{words.GuideLeaveNewer, words.GuideLeaveNewerText},
			{words.GuideLeaveSignout, words.GuideLeaveSignoutText},
			{words.GuideLeaveRemove, words.GuideLeaveRemoveText},
			{words.GuideLeaveKept, words.GuideLeaveKeptText},
		}},
	}
}
