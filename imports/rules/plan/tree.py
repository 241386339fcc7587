"""Builds the tree of headings row by row: what is new, what repeats, what is only left blank."""

import re
import unicodedata
from dataclasses import dataclass, field

from imports.rules.columns.numbers import Numbered
from imports.rules.plan.draft import HeadingDraft, LevelDraft
from imports.rules.plan.level_names import level_roles, plural


@dataclass
class Node:
    """A heading while it is still growing."""

    level: int
    parent: int | None
    words: Numbered
    row: int
    column: int
    vision: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)


class Tree:
    """Headings in the order met. `levels` are names, top first; `path` is where we stand."""

    def __init__(self, levels: list[str]) -> None:
        self.levels = levels
        self.nodes: list[Node] = []
        self.path: list[int | None] = [None] * len(levels)
        self._known: dict[tuple[int | None, int, str], int] = {}
        self._numbers: dict[tuple[int | None, int, str], int] = {}

    def level_of(self, name: str) -> int:
        """The place of a level by its name, whatever its case."""
        return [known.casefold() for known in self.levels].index(name.casefold())

    def stand_nowhere(self) -> None:
        self.path = [None] * len(self.levels)

    @property
    def here(self) -> int | None:
        """The deepest heading that we stand under."""
        return next((node for node in reversed(self.path) if node is not None), None)

    def above(self, level: int) -> int | None:
        return next((node for node in reversed(self.path[:level]) if node is not None), None)

    def place(self, level: int, words: Numbered, row: int, column: int) -> Node:
        """Stand under this heading: the same words under the same parent are the same heading."""
        parent = self.above(level)
        key = (parent, level, _key(words.number + " " + words.text))
        at = self._known.get(key)
        if at is None and words.number and not words.text.strip():
            at = self._numbers.get((parent, level, words.number))
        if at is None:
            at = len(self.nodes)
            self.nodes.append(Node(level, parent, words, row, column))
            self._known[key] = at
            if words.number:
                self._numbers.setdefault((parent, level, words.number), at)
        if self.path[level] != at:
            self.path[level:] = [at, *[None] * (len(self.levels) - level - 1)]
        return self.nodes[at]

    def numbers_above(self, level: int) -> list[str]:
        """Numbers of the headings that we stand under, nearest first."""
        standing = [at for at in self.path[:level] if at is not None]
        return [self.nodes[at].words.number for at in reversed(standing)]

    def headings(self) -> tuple[HeadingDraft, ...]:
        return tuple(
            HeadingDraft(
                node.level,
                node.parent,
                node.words.number,
                node.words.prefix if node.words.text.strip() else "",
                node.words.text.strip() or node.words.prefix.strip() or node.words.number,
                "\n\n".join(node.vision),
                "\n\n".join(node.context),
                node.row,
            )
            for node in self.nodes
        )

    def level_drafts(self) -> tuple[LevelDraft, ...]:
        roles = level_roles(self.levels)
        return tuple(
            LevelDraft(
                name,
                plural(name),
                roles[at],
                sum(node.level == at for node in self.nodes),
                any(node.level == at and node.words.number for node in self.nodes),
            )
            for at, name in enumerate(self.levels)
        )


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("–", "-")
    return re.sub(r"[\s.:;,-]+", " ", plain).strip()
