"""The difference of two versions of a plan's text: line by line, each word by word. Pure.

A line is a heading, an action, a status of the legend or another part of the plan; it is known
again by its key, whatever its words and its number have become.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from documents.difference.texts import IN, OUT, SAME, Part, parts
from documents.schema.plan_text import PlanText, holds_actions, plan_text_of
from documents.shape import Json
from timescales.date_format import day_range, long_day

ADDED, GONE, REWORDED, RENUMBERED, MOVED, DAYS = (
    "Added",
    "Taken out",
    "Words changed",
    "Number changed",
    "Moved",
    "Lead or date changed",
)
ONGOING = "ongoing"
LATER = ("outcomes", "measures", "actions")  # what the first versions did not keep
OF_THE_DAY = frozenset({"Lead", "Due"})
UNDER = "Stands under"


class Line(NamedTuple):
    """One part of the plan: what it is called, its texts by label, "" being the main one, and the
    key of the heading under which it stands."""

    key: str
    name: str
    texts: Mapping[str, str]
    place: str = ""


@dataclass(frozen=True)
class Field:
    """One text of a line before and after, each as its own reader sees it."""

    label: str
    before: Sequence[Part]
    after: Sequence[Part]

    @property
    def changed(self) -> bool:
        return any(part.kind != SAME for part in (*self.before, *self.after))


@dataclass(frozen=True)
class Row:
    """A line in one or both versions; `kinds` says what became of it, empty where nothing did."""

    key: str
    before: str  # what it was called, "" where it was not there
    after: str
    kinds: Sequence[str]
    fields: Sequence[Field]

    @property
    def name(self) -> str:
        return self.after or self.before

    @property
    def renamed(self) -> bool:
        return bool(self.before and self.after and self.before != self.after)


@dataclass(frozen=True)
class Comparison:
    """All lines in the reading order of the later version; what was taken out where it stood.

    `partial` says that one of the two was kept without actions, outcomes and measures.
    """

    rows: Sequence[Row]
    partial: bool

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.kinds]

    @property
    def days(self) -> bool:
        """Whether leads or dates of the day differ, which are no words of the plan."""
        return any(DAYS in row.kinds for row in self.rows)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many lines each kind of change concerns, without those that none does."""
        told = Counter(kind for row in self.rows for kind in row.kinds)
        order = (ADDED, GONE, REWORDED, RENUMBERED, MOVED, DAYS)
        return [(kind, told[kind]) for kind in order if told[kind]]


def compare(before: Mapping[str, Json], after: Mapping[str, Json]) -> Comparison:
    """The difference of what two versions keep."""
    partial = not (holds_actions(before) and holds_actions(after))
    old, new = (_text(content, partial=partial) for content in (before, after))
    keyed = all("key" in row for text in (old, new) for row in text["headings"] + text["legend"])
    then, now = (
        {line.key: line for line in _named(_lines(text), keyed=keyed)} for text in (old, new)
    )
    moved = _moved(then, now)
    order = _order(list(then), list(now))
    return Comparison([_row(key, then.get(key), now.get(key), moved) for key in order], partial)


def _text(content: Mapping[str, Json], *, partial: bool) -> PlanText:
    return plan_text_of({**content, **{name: [] for name in LATER}} if partial else content)


def _row(key: str, then: Line | None, now: Line | None, moved: frozenset[str]) -> Row:
    if now is None:
        kinds, fields = [GONE], _fields(_placed(then) if then else {}, {})
    elif then is None:
        kinds, fields = [ADDED], _fields({}, _placed(now))
    else:
        elsewhere = then.place != now.place
        fields = _fields(_placed(then, elsewhere), _placed(now, elsewhere))
        other = {field.label for field in fields if field.changed}
        became = (
            (REWORDED, bool(other - OF_THE_DAY - {UNDER})),
            (RENUMBERED, then.name != now.name),
            (MOVED, elsewhere or key in moved),
            (DAYS, bool(other & OF_THE_DAY)),
        )
        kinds = [kind for kind, so in became if so]
    return Row(key, then.name if then else "", now.name if now else "", kinds, fields)


def _placed(line: Line, told: bool = True) -> Mapping[str, str]:
    """The texts of a line; under what it stands is told only where it matters."""
    return {label: text for label, text in line.texts.items() if told or label != UNDER}


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> list[Field]:
    labels = dict.fromkeys([*after, *before])
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [_field(label, old, new) for label, old, new in pairs if old or new]


