"""The columns of a plan's own files, each with one name, and the quiet references in them.

What writes such a file and what reads it back both take the names from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from documents.enums import Canonical
from imports.rules.own.paper import PlanAction, PlanPaper
from timescales.date_format import long_day
from timescales.enums import TimescaleKind
from timescales.timescale import understand

NUMBER: Final = "No"
ACTION: Final = "Action"
KIND: Final = "Kind"
LEAD: Final = "Lead"
CONTRIBUTING: Final = "Contributing"
TIMESCALE: Final = "Timescale"
STARTS: Final = "Starts"
FIRST: Final = "First agreed date"
NOW: Final = "Date now"
STATUS: Final = "Status"
MEANS: Final = "Status means"
RATED: Final = "Rated on"
IMPACT: Final = "Expected impact"
EVIDENCE: Final = "Evidence or measures of success"
ORIGIN: Final = "Where it came from"
OUTCOMES: Final = "High-level outcomes"
MEASURES: Final = "Measures"
UNDER: Final = "Under"
REFERENCE: Final = "Reference"
ONGOING: Final = "Ongoing"
RATED_KIND: Final = "Action"
NO_DATE: Final = "–"
SOURCES: Final = "\nSources of evidence: "
MEASURE_HEADS: Final = ("Measure", "Sources of evidence", "Of actions", "References")
ABOUT_HEADS: Final = ("Part", "Name", "Words", "Means", "Colour", "Symbol", "Definition")
LOOSE: Final = "Actions under no heading"
ABOUT: Final = "About this file"
VISION: Final = "Vision: "
CONTEXT: Final = "Context: "
LEGEND: Final = "What the statuses mean"
MEASURES_OF: Final = "Measures of actions"
_STAMPED: Final = re.compile(r"References? ([0-9a-z]{6,16})")
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_NOT_A_FORMULA: Final = re.compile(r"'+[=+\-@\t\r]")


class PlanColumn(NamedTuple):
    """A column of the plan's tables; `weight` is its share of a page's width. `optional` columns
    are printed where any row has words in them."""

    name: str
    weight: int
    words: Callable[[PlanPaper, PlanAction], str]
    optional: bool = True


def stamp_of(moment: datetime) -> str:
    """A moment in few signs, as the references of a file carry it: "hd3k9x2mq1"."""
    number, signs = round(moment.timestamp() * 1_000_000), ""
    while number:
        number, rest = divmod(number, 36)
        signs = _DIGITS[rest] + signs
    return signs


def moment_of(stamp: str) -> datetime:
    """The moment that `stamp_of` wrote."""
    return datetime.fromtimestamp(int(stamp, 36) / 1_000_000, tz=UTC)


def stamped(heads: Sequence[str]) -> str:
    """The stamp of the column of references among column names; "" where there is none."""
    matches = (_STAMPED.fullmatch(" ".join(head.split())) for head in heads)
    return next((match[1] for match in matches if match), "")


def reference(key: int) -> str:
    return f"a{key}"


def key_of(words: str) -> int | None:
    """The key that a reference names; None for any other words."""
    match = re.fullmatch(r"\s*a(\d{1,12})\s*", words)
    return int(match[1]) if match else None


def without_apostrophe(words: str) -> str:
    """Words of a CSV cell without the apostrophe that keeps them from being a formula."""
    return words[1:] if _NOT_A_FORMULA.match(words) else words


def status_words(action: PlanAction) -> str:
    """ "G – On target": the legend's code and word, or the words of the rating."""
    if action.status is None:
        return action.status_words or Canonical.NOT_RATED.label
    if not action.status.code:
        return action.status.label
    return f"{action.status.code} – {action.status.label}"


def measure_words(measure: tuple[str, str]) -> str:
    text, sources = measure
    return f"{text}{SOURCES}{sources}" if sources else text


def _starts(paper: PlanPaper, action: PlanAction) -> str:
    read = understand(action.timescale, paper.period).starts
    return _day(action.meaning.starts) if action.meaning.starts != read else ""


def _first(paper: PlanPaper, action: PlanAction) -> str:
    read = understand(action.timescale, paper.period).due
    return _day(action.first_due) if action.first_due != read else ""


