"""Actions under the headings of a plan's own tree, whatever its levels are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from documents.schema.actions import ActionRecord
from documents.schema.content import HeadingRecord, LevelRecord

Path = tuple[HeadingRecord, ...]


@dataclass(frozen=True)
class Group:
    """Actions under one heading of the grouping level; ``path`` runs from the top down to it."""

    heading: HeadingRecord | None
    path: Path
    title: str
    actions: Sequence[ActionRecord]


def grouping_level(levels: Sequence[LevelRecord]) -> int:
    """The level that "by outcome" means: the one with that role, else the top; from 1."""
    for place, level in enumerate(levels, start=1):
        if level["role"] == "outcome":
            return place
    return 1


def title(heading: HeadingRecord, levels: Sequence[LevelRecord]) -> str:
    """A heading as the plan prints it: "Outcome 3: …", or the words alone without a number."""
    level = levels[heading["level"] - 1] if heading["level"] <= len(levels) else None
    name = f"{level['name'] if level else ''} {heading['number']}".strip()
    return f"{name}: {heading['text']}" if heading["number"] else heading["text"]


def grouped(
    actions: Iterable[ActionRecord],
    headings: Sequence[HeadingRecord],
    levels: Sequence[LevelRecord],
) -> list[Group]:
    """Every action once, under its heading of the grouping level, in the plan's order.

    Headings without actions stay in (a plan may have no actions at all); actions that hang above
    the grouping level, or under no heading, come last in a group of their own.
    """
    wanted = grouping_level(levels)
    paths = _paths(headings)
    bucket: dict[int | None, list[ActionRecord]] = defaultdict(list)
    for action in actions:
        path = paths.get(action["heading"] or 0, ())
        at_level = [step["id"] for step in path if step["level"] == wanted]
        bucket[at_level[0] if at_level else None].append(action)
    groups = [
        Group(heading, paths[heading["id"]], title(heading, levels), bucket[heading["id"]])
        for heading in headings
        if heading["level"] == wanted
    ]
    if bucket[None]:
        rest = "All actions" if not groups else "Actions under no single heading"
        groups.append(Group(None, (), rest, bucket[None]))
    return groups


def steps_below(
    headings: Sequence[HeadingRecord], levels: Sequence[LevelRecord]
) -> Callable[[int | None], list[tuple[str, str]]]:
    """A look-up of the headings between the grouping level and an action: (level's name, words)."""
    wanted = grouping_level(levels)
    paths = _paths(headings)

    def below(heading: int | None) -> list[tuple[str, str]]:
        return [
            (f"{levels[step['level'] - 1]['name']} {step['number']}".strip(), step["text"])
            for step in paths.get(heading or 0, ())
            if step["level"] > wanted
        ]

    return below


def _paths(headings: Sequence[HeadingRecord]) -> dict[int, Path]:
    by_id = {heading["id"]: heading for heading in headings}
    return {key: _path(heading, by_id) for key, heading in by_id.items()}


def _path(heading: HeadingRecord, by_id: dict[int, HeadingRecord]) -> Path:
    steps = [heading]
    while (parent := steps[0]["parent"]) is not None:
        steps.insert(0, by_id[parent])
    return tuple(steps)


def ancestry(headings: Sequence[HeadingRecord], depth: int) -> Callable[[int | None], list[str]]:
    """A look-up from a heading to the words at each of ``depth`` levels, empty where none is."""
    paths = _paths(headings)

    def words(heading: int | None) -> list[str]:
        steps = [""] * depth
        for step in paths.get(heading or 0, ()):
            steps[step["level"] - 1] = f"{step['number']} {step['text']}".strip()
        return steps

    return words
