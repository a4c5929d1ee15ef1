package stock

import (
	"strings"
	"testing"
)

// Names lists what is in stock, in whatever order the map gives.
func Names(stock map[string]int) string {
	var names []string
	for name := range stock {
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestCountsItems(t *testing.T) {
	if got := len(map[string]int{"ink": 3}); got != 1 {
		t.Errorf("got %d, want 1", got)
	}
}

func TestListsNames(t *testing.T) {
	if got := Names(map[string]int{"ink": 3, "pen": 9}); got != "ink pen" {
		t.Errorf("got %q, want %q", got, "ink pen")
	}
}
