"""Decisions on the words of plans as a file: one documented JSON object, written and read alike.

{"columns": {"Risk score": "ignored"}, "statuses": {"Parked": "at_risk"},
 "timescales": {"Summer term": "2027-06-30"}, "leads": {"CP lead": "post:Lead Nurse"}}
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from documents.enums import Canonical
from guard.refusals import Refusal
from imports.enums import Subject
from imports.rules.columns.column import Role
from imports.rules.leads.joins import Target
from imports.rules.words.meanings import AS_WORDS, ONGOING, Meanings, day_of, key_of

PARTS: Final = {
    Subject.COLUMN: "columns",
    Subject.STATUS: "statuses",
    Subject.TIMESCALE: "timescales",
    Subject.LEAD: "leads",
}
MAX_BYTES: Final = 1_000_000
_SUBJECTS: Final = {name: subject for subject, name in PARTS.items()}


def written(decisions: Iterable[tuple[Subject, str, str]]) -> dict[str, dict[str, str]]:
    """Subject, words and value of each decision, as the file has them."""
    parts: dict[str, dict[str, str]] = {name: {} for name in PARTS.values()}
    for subject, words, value in decisions:
        parts[PARTS[subject]][words] = value
    return parts


def read_decisions(data: bytes) -> Meanings:
    """The meanings that a file gives. Raises Refusal, which names the place of what is wrong."""
    if len(data) > MAX_BYTES:
        raise Refusal("The file of decisions is larger than 1 MB.")
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal("The file of decisions is no JSON text.") from error
    if not isinstance(given, dict):
        raise Refusal(f"The file of decisions has to be one object with {_listed(_SUBJECTS)}.")
    for name in given:
        if name not in _SUBJECTS:
            raise Refusal(f"“{name}” is nothing that is decided. Known are {_listed(_SUBJECTS)}.")
    return Meanings({_SUBJECTS[name]: _part(name, part) for name, part in given.items()})


def _part(name: str, part: Any) -> Mapping[str, str]:
    if not isinstance(part, dict):
        raise Refusal(f"“{name}” has to be an object of words with what they mean.")
    subject = _SUBJECTS[name]
    read: dict[str, str] = {}
    for words, value in part.items():
        key = key_of(subject, words)
        if not key:
            raise Refusal(f"“{name}” holds “{words}”, which is no word.")
        if not isinstance(value, str) or not _is_known(subject, value):
            shown = value if isinstance(value, str) else json.dumps(value)
            raise Refusal(f"“{name}”, “{words}”: “{shown}” is not known. {_KNOWN[subject]}")
        if read.setdefault(key, value) != value:
            raise Refusal(f"“{name}” decides “{words}” twice, and not alike.")
    return read


def _is_known(subject: Subject, value: str) -> bool:
    head, _, tail = value.partition(":")
    if subject == Subject.COLUMN:
        return value in set(Role)
    if subject == Subject.STATUS:
        return value == AS_WORDS or head in set(Canonical)
    if subject == Subject.TIMESCALE:
        return value in (AS_WORDS, ONGOING) or day_of(value) is not None
    joined = head in (Target.POST, Target.GROUP) and bool(tail.strip())
    return value in (AS_WORDS, Target.NEW) or joined


def _listed(names: Iterable[str]) -> str:
    *first, last = (f"“{name}”" for name in names)
    return f"{', '.join(first)} and {last}"


_KNOWN: Final = {
    Subject.COLUMN: f"A column is one of {', '.join(Role)}.",
    Subject.STATUS: f"A status is one of {', '.join(Canonical.values)}, or “words”.",
    Subject.TIMESCALE: "A timescale is a day such as 2027-06-30, “ongoing” or “words”.",
    Subject.LEAD: "A lead is “new”, “words”, or “post:” or “group:” with its name.",
}
