"""Forms as this site asks them: what was typed survives, a refusal stands beside its field, and
when two people change one row both texts are shown.

`web.form_page` draws them and calls the service with `values()`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.manager import BaseManager

from audit.models.conflict import EditConflict
from documents.statuses import Tag
from timescales.date_format import long_day
from web.confirmation import CHECKED, NAMES, asked, look_over
from web.kept_text import TYPED_BY, signature

BothTexts = list[tuple[str, str, str]]
SOMETHING_NEW = "Something new was said about this. Read it, then send again."


class Offered(Protocol):
    """A row that is offered as a status: an entry of a legend."""

    @property
    def pk(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def definition(self) -> str: ...
    @property
    def tag(self) -> Tag: ...


class PageForm(forms.Form):
    """A form that fills one page. Its fields are named as the service's arguments.

    Made with `row`, it is filled from the row; a subclass whose fields are not named as the row's
    says in `said_by` what the row says. `kept` is what the person had typed before they had to sign
    in again. A subclass says its `button`, and where it needs to its `layout` and its `values`.
    """

    button = "Save"
    warning = False  # whether the button warns: what it does is not taken back
    guarded = True  # whether the guard looks over what is typed: it is kept
    doubted = True  # whether what it doubts has to be confirmed
    shows_optional = True  # whether a label says that its field may be left empty
    shows_errors = (
        True  # whether errors stand at the fields, and not in a section of the page's own
    )
    choice_hints: dict[str, dict[str, str]]
    choice_statuses: dict[str, dict[str, Tag]]

    typed_by = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        user: AbstractBaseUser | AnonymousUser,
        kept: Mapping[str, Sequence[str]] | None = None,
        row: models.Model | None = None,
        initial: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        first = self.said_by(row) if row else {}
        kwargs["initial"] = {**first, **(initial or {})}
        super().__init__(*args, **kwargs)
        self.stood = dict(self.initial)  # what somebody wrote before: it is not doubted anew
        for name, values in (kept or {}).items():
            if name in self.fields and values:
                many = isinstance(self.fields[name], forms.MultipleChoiceField)
                self.initial[name] = list(values) if many else values[-1]
        self.writer = user
        self.initial[TYPED_BY] = signature(user)
        self.put(TYPED_BY, self.initial[TYPED_BY])

    def said_by(self, row: models.Model) -> dict[str, Any]:
        """The values of the fields as they stand on `row`."""
        names = [name for name in self.base_fields if hasattr(row, name)]
        values = [(name, getattr(row, name)) for name in names]
        return {
            name: list(value.all()) if isinstance(value, BaseManager) else value
            for name, value in values
        }

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.guarded:
            look_over(self, self.writer, doubts=self.doubted)

    def counts_most(self) -> int:
        """The highest number of children that the readers of what is typed are kept from; 0 where
        no audience reads it."""
        return 0

    @property
    def asks_check(self) -> bool:
        """Whether the guard doubts something that a tick may settle; a page that draws the form's
        fields one by one includes `web/components/checked.html`."""
        return CHECKED in self.fields

    @property
    def free_text(self) -> bool:
        """Whether somebody writes sentences here, which may have to be released one day."""
        return any(isinstance(field.widget, forms.Textarea) for field in self.fields.values())

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is drawn, made when it is first asked for: all its fields are there then."""
        helper = FormHelper()
        helper.show_optional = self.shows_optional
        helper.form_show_errors = self.shows_errors
        hidden = [field.name for field in self.hidden_fields() if field.name not in NAMES]
        helper.layout = Layout(*self.layout(), *asked(self), *hidden)
        for button in self.buttons():
            helper.add_input(button)
        return helper

    def layout(self) -> Sequence[Any]:
        """Fields in the order in which they are asked, or crispy's boxes of them."""
        return [field.name for field in self.visible_fields() if field.name not in NAMES]

    def buttons(self) -> Sequence[Submit]:
        css = "govuk-button--warning" if self.warning else ""
        return [Submit("save", self.button, css_class=css)]

    def values(self) -> dict[str, Any]:
        """What the person gave, for the service: every field by its name."""
        return {name: value for name, value in self.cleaned_data.items() if name != TYPED_BY}

    @property
    def taken_out(self) -> list[str]:
        """What could not be kept of the texts that were sent, in words, after `is_valid`."""
        return [
            f"{self[name].label}: {note}"
            for name, field in self.fields.items()
            for note in getattr(field, "notes", ())
        ]

    def refuse(self, error: ValidationError) -> None:
        """Put a service's refusal beside the fields it names, or at the head of the form."""
        named = getattr(error, "error_dict", None) or {NON_FIELD_ERRORS: error.error_list}
        for name, errors in named.items():
            self.add_error(name if name in self.fields else None, errors)

    def put(self, name: str, value: str) -> None:
        """Change one value of a form that was sent, before it is drawn again."""
        if self.is_bound:
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix(name)] = value  # type: ignore[index]

    def typed(self, name: str) -> str:
        """The text of a field as the person sent it."""
        return str(self.data.get(self.add_prefix(name), "")).strip()

    def offer(self, name: str, choices: Iterable[Any]) -> None:
        """Give a field its choices: rows, or pairs of a value and its label."""
        if name in self.fields:
            field: Any = self.fields[name]
            rows = hasattr(field, "queryset")
            setattr(field, "queryset" if rows else "choices", choices if rows else list(choices))

    def offer_statuses(
        self, name: str, entries: Iterable[Offered], hints: Mapping[str, str] | None = None
    ) -> None:
        """Make field `name` a choice among statuses, each drawn as its tag, with a hint by key:
        what the legend says of it, where no `hints` are given."""
        rows = {str(entry.pk): entry for entry in entries}
        self.offer(name, [(key, entry.label) for key, entry in rows.items()])
        said = {key: row.definition for key, row in rows.items()} if hints is None else dict(hints)
        self.choice_hints = {name: said}
        self.choice_statuses = {name: {key: entry.tag for key, entry in rows.items()}}


