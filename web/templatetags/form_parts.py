"""What the "cpc" crispy pack (templates/cpc/) needs to know of a form field.

The pack draws govuk-frontend's markup. Hints, errors and the character count are tied to the
control by aria-describedby; the error summary links to ids that exist, for radios too.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.utils.safestring import SafeString

from documents.statuses import Tag
from timescales.date_format import LONG_DAY

register = template.Library()

FORM_ERRORS_ID: Final = "form-errors"

# The first row whose widget class fits says how the field is drawn.
KINDS: Final[tuple[tuple[type[forms.Widget], str], ...]] = (
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.DateInput, "date"),
)
CSS: Final = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "date": "govuk-input govuk-input--width-10",
    "text": "govuk-input",
}
DATE_HINT: Final = "For example, 31 July 2026"


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox of a group."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    status: Tag | None


@dataclass(frozen=True)
class Parts:
    """A bound field, taken apart for the template."""

    kind: str
    label: str
    hint: str
    hint_id: str
    error_id: str
    count_id: str
    described_by: str
    control_id: str
    max_length: int | None
    widget: SafeString
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ErrorItem:
    """A line of the error summary; `target` is the id that it links to."""

    text: str
    target: str


def kind_of(widget: forms.Widget) -> str:
    """How the pack draws a widget; "text" for any single-line input."""
    return next((kind for cls, kind in KINDS if isinstance(widget, cls)), "text")


@register.simple_tag
def field_parts(field: BoundField) -> Parts:
    """Ids, hint, rendered control and choices of `field`.

    A form may say more about its choices: `choice_hints` (field name → value → definition, printed
    beside the choice) and `choice_statuses` (field name → value → its tag).
    """
    kind = kind_of(field.field.widget)
    hint = field.help_text or (DATE_HINT if kind == "date" else "")
    limit = getattr(field.field, "max_length", None) if kind == "textarea" else None
    ids = {"hint": f"{field.auto_id}_helptext" if hint else "", "error": "", "count": ""}
    if field.errors:
        ids["error"] = f"{field.auto_id}_error"
    if limit:
        ids["count"] = f"{field.auto_id}-info"
    described_by = " ".join(filter(None, ids.values()))
    grouped = kind in ("radios", "checkboxes")
    return Parts(
        kind=kind,
        label=str(field.label),
        hint=str(hint),
        hint_id=ids["hint"],
        error_id=ids["error"],
        count_id=ids["count"],
        described_by=described_by,
        control_id=control_id(field),
        max_length=limit,
        widget=SafeString("") if grouped else _control(field, kind, described_by),
        choices=tuple(_choices(field)) if grouped else (),
    )


def control_id(field: BoundField) -> str:
    """The id of the first control that a person can put right; the form's own for hidden fields."""
    kind = kind_of(field.field.widget)
    if kind == "hidden":
        return FORM_ERRORS_ID
    own = str(field.field.widget.attrs.get("id") or field.auto_id)
    return f"{own}_0" if kind in ("radios", "checkboxes") else own


def _control(field: BoundField, kind: str, described_by: str) -> SafeString:
    widget = copy.deepcopy(field.field.widget)
    css = [CSS.get(kind, CSS["text"]), str(widget.attrs.pop("class", ""))]
    widget.attrs.pop("placeholder", None)  # it repeats the label and goes away when it is needed
    if kind == "textarea" and str(widget.attrs.get("rows")) == "10":
        widget.attrs["rows"] = "5"  # Django's default is taller than one screen of questions bears
    if kind == "hidden":
        return field.as_widget(widget)
    if isinstance(widget, forms.DateInput):
        widget.format = LONG_DAY
    if getattr(field.field, "max_length", None) and kind == "textarea":
        css.append("govuk-js-character-count")
    if field.errors and kind in ("text", "date", "textarea", "select", "file"):
        css.append(f"{CSS[kind].split()[0]}--error")
    attrs: dict[str, Any] = {"class": " ".join(filter(None, css))}
    if described_by:
        attrs["aria-describedby"] = described_by
    return field.as_widget(widget, attrs=attrs)


def _choices(field: BoundField) -> Iterator[Choice]:
    hints = getattr(field.form, "choice_hints", {}).get(field.name, {})
    statuses = getattr(field.form, "choice_statuses", {}).get(field.name, {})
    for subwidget in field.subwidgets:
        data = subwidget.data
        value = str(data["value"])
        yield Choice(
            id=str(data["attrs"].get("id", "")),
            name=data["name"],
            value=value,
            label=str(data["label"]),
            checked=bool(data["selected"]),
            disabled=bool(data["attrs"].get("disabled")),
            hint=str(hints.get(value, "")),
            status=statuses.get(value),
        )


@register.simple_tag
def error_items(form: object) -> list[ErrorItem]:
    """Lines of the error summary of a form or a formset, in the order of the fields."""
    if isinstance(form, BaseFormSet):
        nested = [item for one in form for item in error_items(one)]
        return [*_texts(form.non_form_errors()), *nested]
    if not isinstance(form, forms.BaseForm) or not form.is_bound:
        return []
    return [*_texts(form.non_field_errors()), *_field_items(form, form.errors)]


def _texts(errors: ErrorList) -> list[ErrorItem]:
    return [ErrorItem(str(text), FORM_ERRORS_ID) for text in errors]


def _field_items(form: forms.BaseForm, errors: ErrorDict) -> Iterator[ErrorItem]:
    for name in form.fields:
        for text in errors.get(name, ()):
            yield ErrorItem(_named(str(form[name].label), str(text)), control_id(form[name]))


def _named(label: str, text: str) -> str:
    """The error with the question it belongs to, since the summary stands apart from it."""
    if label.rstrip("?").lower() in text.lower():
        return text
    return f"{label} {text}" if label.endswith("?") else f"{label}: {text}"


@register.filter
def button_classes(classes: str) -> str:
    """crispy's button classes without Bootstrap's, so that only ours are printed."""
    kept = [name for name in classes.split() if name != "btn" and not name.startswith("btn-")]
    return " ".join(["govuk-button", *kept])
