"""Which rows of a plan a list shows, and in which order. Pure: the dashboard's links name these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from actions.queries.positions import Position
from actions.queries.questions import asked_first
from actions.queries.rows import Row
from actions.rules.overdue import BUCKETS
from documents.enums import Canonical

OPEN = "open"
NO_HEADING = "none"
SORTS = {
    "plan": "Order of the plan",
    "ask": "What to ask about first",
    "due": "Due date",
    "status": "Status, worst first",
}


@dataclass(frozen=True)
class Criteria:
    """What a list is asked for; an empty value asks for nothing. Names are those of the address.

    `status` is a printed state or "open" (anything but complete); `heading` a pk or "none";
    `matter` and `moved` are keys of `matters` and `movement`.
    """

    status: str = ""
    heading: str = ""
    lead: str = ""
    agency: str = ""
    timescale: str = ""
    matter: str = ""
    moved: str = ""
    kind: str = ""
    words: str = ""

    @property
    def in_use(self) -> int:
        return sum(bool(getattr(self, field.name)) for field in fields(self))


def select(position: Position, wanted: Criteria, said: dict[int, str] | None = None) -> list[Row]:
    """The rows that meet every one of `wanted`, in the plan's order.

    `said` holds the words of each action's latest update by its pk, for the search in words.
    Actions that have left the plan are shown only when they are asked for.
    """
    rows = candidates(position, wanted)
    tests = [test(wanted, position, said or {}) for name, test in TESTS if getattr(wanted, name)]
    return [row for row in rows if all(test(row) for test in tests)]


def candidates(position: Position, wanted: Criteria) -> Sequence[Row]:
    """The rows that are asked of: what has left the plan only where its coming or going is."""
    if wanted.moved == "withdrawn":
        return position.gone
    came = [row for row in position.gone if wanted.moved == "added" and "added" in row.moves]
    return [*position.rows, *came]


def ordered(rows: Sequence[Row], sort: str) -> list[Row]:
    """Rows by due date (undated last) or by status; anything else keeps the plan's order."""
    if sort == "due":
        return sorted(rows, key=lambda row: row.standing.due or date.max)
    if sort == "ask":
        return asked_first(rows)
    if sort == "status":
        places = {bucket: place for place, bucket in enumerate(BUCKETS)}
        return sorted(rows, key=lambda row: places.get(row.bucket, len(places)))
    return list(rows)


Test = Callable[[Row], bool]
Maker = Callable[[Criteria, Position, dict[int, str]], Test]


def _status(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    if wanted.status == OPEN:
        return lambda row: row.bucket != Canonical.COMPLETE
    return lambda row: row.bucket == wanted.status


def _heading(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    if wanted.heading == NO_HEADING:
        return lambda row: position.group_of(row) is None
    return lambda row: any(str(step.pk) == wanted.heading for step in row.path)


def _lead(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    return lambda row: any(str(lead.post_id) == wanted.lead for lead in row.standing.leads)


def _agency(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    return lambda row: any(str(lead.post.agency_id) == wanted.agency for lead in row.standing.leads)


def _timescale(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    return lambda row: row.standing.action.timescale_kind == wanted.timescale


def _matter(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    return lambda row: wanted.matter in row.matters


def _moved(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    return lambda row: wanted.moved in row.moves


def _kind(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    return lambda row: row.standing.action.kind == wanted.kind


def _words(wanted: Criteria, position: Position, said: dict[int, str]) -> Test:
    terms = wanted.words.casefold().split()
    return lambda row: all(term in _text(row, said) for term in terms)


def _text(row: Row, said: dict[int, str]) -> str:
    action = row.standing.action
    posts = (lead.post.title for lead in row.standing.leads)
    parts = (action.number, action.text, action.timescale_words, *posts, said.get(action.pk, ""))
    return " ".join(parts).casefold()


TESTS: tuple[tuple[str, Maker], ...] = (
    ("status", _status),
    ("heading", _heading),
    ("lead", _lead),
    ("agency", _agency),
    ("timescale", _timescale),
    ("matter", _matter),
    ("moved", _moved),
    ("kind", _kind),
    ("words", _words),
)
