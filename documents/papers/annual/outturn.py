"""What became of every action of a plan, and the sum in which each is counted once. Pure.

Every fact of a row stands in a column of its own: first agreed, the date that counts now or the day
it was done, what is known last and of which day, the days late, who verified it, the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents import phrases, statuses
from documents.papers import headings
from documents.papers.counts import Lifetime
from documents.papers.exceptions import chairs_tag
from documents.papers.last_words import (
    DAY_NOT_KNOWN,
    last_known,
    last_words,
    says_day,
    verified_or_done,
    why,
)
from documents.papers.others_words import in_force, marks
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Palette, Tag

HEADS = (
    "Action",
    "What will be done, and who leads",
    "First agreed date",
    "Now, or done",
    "Last known status",
    "Days late",
    "Verified by",
    "Difference made, or what is left",
)
# what became of an action that was open when its plan ended, by `actions.enums.LineageKind`
BECAME = {
    "carried": "Carried forward",
    "merged": "Merged with another",
    "ongoing": "Became ongoing work",
    "split": "Split",
}
TAKEN_OVER = "Taken over from the plan as complete; who verified it is not known"


@dataclass(frozen=True)
class OutturnRow:
    """One action in the cells of its row, each in lines; `late` is "" where nothing is late."""

    action: ActionRecord
    tag: Tag
    above: Sequence[tuple[str, str]]
    what: Sequence[str]
    first: Sequence[str]
    now: Sequence[str]
    day: str  # of the status
    others: Sequence[str]  # what is said of the status beside it
    late: str
    verified: Sequence[str]
    difference: Sequence[str]

    @property
    def status(self) -> list[str]:
        """The status in plain text, with its day and what stands beside it."""
        return [", ".join(filter(None, (self.tag.marked, self.day))), *self.others]

    @property
    def cells(self) -> list[Sequence[str]]:
        """The row in plain text, under `HEADS`."""
        return [
            [self.action["reference"]],
            self.what,
            self.first,
            self.now,
            self.status,
            [self.late or phrases.NONE],
            self.verified,
            self.difference,
        ]


@dataclass(frozen=True)
class OutturnGroup:
    """The actions under one heading of the grouping level; `parents` where they changed."""

    title: str
    parents: str
    rows: Sequence[OutturnRow]


@dataclass(frozen=True)
class SumLine:
    """One line of the sum. `sign` is "+" or "−" where it is added or taken away; `total` where it
    is what the lines above it make."""

    name: str
    number: int
    share: str = ""
    which: Sequence[str] = ()
    sign: str = ""
    total: bool = False

    @property
    def printed(self) -> str:
        return f"{self.sign}{self.number}"


def groups(
    rated: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[OutturnGroup]:
    """Every rated action, the withdrawn too, in the plan's order."""
    tables, parents = [], ""
    below = headings.steps_below(content["headings"], content["levels"])
    for group in headings.grouped(rated, content["headings"], content["levels"]):
        if not group.actions:
            continue
        path = " · ".join(headings.title(step, content["levels"]) for step in group.path[:-1])
        rows, shown = [], []
        for action in group.actions:
            above = below(action["heading"])
            rows.append(_row(action, colours, [step for step in above if step not in shown]))
            shown = above
        tables.append(OutturnGroup(group.title, path if path != parents else "", rows))
        parents = path
    return tables


def _row(action: ActionRecord, colours: Palette, above: Sequence[tuple[str, str]]) -> OutturnRow:
    gone = bool(action["withdrawn_on"])
    return OutturnRow(
        action=action,
        tag=statuses.default_tag("withdrawn") if gone else colours.of(action),
        above=above,
        what=[action["text"], *_lead(action), *marks(action)],
        first=_first(action),
        now=list(_now(action)),
        day=_status_day(action),
        others=[] if gone else list(_beside(action, colours)),
        late=_late(action),
        verified=list(_verified(action)) or [phrases.NONE],
        difference=list(_difference(action)) or [phrases.NONE],
    )


def _first(action: ActionRecord) -> list[str]:
    """The first agreed date, with the plan's own words where they say more."""
    words, day = action["timescale"], action["due_first"]
    if day is None:
        return [words or "No timescale"]
    return [phrases.day(day), *([words] if words and not says_day(words, day) else [])]


def _now(action: ActionRecord) -> Iterator[str]:
    moved = f"moved {phrases.times(action['times_moved'])}" if action["times_moved"] else ""
    if action["withdrawn_on"]:
        yield f"Withdrawn {phrases.day(action['withdrawn_on'])}"
    elif action["completed_on"]:
        yield f"Done {phrases.day(action['completed_on'])}"
        if moved:
            yield f"Due {phrases.day(action['due'])}, {moved}"
    else:
        yield phrases.day(action["due"])
        if moved:
            yield moved
        if action["due_proposed"]:
            yield f"Asked to move to {phrases.day(action['due_proposed'])}"


def _status_day(action: ActionRecord) -> str:
    """The day of the status that is printed; "" of silence, whose last status stands below it."""
    if action["withdrawn_on"]:
        return ""
    if action["completed_on"]:
        return phrases.day(action["completed_on"])
    return "" if action["silent"] or not action["rated_on"] else phrases.day(action["rated_on"])


