"""What the risk register tells in a report, from plain values. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from documents.enums import Silence
from documents.schema.registers import RegisterRecord, RegisterTable
from risks.enums import Level, Movement
from risks.rules.course import RiskStanding, Scale, movement_of, movement_words
from timescales.date_format import long_day

PART: Final = "risks"  # of a report (documents.sections)
HEADS: Final = ("Risk", "After mitigation", "Movement", "What is done", "Review")
WIDTHS: Final = (28, 15, 13, 28, 16)


@dataclass(frozen=True)
class ToldRisk:
    """A risk of the register as it stands on the report's day; `before` is how it stood on the day
    of comparison, None where there is none. `against` are the actions, as they are printed."""

    number: str
    event: str
    mitigation: str
    owner: str
    entered_on: date
    now: RiskStanding
    before: RiskStanding | None = None
    silence: Silence | None = None
    against: Sequence[str] = ()

    @property
    def movement(self) -> Movement | None:
        return movement_of(self.entered_on, self.before, self.now) if self.before else None


def risk_part(
    risks: Sequence[ToldRisk], scale: Scale, since: date | None, *, names: bool
) -> RegisterRecord:
    """The register on a day: those with chief officers first, then the highest after mitigation;
    what was closed since the day of comparison; how each moved. `names`: whether it is told who
    escalated a risk."""
    standing = [row for row in risks if row.now.open]
    escalated = [row for row in standing if row.now.escalated]
    closed = [row for row in risks if _closed_since(row, since)]
    told = [_counted(standing), _moved([*standing, *closed], since), _asked(standing)]
    return {
        "key": PART,
        "title": "",
        "told": [words for words in told if words],
        "tables": [
            *([_with_officers(escalated, names=names)] if escalated else []),
            *([_register(standing, since)] if standing else []),
            *([_closed(closed)] if closed else []),
        ],
        "notes": [
            f"{scale.words}: likelihood × impact, each from 1 to 5. A risk is up or down by its "
            "score after mitigation."
        ],
    }


def _closed_since(row: ToldRisk, since: date | None) -> bool:
    """Whether it was closed since the day of comparison, one that came in since then too."""
    closed = row.now.closed
    return closed is not None and since is not None and closed.on > since


def _counted(standing: Sequence[ToldRisk]) -> str:
    """How many are open, and how many at each level; the numbers add up."""
    if not standing:
        return "No risk in the register is open."
    levels = Counter(row.now.level for row in standing)
    parts = ", ".join(f"{levels[level]} {level.label.lower()}" for level in reversed(Level))
    risks = "risk is" if len(standing) == 1 else "risks are"
    told = f"{len(standing)} {risks} open: {parts} after mitigation."
    if escalated := sum(row.now.escalated is not None for row in standing):
        told += f" {escalated} {'is' if escalated == 1 else 'are'} with chief officers."
    return told


def _moved(rows: Sequence[ToldRisk], since: date | None) -> str:
    if since is None:
        return "There is no earlier report by which movement could be told."
    counts = Counter(row.movement for row in rows)
    parts = [f"{counts[one]} {one.label.lower()}" for one in Movement if counts[one]]
    return f"Since {long_day(since)}: {', '.join(parts)}." if parts else ""


def _asked(standing: Sequence[ToldRisk]) -> str:
    """Reviews that are wanted and not there, by what is known of the asking (rule 3)."""
    counts = Counter(row.silence for row in standing)
    said = (
        (Silence.UNANSWERED, "asked for and not given"),
        (Silence.AWAITED, "asked for, and there is time still"),
        (Silence.NOBODY, "due, and there was nobody to ask"),
        (Silence.NOT_ASKED, "due and not asked for yet"),
    )
    parts = [f"{counts[silence]} {words}" for silence, words in said if counts[silence]]
    return f"Reviews by owners: {', '.join(parts)}." if parts else ""


def _with_officers(rows: Sequence[ToldRisk], *, names: bool) -> RegisterTable:
    return {
        "title": "Risks with chief officers",
        "heads": ["Risk", "Since", "Why"],
        "widths": [44, 20, 36],
        "rows": [_escalation(row, names=names) for row in rows],
        "empty": "",
    }


def _escalation(row: ToldRisk, *, names: bool) -> list[str]:
    step = row.now.escalated
    assert step
    by = f"\nby {step.who}" if names and step.who else ""
    return [f"{row.number} {row.event}", f"{long_day(step.on)}{by}", step.reason]


def _register(rows: Sequence[ToldRisk], since: date | None) -> RegisterTable:
    """Every open risk; without a day of comparison nothing is said of movement."""
    columns = [0, 1, 2, 3, 4] if since else [0, 1, 3, 4]
    cells = [_row(row) for row in rows]
    return {
        "title": "The risk register",
        "heads": [HEADS[place] for place in columns],
        "widths": [WIDTHS[place] for place in columns],
        "rows": [[row[place] for place in columns] for row in cells],
        "empty": "",
    }


def _row(row: ToldRisk) -> list[str]:
    rating, level, before = row.now.rating, row.now.level, row.now.level_before
    assert rating
    assert level
    assert before
    score = (
        f"{level.label}, {rating.after} ({rating.likelihood_after} × {rating.impact_after})\n"
        f"before it {before.label.lower()}, {rating.before}"
    )
    done = "\n".join(filter(None, (row.mitigation, *row.against))) or "Nothing is written down."
    words = ""
    if row.movement and row.before:
        words = movement_words(row.movement, row.before, row.now)
    about = f"{row.number} {row.event}\nOwner: {row.owner or 'nobody yet'}"
    return [about, score, words, done, _review(row)]


def _review(row: ToldRisk) -> str:
    by = row.now.review_by
    told = f"by {long_day(by)}" if by else ""
    if row.now.overdue:
        told += ", overdue"
    silences = {
        Silence.UNANSWERED: "asked, and silent",
        Silence.AWAITED: "asked",
        Silence.NOBODY: "nobody to ask",
        Silence.NOT_ASKED: "not asked yet",
    }
    return "\n".join(filter(None, (told, silences.get(row.silence) if row.silence else "")))


def _closed(rows: Iterable[ToldRisk]) -> RegisterTable:
    cells = [
        [f"{row.number} {row.event}", long_day(row.now.closed.on), row.now.closed.reason]
        for row in rows
        if row.now.closed
    ]
    return {
        "title": "Risks closed since then",
        "heads": ["Risk", "Closed on", "Why"],
        "widths": [44, 20, 36],
        "rows": cells,
        "empty": "",
    }
