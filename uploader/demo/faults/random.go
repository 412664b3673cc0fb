package faults

import (
	"math"
	"math/rand/v2"
	"net/http"
)

// Random is a plan of faults of all kinds but Slow, which only costs time, and Publish, which is a site that does not do as it is told. About
// rate, from 0 to 1, of all requests are struck; some kinds more than others, which differs by seed. Requests that complete an upload,
// and those that ask for the list, are struck more often than others, because there is most to lose. Equal arguments give equal plans.
func Random(seed uint64, rate float64) Document {
	random := rand.New(rand.NewPCG(seed, 0x7477656e74797468))
	rules := menu(random)
	weights := make([]float64, len(rules))
	var sum float64
	for i, rule := range rules {
		weights[i] = random.ExpFloat64()
		switch rule.Kind {
		case EndTokens, DropParts:
			// Each costs a whole upload: more of them would leave nothing for the others to strike.
			weights[i] /= 6
		case RefuseSignIn, Date:
			weights[i] /= 4
		}
		sum += weights[i]
	}
	for i := range rules {
		rule := &rules[i]
		rule.Seed = random.Uint64()
		rule.Share = weights[i] / sum * min(max(rate, 0), 1)
		aim(rule, random)
		// Nothing is struck by a share of 0, which would mean all.
		rule.Share = min(max(rule.Share, math.SmallestNonzeroFloat64), 1)
	}
	return Document{Faults: rules}
}

// aim chooses which requests a rule is for. The fewer there are of them, the more of them it strikes.
func aim(rule *Rule, random *rand.Rand) {
	const chunks, list, all = "photo/redeem-upload-token", "photo/list", "*/*"
	draw := random.IntN(10)
	if rule.Kind == Portal || rule.Kind == Date || rule.Kind == RefuseSignIn {
		return
	}
	switch {
	case draw < 2:
		rule.Path, rule.Completing = chunks, true
		rule.Share *= 6
	case draw < 5:
		rule.Path = chunks
		rule.Share *= 1.5
	case draw < 7:
		rule.Path = list
		rule.Share *= 3
	default:
		rule.Path = all
	}
}

// menu is one rule of every sort, with figures by chance.
func menu(random *rand.Rand) []Rule {
	chance := func() bool { return random.IntN(2) == 0 }
	// Cuts lie at the very beginning, within the first megabyte, and further on.
	bytes := func() int64 { return random.Int64N([]int64{1, 1000, 1 << 20, 4 << 20}[random.IntN(4)]) }
	seconds := func(longest float64) float64 { return math.Ceil(random.Float64()*longest*10) / 10 }
	status := func() int {
		return []int{400, 401, 403, 404, 408, 409, 413, 418, 429, 429, 500, 500, 502, 503, 503, 504}[random.IntN(16)]
	}
	after := func() string { return []string{"", "0", "3", "20", "Fri, 31 Dec 1999 23:59:59 GMT"}[random.IntN(5)] }
	rules := []Rule{
		{Kind: Close, AfterBytes: bytes()},
		{Kind: Close, AfterBytes: bytes(), Reset: true},
		{Kind: Stall, AfterBytes: bytes(), Seconds: seconds(50)},
		{Kind: BlackHole, AfterBytes: bytes()},
		{Kind: Swallow},
		{Kind: Swallow, Reset: true},
		{Kind: Swallow, Never: true},
		{Kind: Answer, Status: status(), RetryAfter: after()},
		{Kind: Answer, Status: status(), RetryAfter: after(), Body: "{\"status\":\"error\"}", ContentType: "application/json"},
		{Kind: Answer, Status: status(), RetryAfter: after(), Early: true, AfterBytes: bytes()},
		{Kind: Answer, Status: status(), RetryAfter: after(), Handled: true},
		{Kind: Answer, Status: http.StatusOK, Empty: true, Handled: true},
		{Kind: Answer, Status: http.StatusOK, Handled: chance()},
		{Kind: Answer, Status: http.StatusFound, Location: "https://wifi.hotel.example/welcome", Handled: chance()},
		{Kind: Answer, Status: http.StatusTemporaryRedirect, Location: "/elsewhere", Handled: chance()},
		{Kind: Garbage, Handled: chance()},
		{Kind: EndlessHeaders, Handled: chance()},
		{Kind: Portal, Location: []string{"", "https://wifi.hotel.example/"}[random.IntN(2)]},
		{Kind: Delay, Seconds: seconds(100)},
		{Kind: Trickle, Seconds: seconds(1)},
		{Kind: Truncate},
		{Kind: Truncate, Reset: true},
		{Kind: Length, Bytes: 1 + random.Int64N(1000)},
		{Kind: Length, Bytes: -1 - random.Int64N(100)},
		{Kind: Gzip},
		{Kind: Informational, Times: 1 + random.IntN(50)},
		{Kind: CloseIdle},
		{Kind: Duplicate},
		{Kind: EndTokens},
		{Kind: DropParts},
		{Kind: RefuseSignIn},
		{Kind: Date, Seconds: float64(random.IntN(14400) - 7200), Clock: chance()},
	}
	random.Shuffle(len(rules), func(i, j int) { rules[i], rules[j] = rules[j], rules[i] })
	return rules
}
