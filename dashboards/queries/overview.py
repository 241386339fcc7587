"""What the chair reads before a meeting: what to ask about first, then counts. Pure.

Every number here is the length of what `selection.select` gives for its address; a test
follows each link and counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from actions.enums import ActionKind
from actions.queries import movement
from actions.queries.positions import Position
from actions.queries.questions import Question, Questions, questions
from actions.queries.rows import Row
from actions.rules.matters import MATTERS
from actions.rules.overdue import BUCKETS, NOT_UPDATED
from dashboards.queries.balance import BalanceRow, balance_rows
from dashboards.queries.by_heading import HeadingLine, heading_lines
from dashboards.queries.trend import TrendRow, told, trend
from dashboards.rules.addresses import Addresses, Count
from documents.enums import Canonical, Silence
from documents.statuses import Tag

# Always counted, so that a nought is seen; the other states only when an action has them.
ALWAYS = (
    Canonical.OFF_TRACK.value,
    Canonical.AT_RISK.value,
    Canonical.ON_TRACK.value,
    Canonical.COMPLETE.value,
    NOT_UPDATED,
)
MOST_QUESTIONS = 10


@dataclass(frozen=True)
class StatusCount:
    """One status: how many now and how many then."""

    tag: Tag
    now: Count
    then: Count


@dataclass(frozen=True)
class MatterCount:
    label: str
    meaning: str
    count: Count


@dataclass(frozen=True)
class Moved:
    """Actions that moved in one way."""

    label: str
    count: Count
    rows: Sequence[Row]


@dataclass(frozen=True)
class Dashboard:
    """Everything the page counts. Rated actions; `ongoing` items stand apart.

    `truth` is the whole of it in one sentence.
    """

    truth: str
    total: Count
    total_then: Count
    ongoing: Count
    statuses: Sequence[StatusCount]
    questions: Questions
    headings: Sequence[HeadingLine]
    heading_name: str
    matters: Sequence[MatterCount]
    moved: Sequence[Moved]
    trend: Sequence[TrendRow]
    balance: Sequence[BalanceRow]

    @property
    def shown_questions(self) -> Sequence[Question]:
        return self.questions.to_ask[:MOST_QUESTIONS]

    @property
    def more_questions(self) -> int:
        return len(self.questions.to_ask) - len(self.shown_questions)

    @property
    def shown_matters(self) -> list[MatterCount]:
        return [matter for matter in self.matters if matter.count.number]

    @property
    def empty_matters(self) -> list[MatterCount]:
        return [matter for matter in self.matters if not matter.count.number]

    @property
    def shown_moves(self) -> list[Moved]:
        return [moved for moved in self.moved if moved.count.number]

    @property
    def keys(self) -> list[Tag]:
        """The statuses that the parts of headings and days are drawn in."""
        drawn_rows = [line.parts for line in self.headings] + [row.parts for row in self.trend]
        drawn = {part.tag.canonical: part.tag for row in drawn_rows for part in row.parts}
        return [drawn[key] for key in BUCKETS if key in drawn]

    @property
    def trend_words(self) -> str:
        return told(self.trend)


def dashboard(position: Position, addresses: Addresses) -> Dashboard:
    """A plan's position as counts, worst news first (the order of `BUCKETS`)."""
    now = Counter(row.bucket for row in position.rated)
    earlier = [row for row in position.earlier if row.rated]
    then = Counter(row.bucket for row in earlier)
    shown = [key for key in BUCKETS if key in ALWAYS or now[key] or then[key]]
    asked = questions(position.rows)
    return Dashboard(
        truth=truth(position, now),
        total=Count(len(position.rated), addresses.rated()),
        total_then=Count(len(earlier), addresses.rated(as_of=position.since)),
        ongoing=Count(len(position.ongoing), addresses.to(kind=ActionKind.ONGOING.value)),
        statuses=[_status(position.tags[key], now, then, position, addresses) for key in shown],
        questions=asked,
        headings=heading_lines(position, addresses, [one.row for one in asked.to_ask]),
        heading_name=position.grouping.singular if position.grouping else "",
        matters=matter_counts(position, addresses),
        moved=_moved(position, addresses),
        trend=trend(position, addresses),
        balance=balance_rows(position, addresses),
    )


def truth(position: Position, now: Mapping[str, int]) -> str:
    """How the plan stands in one sentence, made of the counts and of nothing else.

    Statuses bear the legend's own labels; a nought is left out, but for the completed ones.
    """
    rated, tags = position.rated, position.tags
    done, going = Canonical.COMPLETE.value, Canonical.ON_TRACK.value
    total = len(rated)
    begins = f"{now[done]} of {total} action{'' if total == 1 else 's'} {_is(now[done])} "
    begins += tags[done].label
    if now[going]:
        begins += f" and {now[going]} {tags[going].label}"
    clauses = [begins, *_behind(position, now), *_unheard(rated)]
    return "; ".join(clauses) + "."


def _behind(position: Position, now: Mapping[str, int]) -> Iterator[str]:
    for key in (Canonical.OFF_TRACK.value, Canonical.AT_RISK.value):
        if number := now[key]:
            late = sum(row.bucket == key and row.standing.overdue for row in position.rated)
            overdue = _overdue(late, number)
            yield f"{number} {_is(number)} {position.tags[key].label}{overdue}"


def _overdue(late: int, number: int) -> str:
    if late == number:
        return " and overdue"
    return f", {late} of them overdue" if late else ""


SILENT_WORDS = {
    Silence.UNANSWERED: "was asked about and not answered",
    Silence.NOBODY: "has nobody to ask",
    Silence.AWAITED: "may still be answered",
    Silence.NOT_ASKED: "was not asked about yet",
}
SEVERAL = {"was": "were", "has": "have"}


def _unheard(rated: Sequence[Row]) -> Iterator[str]:
    """The four silences apart (domain.md, rule 3)."""
    counted = Counter(row.standing.silence for row in rated if row.bucket == NOT_UPDATED)
    for kind, words in SILENT_WORDS.items():
        if number := counted[kind]:
            verb, _, rest = words.partition(" ")
            yield f"{number} {verb if number == 1 else SEVERAL.get(verb, verb)} {rest}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def matter_counts(position: Position, addresses: Addresses) -> list[MatterCount]:
    """How many rated actions each matter is true of; noughts too."""
    counted = Counter(key for row in position.rated for key in row.matters)
    return [
        MatterCount(
            matter.label,
            matter.meaning,
            Count(counted[matter.key], addresses.rated(matter=matter.key)),
        )
        for matter in MATTERS
    ]


def _status(
    tag: Tag,
    now: Mapping[str, int],
    then: Mapping[str, int],
    position: Position,
    addresses: Addresses,
) -> StatusCount:
    key = tag.canonical
    return StatusCount(
        tag=tag,
        now=Count(now[key], addresses.rated(status=key)),
        then=Count(then[key], addresses.rated(status=key, as_of=position.since)),
    )


def _moved(position: Position, addresses: Addresses) -> list[Moved]:
    ways: dict[str, list[Row]] = {key: [] for key in movement.LABELS}
    for row in (*position.rated, *position.gone):
        for key in row.moves if row.standing.rated else ():
            ways[key].append(row)
    return [
        Moved(movement.LABELS[key], Count(len(rows), addresses.rated(moved=key)), rows)
        for key, rows in ways.items()
    ]