def _field(label: str, old: str, new: str) -> Field:
    told = parts(old, new)
    return Field(
        label,
        [part for part in told if part.kind in (SAME, OUT)],
        [part for part in told if part.kind in (SAME, IN)],
    )


def _moved(then: Mapping[str, Line], now: Mapping[str, Line]) -> frozenset[str]:
    """Lines that stand elsewhere among those that stood, and stand, under the same heading."""
    stayed = {key for key in then if key in now and then[key].place == now[key].place}
    moved: set[str] = set()
    for place in {now[key].place for key in stayed}:
        here = {key for key in stayed if now[key].place == place}
        old, new = ([key for key in rows if key in here] for rows in (then, now))
        same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        kept = {key for block in same for key in old[block.a : block.a + block.size]}
        moved |= {*old} - kept
    return frozenset(moved)


def _order(then: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """The keys as now, each that is gone after the one that it stood behind."""
    there, gone = {*now}, defaultdict[str, list[str]](list)
    behind = ""
    for key in then:
        if key in there:
            behind = key
        else:
            gone[behind].append(key)
    yield from gone[""]
    for key in now:
        yield key
        yield from gone[key]


def _named(lines: Iterable[Line], *, keyed: bool) -> Iterator[Line]:
    """Each line with a key of its own; without keys it is known by its name, or its words."""
    seen: Counter[str] = Counter()
    for line in lines:
        known = line.key if keyed else _known(line)
        seen[known] += 1
        own = known if seen[known] == 1 else f"{known} ({seen[known]})"
        yield line._replace(key=own, place=line.place if keyed else "")


def _known(line: Line) -> str:
    """By what a line without a key is known again: its number, or where it has none its words."""
    return line.name if line.name[-1:].isdigit() else f"{line.name} {line.texts['']}"


def _lines(text: PlanText) -> Iterator[Line]:
    yield Line("title", "Title", {"": text["title"]})
    yield Line("period", "Period", {"": _period(text["period"])})
    yield Line("vision", "Vision", {"": text["vision"]})
    yield Line("context_above", "What the plan serves", {"": text["context_above"]})
    yield Line("introduction", "Introduction", {"": text["introduction"]})
    yield from _tree(text)
    for outcome in text["outcomes"]:
        name = f"High-level outcome {outcome['number']}".strip()
        yield Line(outcome["key"], name, {"": outcome["text"]})
    for measure in text["measures"]:
        texts = {"": measure["text"], "Sources of evidence": measure["evidence_sources"]}
        yield Line(measure["key"], "Measure", texts)
    for entry in text["legend"]:
        texts = {"": entry["label"], "Definition": entry["definition"]}
        yield Line(entry.get("key", ""), f"Status {entry['code']}", texts)
    for level in text["levels"]:
        yield Line(
            level.get("key", ""), "Name of a level", {"": f"{level['singular']}, {level['plural']}"}
        )


def _period(days: Sequence[str]) -> str:
    return day_range(*map(date.fromisoformat, days)) if len(days) == 2 else ""


def _tree(text: PlanText) -> Iterator[Line]:
    """Headings, each with the actions under it, then those under none, then ongoing work."""
    under: defaultdict[str, list[Line]] = defaultdict(list)
    names = {
        row["key"]: _called(row["level"], row["number"]) for row in text["headings"] if "key" in row
    }
    ongoing: list[Line] = []
    for row in text["actions"]:
        is_ongoing = row["kind"] == ONGOING
        kind = (text["ongoing_name"] or "Ongoing work") if is_ongoing else "Action"
        texts = {
            "": row["text"],
            UNDER: names.get(row["under"], ""),
            "Timescale": row["timescale_words"],
            "Expected impact": row["expected_impact"],
            "Evidence": row["evidence"],
            "Lead": ", ".join(row["leads"]),
            "Due": long_day(date.fromisoformat(row["due"])) if row["due"] else "",
        }
        line = Line(row["key"], _called(kind, row["number"]), texts, row["under"])
        (ongoing if is_ongoing else under[row["under"]]).append(line)
    for heading in text["headings"]:
        texts = {
            "": heading["text"],
            UNDER: names.get(heading.get("under", ""), ""),
            "Vision": heading["vision"],
            "Context": heading["context"],
        }
        key = heading.get("key", "")
        name = _called(heading["level"], heading["number"])
        yield Line(key, name, texts, heading.get("under", ""))
        yield from under.pop(key, []) if key else []
    for lines in under.values():
        yield from lines
    yield from ongoing


def _called(kind: str, number: str) -> str:
    return f"{kind} {number}".strip()
