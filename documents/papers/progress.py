"""Progress under each heading of a plan, as far as a report tells of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents import status_bars, statuses
from documents.papers import headings
from documents.papers import scope as scopes
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Palette


@dataclass(frozen=True)
class OutcomeLine:
    """One row of progress by outcome."""

    title: str
    parents: str
    total: int
    cells: Sequence[int]
    bar: status_bars.StackedBar
    moved: Sequence[str]

    @property
    def since(self) -> str:
        """What changed since the last report, in a sentence; "" for nothing."""
        return f"Since the last report: {'; '.join(self.moved)}." if self.moved else ""


def group_name(content: SnapshotContent) -> str:
    """The plan's own name for its grouping level; "part of the plan" when it has no levels."""
    levels = content["levels"]
    return levels[headings.grouping_level(levels) - 1]["name"] if levels else "Part of the plan"


def outcome_lines(
    standing: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[OutcomeLine]:
    """Progress under each heading of the grouping level of which the report tells; what stands
    above it is printed once."""
    order, lines, above = statuses.order(content["counts"]), [], ""
    for group in headings.grouped(standing, content["headings"], content["levels"]):
        if not scopes.reports_on(content, group.path):
            continue
        line = _outcome_line(group, content, colours, order)
        lines.append(replace(line, parents="") if line.parents == above else line)
        above = line.parents
    return lines


def _outcome_line(
    group: headings.Group, content: SnapshotContent, colours: Palette, order: Sequence[str]
) -> OutcomeLine:
    counts = [sum(action["status"] == key for action in group.actions) for key in order]
    parts = [(colours.tag(key), number) for key, number in zip(order, counts, strict=True)]
    numbers = {action["id"] for action in group.actions}
    moves = content["changes"]["status"] if content["changes"] else []
    return OutcomeLine(
        title=group.title,
        parents=" · ".join(headings.title(step, content["levels"]) for step in group.path[:-1]),
        total=len(group.actions),
        cells=counts,
        bar=status_bars.stacked_bar(parts, width=130, name=group.title),
        moved=[
            f"{move['reference']} from {move['before']} to {move['after']}"
            for move in moves
            if move["action"] in numbers
        ],
    )
