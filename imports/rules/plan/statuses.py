"""What a printed status means, by the plan's legend first, then by the field's usual words."""

import re
from dataclasses import dataclass

from documents.enums import Canonical
from plans.rules.legends import PRESETS, Entry, Preset

_C = Canonical
_WORDS: tuple[tuple[Canonical, str], ...] = (
    (_C.COMPLETE, r"(?:now |fully )?(?:complete|completed|done|achieved|finished|closed|"
                  r"implemented|delivered|blue|purple)|100%|action complete"),
    (_C.ON_TRACK, r"(?:progress )?(?:on track|on target|on schedule|green)|progressing well"),
    (_C.AT_RISK, r"(?:at risk|amber|yellow|(?:progress )?delayed|slipped|some slippage|slippage|"
                 r"behind(?: schedule)?|some concerns?)"),
    (_C.OFF_TRACK, r"(?:off[ -]track|red|overdue|outwith deadline.*|significant issues|off target|"
                   r"missed|not on track|not on target)"),
    (_C.NOT_STARTED, r"(?:not (?:yet )?(?:started|commenced|begun)|to be started|grey|white)"),
    (_C.WITHDRAWN, r"(?:withdrawn|cancelled|removed|superseded|no longer (?:required|needed))"),
    (_C.REPROGRAMMED, r"(?:re-?programmed|deferred|postponed|carried forward|rescheduled|on hold)"),
    (_C.NOT_RATED, r"(?:not rated|n/?a|none|-+|–|tb[ca]|no status)"),
)  # fmt: skip
_COLOUR_CODES = {"red": "R", "amber": "A", "yellow": "A", "green": "G", "blue": "B", "purple": "P"}


@dataclass(frozen=True)
class Status:
    """The canonical state, the legend's code behind it, and what a person should look at."""

    canonical: Canonical = Canonical.NOT_RATED
    code: str = ""
    doubt: str = ""


def understand_status(words: str, legend: str) -> Status:
    """Read a status cell. Words that no legend knows stay unrated, with a doubt."""
    preset = PRESETS[legend]
    text = _tidy(words)
    if not text:
        return Status()
    entry = _by_code(text, preset) or _by_label(text, preset) or _by_colour(text, preset)
    if entry:
        return Status(entry.canonical, entry.code)
    canonical = _by_usual_words(text)
    if canonical is None:
        return Status(doubt=f"“{words.strip()}” is not a status of the plan's legend: not rated.")
    return _of_canonical(canonical, words.strip(), preset)


def says_complete(words: str) -> bool:
    """Words that say only that it is complete: "Complete", "Completed June 22"."""
    text = _tidy(words)
    return bool(
        re.fullmatch(r"(?:now |fully |action )?complete[d]?(?:[\s:(–-]*[\w /.,]{0,20}\)?)?", text)
        and not re.search(r"\bby\b|\bto\b|\bbe\b|\d+%", text)
    )


def from_fill(colour: str, legend: str) -> Status:
    """The status that a coloured cell without words stands for, always with a doubt."""
    entry = _by_colour(colour, PRESETS[legend])
    if entry is None:
        return Status(doubt=f"The cell is coloured {colour} and has no words: not rated.")
    said = f"The cell has no words: its colour, {colour}, was read as “{entry.label}”."
    return Status(entry.canonical, entry.code, said)


def guess_legend(statuses: list[str]) -> str:
    """The preset whose codes and labels the plan's own status words are."""
    tidy = [_tidy(words) for words in statuses]
    if any(text == "p" or text in ("on target", "progress delayed", "purple") for text in tidy):
        return "traffic-light-date"
    if any(text in ("b", "blue") for text in tidy):
        return "rag-blue"
    return "rag-judgement"


def _tidy(words: str) -> str:
    text = re.sub(r"\s+", " ", words.casefold().replace("–", "-").replace("—", "-")).strip(" .*")
    text = re.sub(r"^\d\s*[-:.]?\s+(?=[a-z])", "", text)
    return text.strip("() ")


def _by_code(text: str, preset: Preset) -> Entry | None:
    # "G/A" is two codes, and is nobody's to choose between: a person looks at it
    first = re.match(r"\(?([a-z])\)?(?:\s*(?:[-:=(](?!\s*[a-z]\W*$)|/(?!\s*[a-z]\b)).*)?$", text)
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


def _by_usual_words(text: str) -> Canonical | None:
    for canonical, pattern in _WORDS:
        if re.fullmatch(rf"(?:{pattern})(?:\s*[-:(,].*)?", text):
            return canonical
    return _C.COMPLETE if says_complete(text) else None


def _of_canonical(canonical: Canonical, words: str, preset: Preset) -> Status:
    entry = next((entry for entry in preset.entries if entry.canonical == canonical), None)
    if entry is None:
        quiet = canonical == _C.NOT_RATED
        said = f"“{words}” is not in the plan's legend: taken as {canonical.label.lower()}."
        return Status(canonical, "", "" if quiet else said)
    return Status(canonical, entry.code)
