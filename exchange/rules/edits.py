"""What somebody edited in a file of the plan, in three: the plan when the file was made (`base`),
the file, and the plan as it stands now. Pure.

An edit is what the file says otherwise than the base did, and the plan does not say already. Where
the plan became something else since, both are shown. What a file does not touch is no edit,
whatever became of it meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from exchange.rules.lines import ActionLine, HeadingLine, Lines
from exchange.rules.pairs import Pairs, pairs
from timescales.date_format import long_day
from timescales.days import Period
from timescales.timescale import understand


class EditKind(StrEnum):
    """In the order in which they are read."""

    HEADING = "heading"
    NEW_HEADING = "new_heading"
    ADDED = "added"
    WORDS = "wording"
    PLACE = "place"
    LEAD = "lead"
    DATE = "date"
    MEASURES = "measures"
    MISSING = "missing"
    STATUS = "status"
    TOLD = "told"


@dataclass(frozen=True)
class Edit:
    """One edit. `key` is the action's or heading's, None where it is new; `row` its place in the
    file, None where it is not there. `now` is what the plan says meanwhile, where that differs from
    `before`; `due` the new date of a move."""

    kind: EditKind
    key: int | None
    row: int | None
    field: str = ""
    before: str = ""
    after: str = ""
    now: str | None = None
    due: date | None = None

    @property
    def name(self) -> str:
        """By which a person picks it: the same for the same edit of the same file."""
        whose = self.key if self.key is not None else f"row{self.row}"
        return "-".join(filter(None, (self.kind.value, str(whose), self.field)))


@dataclass(frozen=True)
class Picked:
    """An edit that a person picked, by its name, with what has to be said of it."""

    name: str
    reason: str = ""
    impact: str = ""


@dataclass(frozen=True)
class Compared:
    """The edits of a file, and which row of it is what."""

    file: Lines
    now: Lines
    edits: Sequence[Edit] = ()
    pairs: Pairs = field(default_factory=Pairs)


ORDER = "The order of rows is not taken over from a file: it is arranged in the plan’s tree."
WORDED = ("number", "text", "impact", "evidence")


def compared(file: Lines, base: Lines, now: Lines, period: Period, *, own: bool) -> Compared:
    """`own` says that the file carries the plan's references."""
    known = now.by_key()
    made = pairs(file, _either(base, now))
    edits = [
        *_headings(file, base, now, made),
        *(
            edit
            for row, one in enumerate(file.actions)
            for edit in _of_row(row, one, file, base, now, made, period, own=own)
        ),
        *(
            Edit(EditKind.MISSING, one.key, None, before=one.text)
            for one in base.actions
            if one.key in known and one.key not in made.actions.values()
        ),
        *_orders(file, base, now, made),
    ]
    order = list(EditKind)
    return Compared(file, now, sorted(edits, key=lambda edit: order.index(edit.kind)), made)


def _orders(file: Lines, base: Lines, now: Lines, made: Pairs) -> Iterator[Edit]:
    """Rows of one heading that stand in another order than they did: only told."""
    then, stands = (_rows_by_place(lines) for lines in (base, now))
    for place, rows in _groups(file, made).items():
        both = [key for key in then.get(place, ()) if key in rows and key in stands.get(place, ())]
        said = [key for key in rows if key in both]
        if said not in (both, [key for key in stands.get(place, ()) if key in both]):
            names = [_called(file.actions[rows[key]]) for key in said]
            row = rows[said[0]]
            yield Edit(EditKind.TOLD, said[0], row, "order", ORDER, ", ".join(names))


def _called(one: ActionLine) -> str:
    return one.number or one.text[:60]


def _groups(file: Lines, made: Pairs) -> dict[tuple[int | None, bool], dict[int, int]]:
    """The file's rows by the heading under which they stand: the action's key and the row."""
    held: dict[tuple[int | None, bool], dict[int, int]] = {}
    for row, one in enumerate(file.actions):
        key = made.actions.get(row)
        if key is not None:
            heading = None if one.heading is None else made.headings.get(one.heading, -1)
            held.setdefault((heading, one.ongoing), {})[key] = row
    return held


def _rows_by_place(lines: Lines) -> dict[tuple[int | None, bool], list[int]]:
    held: dict[tuple[int | None, bool], list[int]] = {}
    for one in lines.actions:
        if one.key is not None:
            held.setdefault((_key_of(lines, one.heading), one.ongoing), []).append(one.key)
    return held


def _either(base: Lines, now: Lines) -> Lines:
    """All that a row may be: what stood, and what came since; with the headings of both."""
    held = {one.key for one in base.headings}
    places = {one.key: at for at, one in enumerate(base.headings)}
    headings = list(base.headings)
    for one in now.headings:
        if one.key not in held:
            places[one.key] = len(headings)
            parent = None if one.parent is None else places[now.headings[one.parent].key]
            headings.append(HeadingLine(one.key, one.level, parent, one.number, one.text))
    older = base.by_key()
    return Lines(headings, [*base.actions, *(a for a in now.actions if a.key not in older)])


