"""The form pack's HTML, whole: what a screen reader and the error summary rely on."""

import datetime as dt
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Div, Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.test.html import parse_html

from documents.statuses import default_tag
from web.templatetags.form_parts import ErrorItem, error_items, kind_of

RATINGS = [("3", "Amber"), ("4", "Red")]


def form_of(data: dict[str, Any] | None = None, /, **fields: forms.Field) -> forms.Form:
    """A form with these fields whose layout is drawn without a form tag."""
    form = type("Sample", (forms.Form,), fields)(data)
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    return form


def drawn(form: forms.Form, *layout: object) -> Any:
    if layout:
        form.helper.layout = Layout(*layout)
    return parse_html(render_crispy_form(form))


RATED = """
<div id="div_id_rating" class="govuk-form-group govuk-form-group--error">
  <fieldset class="govuk-fieldset" aria-describedby="id_rating_helptext id_rating_error">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Rating</legend>
    <div id="id_rating_helptext" class="govuk-hint">As you see it.</div>
    <p id="id_rating_error" class="govuk-error-message">
      <span class="govuk-visually-hidden">Error:</span> This field is required.</p>
    <div class="govuk-radios govuk-radios--small" data-module="govuk-radios">
      <div class="govuk-radios__item">
        <input class="govuk-radios__input" id="id_rating_0" name="rating" type="radio" value="3"
          aria-describedby="id_rating_0_hint">
        <label class="govuk-label govuk-radios__label" for="id_rating_0">
          <strong class="cpc-status cpc-status--at_risk cpc-colour-b85c00">
            <span class="cpc-status__symbol" aria-hidden="true">▲</span> Amber</strong></label>
        <div id="id_rating_0_hint" class="govuk-hint govuk-radios__hint">
          It may &lt;stop&gt;.</div>
      </div>
      <div class="govuk-radios__item">
        <input class="govuk-radios__input" id="id_rating_1" name="rating" type="radio" value="4">
        <label class="govuk-label govuk-radios__label" for="id_rating_1">Red</label>
      </div>
    </div>
  </fieldset>
</div>"""


def test_radios_carry_the_legends_definitions_their_status_and_the_error():
    form = form_of(
        {},
        rating=forms.ChoiceField(
            choices=RATINGS, widget=forms.RadioSelect, help_text="As you see it."
        ),
    )
    form.choice_hints = {"rating": {"3": "It may <stop>."}}
    form.choice_statuses = {"rating": {"3": default_tag("at_risk", "Amber")}}

    assert drawn(form) == parse_html(RATED)


def test_error_stands_beside_its_field_and_is_tied_to_it():
    form = form_of({}, title=forms.CharField(help_text="As it is printed."))

    assert drawn(form) == parse_html(
        """
<div id="div_id_title" class="govuk-form-group govuk-form-group--error">
  <label class="govuk-label govuk-label--s" for="id_title">Title</label>
  <div id="id_title_helptext" class="govuk-hint">As it is printed.</div>
  <p id="id_title_error" class="govuk-error-message">
    <span class="govuk-visually-hidden">Error:</span> This field is required.</p>
  <input type="text" name="title" class="govuk-input govuk-input--error" aria-invalid="true"
    aria-describedby="id_title_helptext id_title_error" required id="id_title">
</div>"""
    )


def test_date_that_is_known_is_shown_as_people_write_it():
    form = form_of(due=forms.DateField(initial="2026-07-01"))
    form.initial = {"due": forms.DateField().clean("2026-07-01")}

    assert 'value="1 July 2026"' in render_crispy_form(form)


@pytest.mark.parametrize(
    "typed",
    ["31 July 2022", "31 jul 2022", "31/7/2022", "31/07/22", "31.7.2022", "31.7.22", "2022-07-31"],
)
def test_date_is_taken_as_people_type_it(typed: str):
    assert forms.DateField().clean(typed) == dt.date(2022, 7, 31)