class VersionedForm(PageForm):
    """A form for a row that somebody else may be changing at the same time.

    Made with `row`, it knows the row's version, which the service gets as `expected`. After an
    EditConflict `conflict` is the row as it stands now, `both_texts` are what differs, and the next
    press writes over what is shown.
    """

    conflict_words = (
        "The parts that differ are side by side. What you wrote is still in the form below: change "
        "it where theirs should stand, then save. Saving puts your text in the place of theirs."
    )

    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict: models.Model | None = None

    def said_by(self, row: models.Model) -> dict[str, Any]:
        return {**super().said_by(row), "expected": _version(row)}

    def clean_expected(self) -> int:
        """The version that the form was drawn from; none is as good as an old one."""
        return self.cleaned_data["expected"] or 0

    def refuse(self, error: ValidationError) -> None:
        if isinstance(error, EditConflict):
            self.conflict = error.current
            self.put("expected", str(_version(error.current)))
            self.shows_errors = False  # the page's own section says it, with both texts
        super().refuse(error)

    def both_texts(self) -> BothTexts:
        """Label, the text as it is now and this person's, for each field where they differ."""
        theirs = self.said_by(self.conflict) if self.conflict else {}
        rows = [
            (
                str(self.fields[name].label),
                _printed(self.fields[name], value),
                _printed(self.fields[name], self.cleaned_data.get(name)),
            )
            for name, value in theirs.items()
            if name in self.fields and not self[name].is_hidden
        ]
        return [row for row in rows if row[1] != row[2]]


class AnsweringForm(PageForm):
    """A form that answers one row, `about`: what was said since it was drawn is read first."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: models.Model, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": about.pk}, **kwargs)
        self.about = about

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("seen") not in (None, self.about.pk):
            self.put("seen", str(self.about.pk))
            raise ValidationError(SOMETHING_NEW)
        return self.cleaned_data

    def refuse(self, error: ValidationError) -> None:
        """After what came in the same instant the next press is of one who has read it."""
        if isinstance(error, EditConflict):
            self.put("seen", str(error.current.pk))
        super().refuse(error)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "seen"}


def _version(row: models.Model | None) -> int:
    return getattr(row, "row_version", 0)


def _printed(field: Any, value: Any) -> str:
    """A value of `field` as people read it; the label of a choice, one line for each of several."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return long_day(value)
    if isinstance(value, list | tuple | models.QuerySet):
        return "\n".join(_printed(field, one) for one in value)
    if isinstance(value, models.Model):
        return str(field.label_from_instance(value))
    labels = dict(_labels(getattr(field, "choices", ())))
    return labels.get(str(value), str(value)).replace("\r\n", "\n").strip()


def _labels(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Each choice with its label, those of groups too."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _labels(label)
        else:
            yield str(key), str(label)
