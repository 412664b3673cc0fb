package intake

import "testing"

func TestCompareNames(t *testing.T) {
	t.Parallel()
	inOrder := []string{"", "1", "01b", "2", "10", "10 a", "99999999999999999999", "100000000000000000000", "A", "a1", "a2", "a10", "B", "Ægir"}
	for i, a := range inOrder {
		for j, b := range inOrder {
			got := compareNames(a, b)
			if (i < j) != (got < 0) || (i == j) != (got == 0) {
				t.Errorf("%q against %q gives %d", a, b, got)
			}
		}
	}
}
