"""The whole action table of a snapshot, under the plan's own headings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.papers import headings
from documents.papers.exceptions import chairs_tag
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Palette, Tag


@dataclass(frozen=True)
class AppendixRow:
    """One action; ``above`` are the headings between its table's and itself, when they change."""

    action: ActionRecord
    tag: Tag
    chair: Tag | None
    above: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class AppendixGroup:
    """One table: the actions under one heading of the grouping level."""

    title: str
    parents: str
    rows: Sequence[AppendixRow]


def groups(
    actions: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[AppendixGroup]:
    """Every rated action, the withdrawn too, in the plan's order."""
    tables, parents = [], ""
    below = headings.steps_below(content["headings"], content["levels"])
    for group in headings.grouped(actions, content["headings"], content["levels"]):
        path = " · ".join(headings.title(step, content["levels"]) for step in group.path[:-1])
        rows, shown = [], []
        for action in group.actions:
            above = below(action["heading"])
            new = [step for step in above if step not in shown]
            rows.append(AppendixRow(action, colours.of(action), chairs_tag(action, colours), new))
            shown = above
        tables.append(AppendixGroup(group.title, path if path != parents else "", rows))
        parents = path
    return tables
