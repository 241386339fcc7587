"""Every kind of field as the pack draws it, whole."""

import pytest
from django import forms
from django.test.html import parse_html

from tests.pages.test_crispy_pack import RATINGS, drawn, form_of

TEXT = """
<div id="div_id_title" class="govuk-form-group">
  <label class="govuk-label govuk-label--s" for="id_title">Title</label>
  <div id="id_title_helptext" class="govuk-hint">As it is printed.</div>
  <input type="text" name="title" class="govuk-input" aria-describedby="id_title_helptext"
    required id="id_title">
</div>"""

OPTIONAL = """
<div id="div_id_title" class="govuk-form-group">
  <label class="govuk-label govuk-label--s" for="id_title">Title
    <span class="cpc-optional">(optional)</span></label>
  <input type="text" name="title" class="govuk-input govuk-input--width-5" id="id_title">
</div>"""

DATE = """
<div id="div_id_due" class="govuk-form-group">
  <label class="govuk-label govuk-label--s" for="id_due">New date</label>
  <div id="id_due_helptext" class="govuk-hint">For example, 31 July 2026</div>
  <input type="text" name="due" class="govuk-input govuk-input--width-10"
    aria-describedby="id_due_helptext" required id="id_due">
</div>"""

LONG = """
<div id="div_id_reason" class="govuk-form-group govuk-character-count"
  data-module="govuk-character-count" data-maxlength="600">
  <label class="govuk-label govuk-label--s" for="id_reason">Reason</label>
  <textarea name="reason" cols="40" rows="5" maxlength="600" required id="id_reason"
    class="govuk-textarea govuk-js-character-count" aria-describedby="id_reason-info"></textarea>
  <div id="id_reason-info" class="govuk-hint govuk-character-count__message">
    You can enter up to 600 characters</div>
</div>"""

SELECT = """
<div id="div_id_lead" class="govuk-form-group">
  <label class="govuk-label govuk-label--s" for="id_lead">Lead</label>
  <select name="lead" class="govuk-select" id="id_lead">
    <option value="3">Amber</option><option value="4">Red</option></select>
</div>"""

FILE = """
<div id="div_id_file" class="govuk-form-group">
  <label class="govuk-label govuk-label--s" for="id_file">Spreadsheet</label>
  <input type="file" name="file" class="govuk-file-upload" required id="id_file">
</div>"""

CHECKBOX = """
<div id="div_id_agreed" class="govuk-form-group">
  <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
    <div class="govuk-checkboxes__item">
      <input type="checkbox" name="agreed" class="govuk-checkboxes__input" required id="id_agreed">
      <label class="govuk-label govuk-checkboxes__label" for="id_agreed">Agreed</label>
    </div>
  </div>
</div>"""

CHECKBOXES = """
<div id="div_id_outcomes" class="govuk-form-group">
  <fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Outcomes</legend>
    <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" id="id_outcomes_0" name="outcomes"
          type="checkbox" value="3" checked>
        <label class="govuk-label govuk-checkboxes__label" for="id_outcomes_0">Amber</label>
      </div>
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" id="id_outcomes_1" name="outcomes"
          type="checkbox" value="4">
        <label class="govuk-label govuk-checkboxes__label" for="id_outcomes_1">Red</label>
      </div>
    </div>
  </fieldset>
</div>"""

PASSWORD = """
<div id="div_id_password" class="govuk-form-group">
  <label class="govuk-label govuk-label--s" for="id_password">Password</label>
  <input type="password" name="password" class="govuk-input" required id="id_password">
</div>"""

HIDDEN = '<input type="hidden" name="version" value="3" id="id_version">'


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("title", forms.CharField(help_text="As it is printed."), TEXT),
        (
            "title",
            forms.CharField(
                required=False,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-5", "placeholder": "Title"}
                ),
            ),
            OPTIONAL,
        ),
        ("due", forms.DateField(label="New date"), DATE),
        ("reason", forms.CharField(widget=forms.Textarea, max_length=600), LONG),
        ("lead", forms.ChoiceField(choices=RATINGS), SELECT),
        ("file", forms.FileField(label="Spreadsheet"), FILE),
        ("agreed", forms.BooleanField(), CHECKBOX),
        (
            "outcomes",
            forms.MultipleChoiceField(
                choices=RATINGS, initial=["3"], widget=forms.CheckboxSelectMultiple
            ),
            CHECKBOXES,
        ),
        ("password", forms.CharField(widget=forms.PasswordInput), PASSWORD),
        ("version", forms.IntegerField(widget=forms.HiddenInput, initial=3), HIDDEN),
    ],
)
def test_each_kind_of_field_is_drawn_whole(name: str, field: forms.Field, expected: str):
    assert drawn(form_of(**{name: field})) == parse_html(expected)
