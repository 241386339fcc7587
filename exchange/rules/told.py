"""An edit in words: those in which the product tells every difference. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.difference import changes
from documents.difference.measures import MEASURE
from documents.difference.texts import Part, parts
from exchange.rules.edits import Edit, EditKind

LABELS: Final = {
    EditKind.HEADING: "Headings changed",
    EditKind.NEW_HEADING: "Headings added",
    EditKind.ADDED: changes.LABELS["added"],
    EditKind.WORDS: changes.LABELS["wording"],
    EditKind.PLACE: changes.LABELS["place"],
    EditKind.LEAD: changes.LABELS["lead"],
    EditKind.DATE: changes.LABELS["date_moved"],
    EditKind.MEASURES: changes.LABELS[MEASURE],
    EditKind.MISSING: "Not in the file",
    EditKind.STATUS: "Status: to be given as an update",
    EditKind.TOLD: "Cannot be taken over",
}
ONLY_TOLD: Final = (EditKind.STATUS, EditKind.TOLD)
MARKED: Final = (EditKind.WORDS, EditKind.HEADING, EditKind.MEASURES)
_WORDS: Final = {
    "text": changes.WORDS["text"],
    "impact": changes.WORDS["expected_impact"],
    "timescale": changes.WORDS["timescale"],
    "number": changes.WORDS["number"],
    "evidence": "the evidence or measures of success",
}

_HEADING: Final = {"text": "words", "number": "number"}


@dataclass(frozen=True)
class Told:
    """An edit with its sentence and, where words changed, what was taken out and put in."""

    edit: Edit
    reference: str
    sentence: str
    words: Sequence[Part] = ()

    @property
    def picked(self) -> bool:
        """Whether it is ticked at first: what takes something away is not, nor what the plan says
        otherwise meanwhile."""
        return self.edit.kind != EditKind.MISSING and self.edit.now is None


def told(edit: Edit, reference: str, *, draft: bool) -> Told:
    """`reference` is what the action, or heading, is called; `draft` that the plan is one."""
    marked = edit.kind in MARKED
    words = parts(edit.before, edit.after) if marked else ()
    return Told(edit, reference, _sentence(edit, reference, draft=draft), words)


def _sentence(edit: Edit, reference: str, *, draft: bool) -> str:
    pair = f"{edit.after}; before, {'under ' if edit.kind == EditKind.PLACE else ''}{edit.before}"
    led = _listed(edit.after), _listed(edit.before)
    sentences = {
        EditKind.HEADING: f"{reference} has changed: its {_HEADING.get(edit.field, '')}.",
        EditKind.NEW_HEADING: f"“{edit.after}” is new.",
        EditKind.ADDED: f"“{edit.after}” is new, {edit.before}.",
        EditKind.WORDS: f"{reference} has changed: {_WORDS.get(edit.field, edit.field)}.",
        EditKind.PLACE: f"{reference} stands under {pair}.",
        EditKind.LEAD: f"{reference} is led by {led[0]}; before, by {led[1]}.",
        EditKind.DATE: _date(edit, reference, draft=draft),
        EditKind.MEASURES: f"{reference} has other measures.",
        EditKind.MISSING: f"{reference} is not in the file: “{edit.before}”",
        EditKind.STATUS: f"{reference} is {edit.after} in the file, and {edit.before} in the plan.",
        EditKind.TOLD: f"{edit.before} The file has: “{edit.after}”",
    }  # fmt: skip
    return sentences[edit.kind]


def _date(edit: Edit, reference: str, *, draft: bool) -> str:
    if draft or edit.due is None:
        return f"{reference} moved from {edit.before} to {edit.after}."
    return (
        f"{reference} asks to move from {edit.before} to {edit.after}. The present date stands "
        "until somebody else has decided."
    )


def _listed(names: str) -> str:
    *most, last = names.split("\n")
    return f"{', '.join(most)} and {last}" if most else last or "nobody"