def test_layout_draws_fieldset_conditional_block_and_buttons():
    form = form_of(reason=forms.CharField())
    form.helper.add_input(Submit("save", "Save", css_class="govuk-button--warning"))
    form.helper.add_input(Button("later", "Later"))

    assert drawn(
        form, Fieldset("Progress", Div("reason", data_shown_when="rating:3 4"))
    ) == parse_html(
        """
<fieldset class="govuk-fieldset cpc-fieldset">
  <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Progress</legend>
  <div data-shown-when="rating:3 4">
    <div id="div_id_reason" class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for="id_reason">Reason</label>
      <input type="text" name="reason" class="govuk-input" required id="id_reason">
    </div>
  </div>
</fieldset>
<div class="govuk-button-group">
  <button type="submit" name="save" value="Save" class="govuk-button govuk-button--warning"
    id="submit-id-save" data-module="govuk-button" data-prevent-double-click="true">Save</button>
  <button type="button" name="later" value="Later" class="govuk-button govuk-button--secondary"
    id="button-id-later" data-module="govuk-button" data-prevent-double-click="true">Later</button>
</div>"""
    )


def test_form_tag_leaves_the_checks_to_the_server_and_sends_files():
    form = form_of(file=forms.FileField())
    form.helper.form_tag = True

    assert str(render_crispy_form(form)).startswith(
        '<form method="post" novalidate enctype="multipart/form-data">'
    )


def everything_wrong() -> forms.Form:
    form = form_of(
        {},
        title=forms.CharField(),
        why=forms.CharField(label="Why is it late?"),
        rating=forms.ChoiceField(choices=RATINGS, widget=forms.RadioSelect),
        outcomes=forms.MultipleChoiceField(choices=RATINGS, widget=forms.CheckboxSelectMultiple),
        due=forms.DateField(error_messages={"required": "Give a due date."}, label="Due date"),
        version=forms.IntegerField(widget=forms.HiddenInput),
    )
    form.add_error(None, "Somebody else was quicker.")
    return form


def test_error_summary_links_to_ids_that_exist():
    items = error_items(everything_wrong())

    assert items == [
        ErrorItem("Somebody else was quicker.", "form-errors"),
        ErrorItem("Title: This field is required.", "id_title"),
        ErrorItem("Why is it late? This field is required.", "id_why"),
        ErrorItem("Rating: This field is required.", "id_rating_0"),
        ErrorItem("Outcomes: This field is required.", "id_outcomes_0"),
        ErrorItem("Give a due date.", "id_due"),
        ErrorItem("Version: This field is required.", "form-errors"),
    ]
    page = render_crispy_form(everything_wrong())
    assert [item.target for item in items if f'id="{item.target}"' not in page] == []


@pytest.mark.parametrize("nothing", ["", None, 3])
def test_page_without_a_form_has_no_errors(nothing: object):
    assert error_items(nothing) == []


def test_form_that_nobody_has_sent_has_no_errors():
    assert error_items(form_of(title=forms.CharField())) == []


def test_formset_lists_the_errors_of_all_its_forms():
    made = forms.formset_factory(type("One", (forms.Form,), {"title": forms.CharField()}))
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-title": "A"}

    assert error_items(made(data)) == [
        ErrorItem("Title: This field is required.", "id_form-1-title")
    ]


def test_filter_fields_do_not_say_optional():
    template = Template('{% include "cpc/field.html" with field=form.words form_method="get" %}')
    form = form_of(words=forms.CharField(required=False))

    assert parse_html(template.render(Context({"form": form}))) == parse_html(
        """
<div id="div_id_words" class="govuk-form-group">
  <label class="govuk-label" for="id_words">Words</label>
  <input type="text" name="words" class="govuk-input" id="id_words">
</div>"""
    )


@pytest.mark.parametrize(
    ("widget", "kind"),
    [
        (forms.EmailInput(), "text"),
        (forms.NumberInput(), "text"),
        (forms.SelectMultiple(), "select"),
        (forms.MultipleHiddenInput(), "hidden"),
    ],
)
def test_kind_of_widget(widget: forms.Widget, kind: str):
    assert kind_of(widget) == kind
