"""What a person decided of words, said to people."""

from collections.abc import Callable, Mapping
from typing import Final

from documents.enums import Canonical
from imports.enums import Subject
from imports.rules.columns.column import LABELS, Role
from imports.rules.leads.joins import Target
from imports.rules.words.meanings import AS_WORDS, ONGOING, day_of
from timescales.date_format import long_day

_KEPT: Final = {
    Subject.STATUS: "The words are kept: not rated",
    Subject.TIMESCALE: "The words are kept: no date is read",
    Subject.LEAD: "The words are kept: nobody leads",
}


def spoken(subject: Subject, value: str) -> str:
    """`value` of words about `subject` (imports.rules.words.meanings) in plain words."""
    if value == AS_WORDS:
        return _KEPT[subject]
    return _SAID[subject](value)


def _column(value: str) -> str:
    return LABELS[Role(value)] if value in set(Role) else value


def _status(value: str) -> str:
    state, _, code = value.partition(":")
    label = Canonical(state).label if state in set(Canonical) else state
    return f"{label} ({code})" if code else str(label)


def _timescale(value: str) -> str:
    if value == ONGOING:
        return "Ongoing: no date"
    day = day_of(value)
    return f"By {long_day(day)}" if day else value


def _lead(value: str) -> str:
    target, _, name = value.partition(":")
    kinds = {Target.POST.value: "The post", Target.GROUP.value: "The group"}
    return f"{kinds[target]} {name}" if target in kinds else "A new post of this name"


_SAID: Final[Mapping[Subject, Callable[[str], str]]] = {
    Subject.COLUMN: _column,
    Subject.STATUS: _status,
    Subject.TIMESCALE: _timescale,
    Subject.LEAD: _lead,
}
