package words

import "twentythree-uploader/uploader"

// Problem is what is wrong with one field and what to do, for the line beside the field and in the row. fields are the account's
// own fields, for their labels.
func (w *Words) Problem(p uploader.Problem, fields ...uploader.FieldDefinition) string {
	key := Key("problem." + string(p.Code))
	switch {
	case p.Code == uploader.ProblemMissing && p.Field == uploader.FieldTitle:
		key = ProblemMissingTitle
	case p.Code == uploader.ProblemMissing && p.Field == uploader.FieldCategories:
		key = ProblemMissingCategory
	case p.Field == "" && p.Code != uploader.ProblemCameraName:
		key = ProblemUnnamed
	case !w.has(key):
		key = ProblemOther
	}
	return w.T(key, Text("field", w.Field(p.Field, fields...)), Text("value", p.Value))
}

// Field is a field's label. fields are the account's own fields; one that they do not name is called by its key.
func (w *Words) Field(field uploader.Field, fields ...uploader.FieldDefinition) string {
	company, isCompany := field.CompanyKey()
	if !isCompany {
		if key := Key("field." + string(field)); w.has(key) {
			return w.T(key)
		}
		return string(field)
	}
	for _, definition := range fields {
		if definition.Key == company {
			return definition.In(string(w.language)).Label
		}
	}
	return company
}