def _now(paper: PlanPaper, action: PlanAction) -> str:
    """The date where the timescale's words do not say it: it was moved, or somebody decided it."""
    read = understand(action.timescale, paper.period)
    if action.meaning.due != read.due:
        return _day(action.meaning.due)
    if action.meaning.kind == TimescaleKind.CONTINUOUS != read.kind:
        return ONGOING
    return ""


def _day(day: date | None) -> str:
    return long_day(day) if day else NO_DATE


def _means(paper: PlanPaper, action: PlanAction) -> str:
    state = action.status.canonical if action.status else Canonical.NOT_RATED
    return str(Canonical(state).label)


def _under(paper: PlanPaper, action: PlanAction) -> str:
    ongoing = action.ongoing and action.heading is not None
    return paper.title_of(paper.headings[action.heading or 0]) if ongoing else ""


COLUMNS: Final[tuple[PlanColumn, ...]] = (
    PlanColumn(NUMBER, 9, lambda _, a: a.number, optional=False),
    PlanColumn(ACTION, 62, lambda _, a: a.text, optional=False),
    PlanColumn(LEAD, 30, lambda _, a: a.accountable, optional=False),
    PlanColumn(CONTRIBUTING, 28, lambda _, a: "\n".join(a.contributing)),
    PlanColumn(TIMESCALE, 26, lambda _, a: a.timescale, optional=False),
    PlanColumn(STARTS, 18, _starts),
    PlanColumn(FIRST, 20, _first),
    PlanColumn(NOW, 20, _now),
    PlanColumn(STATUS, 24, lambda _, a: status_words(a), optional=False),
    PlanColumn(RATED, 18, lambda _, a: long_day(a.rated_on) if a.rated_on else ""),
    PlanColumn(IMPACT, 34, lambda _, a: a.impact),
    PlanColumn(EVIDENCE, 36, lambda _, a: a.evidence),
    PlanColumn(ORIGIN, 20, lambda _, a: a.origin),
    PlanColumn(OUTCOMES, 14, lambda _, a: ", ".join(a.outcomes)),
)
OF_ONGOING: Final = PlanColumn(UNDER, 26, _under)
OF_SHEETS: Final = PlanColumn(
    KIND, 9, lambda _, a: ONGOING if a.ongoing else RATED_KIND, optional=False
)
OF_TEXTS: Final = (
    PlanColumn(MEANS, 14, _means, optional=False),
    PlanColumn(MEASURES, 40, lambda _, a: "\n\n".join(map(measure_words, a.measures))),
)
REFERENCES: Final = PlanColumn(REFERENCE, 13, lambda _, a: reference(a.key), optional=False)


def in_use(
    paper: PlanPaper, columns: Sequence[PlanColumn], actions: Sequence[PlanAction]
) -> list[PlanColumn]:
    """The columns in which any of the actions has words, and those that are always printed."""
    return [one for one in columns if not one.optional or any(one.words(paper, a) for a in actions)]


def about_rows(paper: PlanPaper) -> list[tuple[str, ...]]:
    """What a reader of the file needs to bring it back in: levels, legend, outcomes."""
    period = f"{long_day(paper.period.start)} to {long_day(paper.period.end)}"
    rows: list[tuple[str, ...]] = [
        ("Plan", paper.title, period, paper.state, "", "", ""),
        ("Ongoing list", paper.ongoing_name, "", "", "", "", ""),
        ("Legend", paper.basis, "", "", "", "", ""),
    ]
    rows += [("Level", one.singular, one.plural, one.role, "", "", "") for one in paper.levels]
    rows += [
        ("Status", tag.code, tag.label, Canonical(tag.canonical).label, tag.colour, tag.symbol,
         tag.definition)
        for tag in paper.legend
    ]  # fmt: skip
    return rows + [("Outcome", number, text, "", "", "", "") for number, text in paper.outcomes]


def measure_rows(paper: PlanPaper) -> list[tuple[str, ...]]:
    """Each measure once, with the actions that it measures."""
    held: dict[tuple[str, str], list[PlanAction]] = {one: [] for one in paper.loose_measures}
    for action in paper.actions:
        for measure in action.measures:
            held.setdefault(measure, []).append(action)
    return [
        (
            *measure,
            ", ".join(one.number or reference(one.key) for one in actions),
            " ".join(reference(one.key) for one in actions),
        )
        for measure, actions in held.items()
    ]