def _beside(action: ActionRecord, colours: Palette) -> Iterator[str]:
    if not action["completed_on"] and action["silent"]:
        yield last_known(action)
    if row := action["adopted"]:
        before = " before that" if action["silent"] else ""
        yield f"Lead: {row['lead_label']}{before}; {in_force(row)}"
    if chair := chairs_tag(action, colours):
        yield f"Chair: {chair.marked}"


def _late(action: ActionRecord) -> str:
    if action["withdrawn_on"]:
        return ""
    if action["completed_on"]:
        return str(action["days_late"])
    return str(action["days_overdue"]) if action["overdue"] else ""


def _lead(action: ActionRecord) -> Iterator[str]:
    """Who leads; what was withdrawn is led by nobody, and lacks nobody."""
    if action["lead"] or not action["withdrawn_on"]:
        yield action["lead"] or "No lead"


def _verified(action: ActionRecord) -> Iterator[str]:
    if action["withdrawn_on"]:
        return
    if not action["completed_on"]:
        if action["sent_back"]:
            yield from last_words(action)[:1]
        elif action["awaiting_verification"]:
            yield "Not verified yet"
        return
    if not (action["verified_on"] or action["verified_by"]):
        yield TAKEN_OVER
        return
    yield action["verified_by"] or "Who verified it is not known"
    yield phrases.day(action["verified_on"]) if action["verified_on"] else DAY_NOT_KNOWN


def _difference(action: ActionRecord) -> Iterator[str]:
    """What became of it when its plan ended; what it made, why it was withdrawn, or what was said
    last and what is left to do."""
    if "became" in action:
        yield f"{action['became']['words']}."
    if action["sent_back"] and not action["completed_on"]:
        if action["silent"]:
            yield action["silence_words"]
        yield last_known(action)
        return
    words = last_words(action)
    if action["silent"] and not action["completed_on"] and not action["withdrawn_on"]:
        words = words[:1]  # the last known status stands in its own column
    yield from words
    yield from why(action)


def sum_lines(
    rated: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[SumLine]:
    """The sum with a pencil: what stood, what came and went, what stands; then each of these once
    where it has got to. The numbers of either half make its total."""
    stood, name = _opening(content)
    lives = [(row["reference"], _life(row)) for row in rated]
    as_of = date.fromisoformat(content["as_of"])
    standing = [row for row in rated if _life(row).stands_on(as_of)]
    came = [of for of, life in lives if life.came(stood, as_of)]
    left = [of for of, life in lives if life.left(stood, as_of)]
    opening = sum(life.stands_on(stood) for _, life in lives)
    total = len(standing)
    return [
        SumLine(name, opening),
        SumLine("Added since", len(came), which=came, sign="+"),
        SumLine("Withdrawn since", len(left), which=left, sign="−"),
        SumLine(f"In the plan on {phrases.day(content['as_of'])}", total, total=True),
        *_where(standing, content, colours),
        SumLine("Together", total, total=True),
    ]


def _opening(content: SnapshotContent) -> tuple[date, str]:
    """The day from which the year's sum goes on, and what stood then is called."""
    begins = date.fromisoformat(content["plan"]["starts"])
    last = date.fromisoformat(content["period_start"]) - timedelta(days=1)
    if begins > last:
        return begins, f"In the plan as it began on {phrases.day(begins.isoformat())}"
    return last, f"In the plan on {phrases.day(last.isoformat())}, before the year"


def _life(action: ActionRecord) -> Lifetime:
    gone = action["withdrawn_on"]
    return Lifetime(
        date.fromisoformat(action["added_on"]), date.fromisoformat(gone) if gone else None
    )


def _where(
    standing: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> Iterator[SumLine]:
    """Where each that stands has got to; each is in one of these lines."""
    start = content["period_start"]
    tests: list[tuple[str, Callable[[ActionRecord], bool]]] = [
        ("Completed before the year", lambda a: _complete(a) and verified_or_done(a) < start),
        ("Completed in the year", lambda a: _complete(a) and verified_or_done(a) >= start),
    ]
    tests += [(name, _became(way)) for way, name in BECAME.items()]
    tests += [
        (f"Goes on: {colours.tag(key).label}", _goes_on(key))
        for key in statuses.order(content["counts"])
        if key != "complete"
    ]
    for name, test in tests:
        if rows := [row["reference"] for row in standing if test(row)]:
            share = phrases.share(len(rows), len(standing))
            yield SumLine(name, len(rows), share, rows)


def withdrawn_before(rated: Iterable[ActionRecord], content: SnapshotContent) -> str:
    """What left the plan before the year, and stands in no line of its sum; "" for none."""
    stood, _ = _opening(content)
    gone = [row["reference"] for row in rated if _gone_by(row, stood)]
    if not gone:
        return ""
    number = phrases.sentence(phrases.count(len(gone), "action"))
    was = "was" if len(gone) == 1 else "were"
    return f"{number} {was} withdrawn before that and {was} counted then: {', '.join(gone)}."


def _gone_by(action: ActionRecord, day: date) -> bool:
    gone = _life(action).withdrawn_on
    return gone is not None and gone <= day


def _complete(action: ActionRecord) -> bool:
    return action["status"] == "complete"


def _goes_on(key: str) -> Callable[[ActionRecord], bool]:
    return lambda action: action["status"] == key and "became" not in action


def _became(way: str) -> Callable[[ActionRecord], bool]:
    return lambda action: "became" in action and action["became"]["way"] == way
