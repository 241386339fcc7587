"""Counts under each heading of the level that "by outcome" means. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.queries.positions import Position
from dashboards.queries.selection import NO_HEADING
from dashboards.rules.addresses import Addresses, Count
from documents import charts
from documents.statuses import Tag
from plans.models import Heading


@dataclass(frozen=True)
class Cell:
    tag: Tag
    count: Count


@dataclass(frozen=True)
class HeadingLine:
    """One heading with its counts and their bar; `above` is printed where it changes."""

    title: str
    above: str
    total: Count
    cells: Sequence[Cell]
    bar: charts.StackedBar


@dataclass(frozen=True)
class _Group:
    key: str
    title: str
    above: str
    counts: Counter[str]


def printed(heading: Heading) -> str:
    """A heading as the plan prints it: "Outcome 3: …", or the words alone without a number."""
    return heading.title if heading.number else heading.text


def heading_lines(
    position: Position, addresses: Addresses, shown: Sequence[str]
) -> list[HeadingLine]:
    """A line for each heading of the grouping level, and one for what stands under none of them.

    `shown` names the states that get a column. A plan without headings has no lines.
    """
    return [_line(group, position, addresses, shown) for group in _groups(position)]


def _groups(position: Position) -> Iterator[_Group]:
    level = position.grouping
    if level is None:
        return
    counts: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for row in position.rated:
        heading = position.group_of(row)
        counts[heading.pk if heading else None][row.bucket] += 1
    by_pk = {branch.heading.pk: branch.heading for branch in position.headings}
    shown_above = ""
    for heading in by_pk.values():
        if heading.level_id == level.pk:
            parent = by_pk.get(heading.parent_id or 0)
            above = printed(parent) if parent else ""
            news = above if above != shown_above else ""
            yield _Group(str(heading.pk), printed(heading), news, counts[heading.pk])
            shown_above = above
    if counts[None]:
        yield _Group(NO_HEADING, f"Under no {level.singular.lower()}", "", counts[None])


def _line(
    group: _Group, position: Position, addresses: Addresses, shown: Sequence[str]
) -> HeadingLine:
    parts = [(position.tags[key], group.counts[key]) for key in shown]
    return HeadingLine(
        title=group.title,
        above=group.above,
        total=Count(group.counts.total(), addresses.rated(heading=group.key)),
        cells=[
            Cell(tag, Count(number, addresses.rated(heading=group.key, status=tag.canonical)))
            for tag, number in parts
        ],
        bar=charts.stacked_bar(parts, width=200, height=20, name=group.title),
    )
