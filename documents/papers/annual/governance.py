"""The bodies of an area as they stand below one another, for a chart that is also a list. Pure.

A body stands below the one that it reports to; where that is another one than the body of which it
is part, its own line says so. What stands above and belongs to no list of this area is a line too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.schema.content import BodyRecord, SnapshotContent


@dataclass
class BodyNode:
    """One body of the chart with those that report to it; `own` is the committee of the report."""

    name: str
    told: str
    own: bool = False
    below: list[BodyNode] = field(default_factory=list)


@dataclass(frozen=True)
class BodyLine:
    """The same in a list: how deep it stands, from 0."""

    depth: int
    name: str
    told: str


def tree(content: SnapshotContent) -> list[BodyNode]:
    """The topmost bodies, with all others below them, each once and in the area's order."""
    nodes = {
        row["name"]: BodyNode(row["name"], _told(row), row["name"] == content["committee"])
        for row in content["bodies"]
    }
    above = {row["name"]: row["reports_to"] or row["parent"] for row in content["bodies"]}
    for name in [name for name in above.values() if name and name not in nodes]:
        nodes.setdefault(name, BodyNode(name, ""))
    tops = []
    for name, node in nodes.items():
        over = above.get(name, "")
        if over and not _circle(name, above):
            nodes[over].below.append(node)
        else:
            tops.append(node)
    return tops


def lines(nodes: Sequence[BodyNode], depth: int = 0) -> Iterator[BodyLine]:
    """The tree from the top down."""
    for node in nodes:
        yield BodyLine(depth, node.name, node.told)
        yield from lines(node.below, depth + 1)


def _circle(name: str, above: dict[str, str]) -> bool:
    """Whether the line of a body upwards comes back to it: it then stands at the top."""
    seen, at = {name}, above.get(name, "")
    while at:
        if at in seen:
            return at == name
        seen.add(at)
        at = above.get(at, "")
    return False


def _told(row: BodyRecord) -> str:
    """ "Sub-committee · meets quarterly · part of the Learning Board"."""
    cadence = row["cadence"][:1].lower() + row["cadence"][1:]
    parts = [row["kind"], f"meets {cadence}"]
    if row["reports_to"] and row["parent"] and row["parent"] != row["reports_to"]:
        parts.append(f"part of {row['parent']}")
    return " · ".join(parts)
