package app

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/sheet"
)

// sheets is the spreadsheet that was opened last; the ones before are void.
type sheets struct {
	mu     sync.Mutex
	number int
	name   string
	table  sheet.Table
	fields []uploader.Field
}

// OpenSheet reads a spreadsheet with details of videos. What it would change comes as an update; nothing is changed.
func (a *App) OpenSheet(path string) {
	a.owned.Go(func() {
		table, err := readSheet(path)
		opened := a.sheets.open(filepath.Base(path), table)
		if err != nil {
			a.announceSheet(uploader.Sheet{Number: opened, Name: filepath.Base(path), Problem: sheetProblem(err)})
			return
		}
		a.tellSheet(opened)
		a.learnCategories(opened)
	})
}

// MapSheet says what the columns of an opened spreadsheet hold.
func (a *App) MapSheet(number int, fields []uploader.Field) {
	fields = slices.Clone(fields)
	a.owned.Go(func() {
		if a.sheets.hold(number, fields) {
			a.tellSheet(number)
			a.learnCategories(number)
		}
	})
}

// LeaveSheet forgets an opened spreadsheet.
func (a *App) LeaveSheet(number int) { a.sheets.leave(number) }

func (s *sheets) open(name string, table sheet.Table) (number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	s.name, s.table, s.fields = name, table, table.Guess()
	return s.number
}

// hold notes what the columns hold, and reports whether the sheet is still the opened one.
func (s *sheets) hold(number int, fields []uploader.Field) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.number != number || len(fields) != len(s.table.Headings) {
		return false
	}
	s.fields = fields
	return true
}

func (s *sheets) leave(number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.number == number {
		s.name, s.table, s.fields = "", sheet.Table{}, nil
	}
}

func (s *sheets) get(number int) (name string, table sheet.Table, fields []uploader.Field, there bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.name, s.table, slices.Clone(s.fields), s.number == number && s.table.Headings != nil
}

// tellSheet tells how the opened spreadsheet is understood now.
func (a *App) tellSheet(number int) {
	name, table, fields, there := a.sheets.get(number)
	if !there {
		return
	}
	lines := table.Match(fields, sheet.List{
		Uploads: a.engine.Uploads(), Categories: a.setups.offeredBy, Zone: a.zoneOf, Local: time.Local, Now: a.options.Now(),
		DraftsOnly: a.Rules().DraftsOnly(),
	})
	a.announceSheet(uploader.Sheet{Number: number, Name: name, Columns: table.Columns(fields), Lines: lines})
}

func (a *App) zoneOf(id uploader.AccountID) string {
	known, _ := a.accounts.find(id)
	return known.Zone
}

func (a *App) announceSheet(opened uploader.Sheet) {
	if a.ctx.Err() == nil {
		a.engine.Announce(uploader.Update{Sheet: &opened})
	}
}

// learnCategories asks the sites for their categories where the spreadsheet names some, and tells the sheet anew.
func (a *App) learnCategories(number int) {
	_, _, fields, there := a.sheets.get(number)
	if !there || !slices.Contains(fields, uploader.FieldCategories) {
		return
	}
	var asked []uploader.AccountID
	for _, upload := range a.engine.Uploads() {
		_, told := a.setups.offeredBy(upload.Account)
		if upload.Account != "" && !told && !slices.Contains(asked, upload.Account) {
			asked = append(asked, upload.Account)
			a.loadCatalogue(upload.Account)
		}
	}
	if len(asked) > 0 {
		a.tellSheet(number)
	}
}

// readSheet never waits for the other end of a pipe and never reads more than a spreadsheet may have.
func readSheet(path string) (sheet.Table, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return sheet.Table{}, err
	case !info.Mode().IsRegular():
		return sheet.Table{}, &sheet.Problem{Code: uploader.SheetUnreadable}
	case info.Size() > sheet.MaxSize:
		return sheet.Table{}, &sheet.Problem{Code: uploader.SheetTooLarge}
	}
	file, err := os.Open(path)
	if err != nil {
		return sheet.Table{}, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, sheet.MaxSize+1))
	if err != nil {
		return sheet.Table{}, err
	}
	return sheet.Read(data)
}

func sheetProblem(err error) uploader.SheetProblem {
	var known *sheet.Problem
	if errors.As(err, &known) {
		return known.Code
	}
	return uploader.SheetUnreadable
}
