"""Counts under each heading of the level that "by outcome" means. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.queries.positions import Position
from actions.queries.rows import Row
from dashboards.queries.selection import NO_HEADING
from dashboards.rules.addresses import Addresses, Count
from dashboards.rules.status_parts import Part, Parts, parts_of
from documents.enums import Canonical
from plans.models import Heading


@dataclass(frozen=True)
class HeadingLine:
    """One heading with its counts by status; `above` is printed where it changes.

    `ask_about` are the actions under it about which there is something to ask.
    """

    title: str
    above: str
    total: Count
    parts: Parts
    completed: Count
    ask_about: Sequence[Row]


@dataclass(frozen=True)
class _Group:
    key: str
    title: str
    above: str
    rows: Sequence[Row]


def printed(heading: Heading) -> str:
    """A heading as the plan prints it: "Outcome 3: …", or the words alone without a number."""
    return heading.title if heading.number else heading.text


def heading_lines(
    position: Position, addresses: Addresses, asked: Sequence[Row]
) -> list[HeadingLine]:
    """A line for each heading of the grouping level, and one for what stands under none of them.

    `asked` are the actions to ask about. A plan without headings has no lines.
    """
    groups = list(_groups(position))
    longest = max((len(group.rows) for group in groups), default=0)
    wanted = {row.pk for row in asked}
    return [_line(group, position, addresses, wanted, longest) for group in groups]


def _groups(position: Position) -> Iterator[_Group]:
    level = position.grouping
    if level is None:
        return
    under: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in position.rated:
        heading = position.group_of(row)
        under[heading.pk if heading else None].append(row)
    by_pk = {branch.heading.pk: branch.heading for branch in position.headings}
    shown_above = ""
    for heading in by_pk.values():
        if heading.level_id == level.pk:
            parent = by_pk.get(heading.parent_id or 0)
            above = printed(parent) if parent else ""
            news = above if above != shown_above else ""
            yield _Group(str(heading.pk), printed(heading), news, under[heading.pk])
            shown_above = above
    if under[None]:
        yield _Group(NO_HEADING, f"Under no {level.singular.lower()}", "", under[None])


def _line(
    group: _Group, position: Position, addresses: Addresses, asked: set[int], longest: int
) -> HeadingLine:
    counts = Counter(row.bucket for row in group.rows)
    done = Canonical.COMPLETE.value

    def part(key: str) -> Part:
        url = addresses.rated(heading=group.key, status=key)
        return Part(position.tags[key], Count(counts[key], url))

    return HeadingLine(
        title=group.title,
        above=group.above,
        total=Count(len(group.rows), addresses.rated(heading=group.key)),
        parts=parts_of(counts, part, longest),
        completed=Count(counts[done], addresses.rated(heading=group.key, status=done)),
        ask_about=[row for row in group.rows if row.pk in asked],
    )
