package uploader_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

// moves is the table of legal moves as the promises want it, written a second time: a row says where a state may go.
// Removing and restoring are legal between all known states and are left out, as is staying.
const moves = `
preparing:   ready attention failed
ready:       preparing attention waiting failed
attention:   preparing ready waiting failed checking
waiting:     ready attention uploading paused finishing checking failed wait_net wait_site wait_signin
uploading:   waiting paused finishing checking attention failed wait_net wait_site wait_signin ARRIVED
paused:      waiting ready attention checking failed
wait_net:    waiting uploading paused finishing checking attention failed wait_site wait_signin ARRIVED
wait_site:   waiting uploading paused finishing checking attention failed wait_net wait_signin ARRIVED
wait_signin: waiting uploading paused finishing checking attention failed wait_net wait_site ARRIVED
finishing:   waiting checking uploading attention failed wait_net wait_site wait_signin ARRIVED
checking:    waiting uploading finishing attention failed wait_net wait_site wait_signin ARRIVED
extras:      waiting processing done_draft done_public done_sched done_place done_warn wait_net wait_site wait_signin
processing:  done_draft done_public done_sched done_place done_warn
done_draft:  done_public done_sched done_warn processing
done_public: done_draft done_sched done_warn processing
done_sched:  done_draft done_public done_warn processing
done_place:  done_draft done_public done_sched done_warn processing waiting
done_sent:
done_warn:   done_draft done_public done_sched done_place processing
failed:      ready attention waiting checking
removed:
`

const arrived = "done_sent extras processing done_draft done_public done_sched done_place done_warn"

func legalMoves(t *testing.T) map[uploader.State][]uploader.State {
	t.Helper()
	table := make(map[uploader.State][]uploader.State)
	for line := range strings.Lines(strings.TrimSpace(moves)) {
		from, to, found := strings.Cut(strings.ReplaceAll(line, "ARRIVED", arrived), ":")
		if !found {
			t.Fatalf("the row %q has no colon", line)
		}
		states := []uploader.State{}
		for word := range strings.FieldsSeq(to) {
			states = append(states, uploader.State(word))
		}
		table[uploader.State(from)] = states
	}
	return table
}

func TestEveryPairOfStatesIsDecided(t *testing.T) {
	t.Parallel()
	table := legalMoves(t)
	if len(table) != len(uploader.States()) {
		t.Errorf("%d rows for %d states", len(table), len(uploader.States()))
	}
	for _, from := range uploader.States() {
		for _, to := range uploader.States() {
			want := from == to || from == uploader.Removed || to == uploader.Removed || slices.Contains(table[from], to)
			if got := from.CanBecome(to); got != want {
				t.Errorf("%s to %s: %v, want %v", from, to, got, want)
			}
		}
	}
}

// TestThePromisesHoldInTheTable checks what the table is for, apart from its rows.
func TestThePromisesHoldInTheTable(t *testing.T) {
	t.Parallel()
	for _, from := range uploader.States() {
		for _, to := range uploader.States() {
			if from == to || from == uploader.Removed || to == uploader.Removed || !from.CanBecome(to) {
				continue
			}
			if from.Arrived() && from != uploader.DonePlaceholder && !to.Arrived() {
				t.Errorf("%s to %s forgets that the video exists", from, to)
			}
			if !from.Started() && from != uploader.DonePlaceholder && to.Moving() && to != uploader.Checking {
				t.Errorf("%s to %s sends bytes that nobody started", from, to)
			}
			if to == uploader.Paused && (from == uploader.Finishing || from == uploader.Checking) {
				t.Errorf("%s to %s leaves a question open that must be answered", from, to)
			}
			if to == uploader.Preparing && from.Started() {
				t.Errorf("%s to %s looks at the file anew without asking", from, to)
			}
		}
		if end := reachable(from); !end[uploader.DoneDraft] && from != uploader.DoneSent {
			t.Errorf("from %s there is no way to a video", from)
		}
	}
}

// reachable are the states that from can come to without being removed.
func reachable(from uploader.State) map[uploader.State]bool {
	reached := map[uploader.State]bool{from: true}
	for grew := true; grew; {
		grew = false
		for state := range reached {
			for _, next := range uploader.States() {
				if !reached[next] && (next != uploader.Removed) && state.CanBecome(next) {
					reached[next], grew = true, true
				}
			}
		}
	}
	return reached
}

func TestAStateOfANewerVersionStaysWhereItIs(t *testing.T) {
	t.Parallel()
	const tomorrow = uploader.State("dancing")
	if tomorrow.Known() || !tomorrow.CanBecome(tomorrow) || tomorrow.Done() || tomorrow.Started() || tomorrow.Moving() || tomorrow.Arrived() {
		t.Error("an unknown state is taken for one that this version knows")
	}
	for _, state := range uploader.States() {
		if !state.Known() {
			t.Errorf("%s is not known", state)
		}
		if tomorrow.CanBecome(state) || state.CanBecome(tomorrow) {
			t.Errorf("an unknown state can become %s, or the other way round", state)
		}
	}
}

func TestWhatAStateMeans(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what  string
		holds func(uploader.State) bool
		want  string
	}{
		{"done", uploader.State.Done, "done_draft done_public done_sched done_place done_sent done_warn"},
		{"arrived", uploader.State.Arrived, "processing done_draft done_public done_sched done_place done_sent done_warn"},
		{"started", uploader.State.Started, "waiting uploading paused wait_net wait_site wait_signin finishing checking extras"},
		{"moving", uploader.State.Moving, "uploading finishing checking extras"},
	} {
		want := strings.Fields(c.want)
		for _, state := range uploader.States() {
			if got := c.holds(state); got != slices.Contains(want, string(state)) {
				t.Errorf("%s is %s: %v", state, c.what, got)
			}
		}
	}
}

// constantsOf reads the text constants of one type out of a file, so that none can be forgotten in a table.
func constantsOf(t *testing.T, file, name string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(parsed, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != name {
			return true
		}
		for _, value := range spec.Values {
			if literal, ok := value.(*ast.BasicLit); ok {
				text, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				values = append(values, text)
			}
		}
		return true
	})
	if len(values) == 0 {
		t.Fatalf("%s holds no constant of type %s", file, name)
	}
	return values
}

func TestNoStateAndNoReasonIsForgotten(t *testing.T) {
	t.Parallel()
	var states []string
	for _, state := range uploader.States() {
		states = append(states, string(state))
	}
	var codes []string
	for _, code := range uploader.ReasonCodes() {
		codes = append(codes, string(code))
	}
	codes = append(codes, string(uploader.NoReason))
	for _, c := range []struct {
		file, kind string
		listed     []string
	}{{"state.go", "State", states}, {"reason.go", "ReasonCode", codes}} {
		written := constantsOf(t, c.file, c.kind)
		slices.Sort(written)
		slices.Sort(c.listed)
		if !slices.Equal(written, c.listed) {
			t.Errorf("%s: the constants are %q, the list %q", c.kind, written, c.listed)
		}
		if len(slices.Compact(written)) != len(c.listed) {
			t.Errorf("%s: two constants have the same text", c.kind)
		}
	}
}
