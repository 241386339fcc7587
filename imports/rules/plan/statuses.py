"""What a printed status means, by the plan's legend first, then by the field's usual words."""

import re
from dataclasses import dataclass

from documents.enums import Canonical
from imports.rules.columns.state_words import (
    as_latin,
    is_plain_state,
    marked_state,
    tidy_state,
    usual_state,
)
from plans.rules.legends import Entry, Preset

_COLOUR_CODES = {"red": "R", "amber": "A", "yellow": "A", "green": "G", "blue": "B", "purple": "P"}


_COLOUR_OF = {"R": "red", "A": "amber", "G": "green", "B": "blue", "P": "purple"}
UNKNOWN_STATUS = "is not a status of the plan's legend: not rated."
_DISCS = {
    "🔴": "red", "🟥": "red", "🟠": "amber", "🟧": "amber", "🟡": "amber", "🟨": "amber",
    "🟢": "green", "🟩": "green", "🔵": "blue", "🟦": "blue", "🟣": "purple", "🟪": "purple",
}  # fmt: skip
_MARKS = re.compile(
    "[\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f\u2b00-\u2bff▲▼△▽►◄●◉⬤■◆\ufe0f"
    + "".join(_DISCS) + "⚫⚪⬛⬜]"
)  # fmt: skip


@dataclass(frozen=True)
class Status:
    """The canonical state, the legend's code behind it, and what a person should look at."""

    canonical: Canonical = Canonical.NOT_RATED
    code: str = ""
    doubt: str = ""


def understand_status(words: str, preset: Preset) -> Status:
    """Read a status cell by the plan's legend. Words that it does not know, nor the field, stay
    unrated with a doubt; arrows beside a status only say where it is going."""
    shown = as_latin(_without_marks(words))
    if not shown:
        return Status()
    for text in dict.fromkeys((shown, *_beginnings(shown))):
        status = _understand(text, preset)
        if status:
            return status
    return Status(doubt=f"“{words.strip()}” {UNKNOWN_STATUS}")


def ticked_status(header: str, preset: Preset) -> Status:
    """The status of an action that is ticked in a column of this name."""
    return _of_canonical(marked_state(header) or Canonical.NOT_RATED, header, preset)


def status_of(canonical: Canonical, code: str, preset: Preset) -> Status:
    """A state that a person chose; the legend's entry of that code, or its first of the state."""
    held = [entry for entry in preset.entries if entry.canonical == canonical]
    entry = next((one for one in held if one.code == code), next(iter(held), None))
    return Status(canonical, entry.code if entry else "")


def is_only_mark(words: str) -> bool:
    """A disc or an arrow that says nothing by itself; its colour may."""
    return bool(words.strip()) and not _without_marks(words)


def says_more(words: str, status: Status, preset: Preset) -> bool:
    """The words say more than the legend's entry does, which is what is kept of them."""
    text = tidy_state(as_latin(words.strip()))
    if is_plain_state(text):
        return False
    entry = next((one for one in preset.entries if one.code == status.code), None)
    if entry is None:
        return bool(text) and status.canonical != Canonical.NOT_RATED
    known = (entry.code, entry.label, _COLOUR_OF.get(entry.code, ""), entry.canonical.label)
    return text not in [one.casefold() for one in known]


def _understand(words: str, preset: Preset) -> Status | None:
    text = tidy_state(words)
    bare = text or words.strip(" .")
    entry = _by_code(bare, preset) or _by_label(bare, preset) or _by_colour(bare, preset)
    if entry:
        return Status(entry.canonical, entry.code)
    canonical = usual_state(text)
    return None if canonical is None else _of_canonical(canonical, words.strip(), preset)


def _without_marks(words: str) -> str:
    """The words alone; where there are none, the colour of the disc."""
    plain = _MARKS.sub(" ", words)
    disc = next((name for mark, name in _DISCS.items() if mark in words), "")
    return "\n".join(" ".join(line.split()) for line in plain.splitlines()).strip() or disc


def _beginnings(words: str) -> list[str]:
    """What may be the status of a longer text: its first line, its first sentence."""
    line = words.split("\n")[0].strip()
    return [line, re.split(r"[.;]\s", line)[0]]


def from_fill(colour: str, preset: Preset) -> Status:
    """The status that a coloured cell without words stands for, always with a doubt."""
    entry = _by_colour(colour, preset)
    if entry is None:
        return Status(doubt=f"The cell is coloured {colour} and has no words: not rated.")
    said = f"The cell has no words: its colour, {colour}, was read as “{entry.label}”."
    return Status(entry.canonical, entry.code, said)


def guess_legend(statuses: list[str]) -> str:
    """The preset whose codes and labels the plan's own status words are."""
    tidy = [tidy_state(words) for words in statuses]
    if any(text == "p" or text in ("on target", "progress delayed", "purple") for text in tidy):
        return "traffic-light-date"
    if any(text in ("b", "blue") for text in tidy):
        return "rag-blue"
    return "rag-judgement"


def _by_code(text: str, preset: Preset) -> Entry | None:
    # "G/A" is two codes, and is nobody's to choose between: a person looks at it
    first = re.match(r"\(?([a-z]|\d)\)?(?:\s*(?:[-:=(](?!\s*[a-z]\W*$)|/(?!\s*[a-z]\b)).*)?$", text)
    if not first:
        return None
    return next((entry for entry in preset.entries if entry.code.casefold() == first[1]), None)


def _by_label(text: str, preset: Preset) -> Entry | None:
    for entry in preset.entries:
        label = entry.label.casefold()
        if text == label or re.match(rf"{re.escape(label)}\s*[-:(]", text):
            return entry
    return None


def _by_colour(text: str, preset: Preset) -> Entry | None:
    first = re.match(r"(red|amber|yellow|green|blue|purple)(?:\s*(?:[-:(].*|rag|status))?$", text)
    if not first:
        return None
    code = _COLOUR_CODES[first[1]]
    return next((entry for entry in preset.entries if entry.code == code), None)


def _of_canonical(canonical: Canonical, words: str, preset: Preset) -> Status:
    entry = next((entry for entry in preset.entries if entry.canonical == canonical), None)
    if entry is None:
        quiet = canonical in (Canonical.NOT_RATED, Canonical.NOT_STARTED)
        said = f"“{words}” is not in the plan's legend: taken as {canonical.label.lower()}."
        return Status(canonical, "", "" if quiet else said)
    return Status(canonical, entry.code)