def _of_row(
    row: int,
    one: ActionLine,
    file: Lines,
    base: Lines,
    now: Lines,
    made: Pairs,
    period: Period,
    *,
    own: bool,
) -> Iterator[Edit]:
    key = made.actions.get(row)
    if key is None:
        said = "The action of this reference is not in the plan." if one.key else _round(file, one)
        kind = EditKind.TOLD if one.key else EditKind.ADDED
        yield Edit(kind, None, row, before=said, after=one.text)
        return
    stands = now.by_key().get(key)
    then = base.by_key().get(key)
    if stands is None and then and (one.text, one.timescale) == (then.text, then.timescale):
        return
    if stands is None:
        said = "This action was taken out of the plan since the file was made."
        yield Edit(EditKind.TOLD, None, row, before=said, after=one.text)
        return
    then = then or stands
    yield from _words(row, key, one, then, stands)
    yield from _place(row, key, one, then, stands, file, base, now, made)
    if own or one.lead_words != then.lead_words:
        yield from _leads(row, key, one, then, stands)
    yield from _dates(row, key, one, then, stands, period, own=own)
    if _measures(one) not in (_measures(then), _measures(stands)):
        was, said, live = (_listed(line) for line in (then, one, stands))
        yield Edit(EditKind.MEASURES, key, row, "measures", was, said, _since(was, live))
    if one.ongoing not in (then.ongoing, stands.ongoing):
        said = "Whether it is ongoing work is changed on the action's own page."
        yield Edit(EditKind.TOLD, key, row, "ongoing", before=said, after=one.text)
    if not one.states & (then.states | stands.states):
        yield Edit(EditKind.STATUS, key, row, "status", stands.status, one.status)


def _round(file: Lines, one: ActionLine) -> str:
    """Where a new action stands, who leads it and until when."""
    told = (
        f"under {file.title_of(one.heading)}" if one.heading is not None else "",
        f"led by {', '.join(one.names)}" if one.names else "with no lead",
        f"timescale {one.timescale}" if one.timescale else "with no timescale",
    )
    return ", ".join(filter(None, told))


def _words(
    row: int, key: int, one: ActionLine, then: ActionLine, stands: ActionLine
) -> Iterator[Edit]:
    for name in WORDED:
        said, was, now = (getattr(line, name) for line in (one, then, stands))
        if said not in (was, now):
            yield Edit(EditKind.WORDS, key, row, name, was, said, _since(was, now))


def _since(was: str, now: str) -> str | None:
    return now if now != was else None


def _place(
    row: int,
    key: int,
    one: ActionLine,
    then: ActionLine,
    stands: ActionLine,
    file: Lines,
    base: Lines,
    now: Lines,
    made: Pairs,
) -> Iterator[Edit]:
    """Another heading than it stood under; of a list whose file prints no headings nothing."""
    was, is_now = _key_at(base, then, now, stands), _key_of(now, stands.heading)
    here = None if one.heading is None else made.headings.get(one.heading, -1)
    if here in (was, is_now) or (one.ongoing and one.heading is None):
        return
    pair = now.title_of(stands.heading), file.title_of(one.heading)
    yield Edit(EditKind.PLACE, key, row, "heading", *pair)


def _key_at(base: Lines, then: ActionLine, now: Lines, stands: ActionLine) -> int | None:
    return _key_of(now if then is stands else base, then.heading)


def _key_of(lines: Lines, heading: int | None) -> int | None:
    return None if heading is None else lines.headings[heading].key


def _leads(
    row: int, key: int, one: ActionLine, then: ActionLine, stands: ActionLine
) -> Iterator[Edit]:
    if one.leads not in (then.leads, stands.leads):
        was, now = "\n".join(then.names), "\n".join(stands.names)
        changed = now if stands.leads != then.leads else None
        yield Edit(EditKind.LEAD, key, row, "leads", was, "\n".join(one.names), changed)


def _dates(
    row: int,
    key: int,
    one: ActionLine,
    then: ActionLine,
    stands: ActionLine,
    period: Period,
    *,
    own: bool,
) -> Iterator[Edit]:
    """A date that is moved; words of a timescale that say the same date are words alone."""
    worded = one.timescale not in (then.timescale, stands.timescale)
    due = one.due if own or worded else then.due
    read = understand(one.timescale, period).due
    if worded and due == then.due and read not in (None, then.first_due):
        due = read  # the words say another date than the one that was left beside them
    moved = due not in (then.due, stands.due)
    if moved and then.due:
        pair = long_day(then.due), long_day(due) if due else "no date"
        now = long_day(stands.due) if stands.due and stands.due != then.due else None
        yield Edit(EditKind.DATE, key, row, "due", *pair, now, due)
    if worded and not (moved and then.due):
        pair = then.timescale, one.timescale
        yield Edit(EditKind.WORDS, key, row, "timescale", *pair, _since(pair[0], stands.timescale))


def _measures(line: ActionLine) -> frozenset[tuple[str, str]]:
    return frozenset(line.measures)


def _listed(line: ActionLine) -> str:
    return "\n".join(text for text, _ in line.measures)


def _headings(file: Lines, base: Lines, now: Lines, made: Pairs) -> Iterator[Edit]:
    then, stands = (
        {one.key: one for one in lines.headings if one.key is not None} for lines in (base, now)
    )
    for at, one in enumerate(file.headings):
        key = made.headings.get(at)
        if key is None:
            yield Edit(EditKind.NEW_HEADING, None, at, after=one.title)
        elif is_now := stands.get(key):
            was = then.get(key, is_now)
            for name in ("number", "text"):
                said, before, live = (getattr(line, name) for line in (one, was, is_now))
                if said not in (before, live):
                    yield Edit(EditKind.HEADING, key, at, name, before, said, _since(before, live))
