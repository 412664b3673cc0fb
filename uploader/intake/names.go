package intake

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// compareNames orders names as file managers do: runs of digits by their value, letters without regard to case. Names that are equal
// in this sense are told apart by their bytes, so that the order is the same every time.
func compareNames(a, b string) int {
	restA, restB := a, b
	for restA != "" && restB != "" {
		numberA, afterA := leadingNumber(restA)
		numberB, afterB := leadingNumber(restB)
		if numberA != "" && numberB != "" {
			if order := compareNumbers(numberA, numberB); order != 0 {
				return order
			}
			restA, restB = afterA, afterB
			continue
		}
		runeA, sizeA := utf8.DecodeRuneInString(restA)
		runeB, sizeB := utf8.DecodeRuneInString(restB)
		if order := cmp.Compare(unicode.ToLower(runeA), unicode.ToLower(runeB)); order != 0 {
			return order
		}
		restA, restB = restA[sizeA:], restB[sizeB:]
	}
	return cmp.Or(cmp.Compare(len(restA), len(restB)), cmp.Compare(a, b))
}

func leadingNumber(text string) (digits, rest string) {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	return text[:end], text[end:]
}

func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
