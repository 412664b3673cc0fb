package uploader_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"reflect"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestEveryReasonSaysWhoActsAndHowMuchItHoldsUp(t *testing.T) {
	t.Parallel()
	for _, code := range uploader.ReasonCodes() {
		switch who := code.Who(); who {
		case uploader.ActorNobody, uploader.ActorPerson, uploader.ActorAdministrator:
		default:
			t.Errorf("%s: %q acts", code, who)
		}
		switch scope := code.Scope(); scope {
		case uploader.ScopeRow, uploader.ScopeAccount, uploader.ScopeQueue:
		default:
			t.Errorf("%s holds up %q", code, scope)
		}
	}
	const tomorrow = uploader.ReasonCode("music_too_loud")
	if tomorrow.Who() != uploader.ActorPerson || tomorrow.Scope() != uploader.ScopeRow {
		t.Error("an unknown reason must ask the person about its row")
	}
	if uploader.NoReason.Who() != uploader.ActorNobody || !(uploader.Reason{Site: "Acme"}).IsZero() {
		t.Error("no reason asks for something")
	}
}

// TestSomeReasonsHoldUpWhatTheyShould guards those where a slip hurts: a missing network is nobody's fault and everybody's business.
func TestSomeReasonsHoldUpWhatTheyShould(t *testing.T) {
	t.Parallel()
	for code, want := range map[uploader.ReasonCode]struct {
		who   uploader.Actor
		scope uploader.Scope
	}{
		uploader.ReasonOffline:         {uploader.ActorNobody, uploader.ScopeQueue},
		uploader.ReasonDiskFull:        {uploader.ActorPerson, uploader.ScopeQueue},
		uploader.ReasonBusy:            {uploader.ActorNobody, uploader.ScopeAccount},
		uploader.ReasonWithdrawn:       {uploader.ActorPerson, uploader.ScopeAccount},
		uploader.ReasonReadOnly:        {uploader.ActorAdministrator, uploader.ScopeAccount},
		uploader.ReasonMissing:         {uploader.ActorPerson, uploader.ScopeRow},
		uploader.ReasonGrowing:         {uploader.ActorNobody, uploader.ScopeRow},
		uploader.ReasonMayHaveFinished: {uploader.ActorPerson, uploader.ScopeRow},
		uploader.ReasonUnclearEnd:      {uploader.ActorPerson, uploader.ScopeRow},
		uploader.ReasonUnclear:         {uploader.ActorNobody, uploader.ScopeRow},
	} {
		if code.Who() != want.who || code.Scope() != want.scope {
			t.Errorf("%s: %s acts, holds up the %s; want %+v", code, code.Who(), code.Scope(), want)
		}
	}
}

func TestAReasonSurvivesADocument(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 4, 8, 0, 0, 7, time.UTC)
	reason := uploader.Reason{
		Code: "music_too_loud", Site: "Acme", Subject: "a", Place: "b", Field: uploader.FieldTags, Problem: uploader.ProblemTagQuote,
		Fields: []uploader.Field{uploader.FieldTitle}, Needed: uploader.LevelAdmin, Have: uploader.LevelWrite, NextTry: at, At: at.Add(1),
		Offset: -time.Minute, Bytes: 48 << 30, Technical: "t",
	}
	text, err := json.Marshal(reason)
	if err != nil {
		t.Fatal(err)
	}
	var got uploader.Reason
	if err := json.Unmarshal(text, &got); err != nil || !reflect.DeepEqual(got, reason) {
		t.Errorf("came back as %+v, %v", got, err)
	}
	if text, err := json.Marshal(uploader.Reason{}); err != nil || string(text) != "{}" {
		t.Errorf("nothing to say is written as %s, %v", text, err)
	}
}

func TestAReasonTravelsThroughErrors(t *testing.T) {
	t.Parallel()
	err := error(&uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonMissing}, Err: fs.ErrNotExist})
	var reasoned *uploader.ReasonError
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &reasoned) || err.Error() != "missing: file does not exist" {
		t.Errorf("%v", err)
	}
	bare := &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonBusy, Technical: "status 503"}}
	if bare.Error() != "busy: status 503" || bare.Unwrap() != nil {
		t.Errorf("%v", bare)
	}
}

func TestLevelsIncludeThoseBelow(t *testing.T) {
	t.Parallel()
	levels := []uploader.PermissionLevel{
		uploader.LevelNone, uploader.LevelAnonymous, uploader.LevelRead, uploader.LevelWrite, uploader.LevelAdmin, uploader.LevelSuper,
	}
	for i, have := range levels {
		for j, needed := range levels {
			if have.Allows(needed) != (i >= j) {
				t.Errorf("%s allows %s: %v", have, needed, have.Allows(needed))
			}
		}
		if have.Allows("deity") || uploader.PermissionLevel("deity").Allows(have) || uploader.PermissionLevel("").Allows(have) {
			t.Errorf("an unknown level is compared with %s", have)
		}
	}
}
