"""What the guard says of a form: a refusal beside the field, or a doubt that its writer settles.

A doubt is settled by a tick and a reason. They hold for the text that they were given for: when it
is changed they are asked for again. A text that stood there before is not doubted anew. Where an
audience reads what is written (`counts_most` says what it is kept from), small numbers of children
are doubted as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from crispy_forms.layout import Fieldset
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac

from guard.door import CODE, note_refused
from guard.enums import Kind, Outcome, Verdict
from guard.notes import Noted, note
from guard.queries.adjustments import tuning_for
from guard.rules.counts import MOST, small_counts, worth_counting
from guard.rules.examination import CLEAR, UNTUNED, Examination, Tuning, examine
from guard.rules.plain import plain
from guard.rules.words import advice, refusal, sentences
from web.fields import TextField

CHECKED: Final = "checked"
WHY: Final = "checked_why"
OF: Final = "checked_of"
NAMES: Final = frozenset({CHECKED, WHY, OF})
SAY_WHY: Final = "Say in a few words why it has to stay."
NOT_IN_REASON: Final = "This may identify somebody too. Say why without saying who."
NAMES_NOBODY: Final = "this names no child"
MAY_BE_TOLD: Final = "these numbers may be told"
_ADDRESSES: Final = frozenset({Kind.EMAIL, Kind.MOBILE})  # what a field for addresses is for

User = AbstractBaseUser | AnonymousUser


class Looked(Protocol):
    """A page's form, as far as the guard knows it."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    stood: dict[str, Any]
    data: Any

    @property
    def errors(self) -> Any: ...
    def __getitem__(self, name: str) -> Any: ...
    def add_error(self, field: str | None, error: ValidationError | str) -> None: ...
    def add_prefix(self, field_name: str) -> str: ...
    def counts_most(self) -> int: ...


def look_over(form: Looked, user: User, *, doubts: bool = True) -> None:
    """Put beside each field what the guard says of its text; ask for a tick where that may settle
    it. To be called when the form has been cleaned."""
    texts = dict(_texts(form))
    seen = {name: one for name, text in texts.items() if (one := _seen(form, user, name, text))}
    refused = {name for name, one in seen.items() if one.verdict == Verdict.REFUSE}
    for name in refused:
        note_refused(seen[name], _place(form, name))
        form.add_error(name, ValidationError(refusal(seen[name]), code=CODE))
    doubted = {
        name: texts[name] for name in seen.keys() - refused if texts[name] != _before(form, name)
    }
    if doubted and doubts:
        _settle(form, doubted, seen)


def asked(form: Looked) -> list[Any]:
    """The part of the layout that settles a doubt, where there is one."""
    return [Fieldset("Have you checked?", CHECKED, WHY, OF)] if CHECKED in form.fields else []


def _texts(form: Looked) -> Iterator[tuple[str, str]]:
    """Every text that a person wrote into the form, and the names of files."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if isinstance(field, forms.FileField):
            yield name, str(getattr(value, "name", "") or "")
        elif isinstance(value, str) and _is_written(field):
            yield name, value


def _is_written(field: forms.Field) -> bool:
    """Whether a person's words stand in it, no choice, no password and nothing of the program's."""
    unread = isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    return isinstance(field, forms.CharField) and not unread


def _seen(form: Looked, user: User, name: str, text: str) -> Examination | None:
    field = form.fields[name]
    label = str(field.label or "")
    seen = examine(text, label, _tuning(form, user, text))
    if isinstance(field, forms.EmailField):
        kept = tuple(one for one in seen.sightings if one.kind not in _ADDRESSES)
        seen = Examination(kept) if kept else CLEAR
    return seen if seen.sightings else None


def _tuning(form: Looked, user: User, text: str) -> Tuning:
    """What is asked of the database only where a text could need it."""
    digits = any(sign.isdigit() for sign in text)
    tuning = tuning_for(user) if digits else UNTUNED
    if worth_counting(text) and any(small_counts(plain(text), MOST)):
        return replace(tuning, counts=form.counts_most())
    return tuning


def _before(form: Looked, name: str) -> str:
    return str(form.stood.get(name, form.fields[name].initial) or "").replace("\r\n", "\n")


def _settle(form: Looked, doubted: Mapping[str, str], seen: Mapping[str, Examination]) -> None:
    mark = _mark(doubted)
    data: Any = form.data
    ticked = bool(data.get(form.add_prefix(CHECKED))) and constant_time_compare(
        data.get(form.add_prefix(OF), ""), mark
    )
    why = str(data.get(form.add_prefix(WHY), "")).strip()
    _add_fields(form, mark, _checked(seen[name] for name in doubted), ticked=ticked)
    if not ticked:
        for name in doubted:
            form.add_error(
                name, ValidationError([*sentences(seen[name]), advice(seen[name])], code=CODE)
            )
    elif not why:
        form.add_error(WHY, SAY_WHY)
    elif examine(why).sightings:
        form.add_error(WHY, ValidationError(NOT_IN_REASON, code=CODE))
    elif not form.errors:
        for name in doubted:
            for kind in seen[name].kinds:
                note(Noted(_place(form, name), kind, Outcome.CONFIRMED, why))


def _checked(doubted: Iterable[Examination]) -> str:
    """What a person says by the tick."""
    kinds = {kind for one in doubted for kind in one.kinds}
    said = [NAMES_NOBODY] if kinds - {Kind.COUNT} else []
    return f"I have checked: {', and '.join([*said, MAY_BE_TOLD] if Kind.COUNT in kinds else said)}"


def _add_fields(form: Looked, mark: str, label: str, *, ticked: bool) -> None:
    """The fields that ask; what was sent of them is shown only while it holds."""
    form.fields[CHECKED] = forms.BooleanField(label=label, required=False)
    form.fields[WHY] = TextField(label="Why it has to stay", max_length=200, required=False)
    form.fields[OF] = forms.CharField(widget=forms.HiddenInput, required=False)
    data: Any = form.data
    form.data = data.copy()
    form.data[form.add_prefix(OF)] = mark
    if not ticked:
        form.data.pop(form.add_prefix(CHECKED), None)


def _mark(doubted: Mapping[str, str]) -> str:
    """Which texts a tick is for: nothing of them can be read out of it."""
    joined = "\0".join(f"{name}\0{text}" for name, text in sorted(doubted.items()))
    return salted_hmac("web.confirmation", joined).hexdigest()


def _place(form: Looked, name: str) -> str:
    return str(form[name].label)
