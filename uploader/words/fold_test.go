package words

import "testing"

func TestTextsAreInTheOrderOfTheLanguage(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		language Language
		ordered  []string
	}{
		{German, []string{"Dänisch", "Deutsch", "Englisch", "Österreichisch", "Polnisch"}},
		{Danish, []string{"Fransk", "færøsk", "Grønlandsk", "Zulu", "Ærøsk"}},
		{English, []string{"Danish", "Éwé", "Finnish"}},
	} {
		for i := range row.ordered[1:] {
			if speak(row.language).Compare(row.ordered[i], row.ordered[i+1]) >= 0 {
				t.Errorf("%s: %q does not stand before %q", row.language, row.ordered[i], row.ordered[i+1])
			}
		}
	}
}
