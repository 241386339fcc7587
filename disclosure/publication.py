"""Everything that one audience sees at once: figures, and what holds between them.

A record is either what would be printed (with `exact` numbers, for `protect`) or what was said
(from `said`, without them). See docs/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from disclosure.enums import Kind, Mode, Role, Tie


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """`step` above nothing: a figure is a whole multiple of it."""

    step: Decimal
    mode: Mode = Mode.HALF_UP


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure; one id is one unknown, in every edition for ever.

    `exact` is the true whole number of a count. `value` is the text as printed. A cell without a
    value is marked as hidden, or (`hidden` false) stands nowhere at all. `lower` and `upper` are
    what a chart's axis says of it whether it is printed or not.
    """

    id: str
    kind: Kind = Kind.COUNT
    exact: int | None = None
    value: str | None = None
    hidden: bool = True
    rounding: Rounding | None = None
    numerator: str | int | None = None
    denominator: str | int | None = None
    per: int | None = None
    of: tuple[str, str] | None = None
    dims: Mapping[str, str] = field(default_factory=dict)
    overlapping: tuple[str, ...] = ()
    lower: Decimal | None = None
    upper: Decimal | None = None
    revised: bool = False
    complement_sensitive: bool = False
    where: tuple[str, ...] = ()
    role: Role = Role.PART

    @property
    def is_marked(self) -> bool:
        """Whether readers see that something was hidden here."""
        return self.value is None and self.hidden


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What holds between figures, as in the JSON: use the makers."""

    tie: Tie
    parts: tuple[str, ...] = ()
    equals: str | None = None
    terms: tuple[tuple[str, int], ...] = ()
    minimum: int | None = None
    maximum: int | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        own = (self.equals,) if self.equals is not None else ()
        return (*self.parts, *own, *(name for name, _ in self.terms))

    @classmethod
    def sum(cls, parts: Sequence[str], equals: str) -> Relation:
        return cls(tie=Tie.SUM, parts=tuple(parts), equals=equals)

    @classmethod
    def difference(cls, later: str, earlier: str, equals: str) -> Relation:
        return cls(tie=Tie.DIFFERENCE, parts=(later, earlier), equals=equals)

    @classmethod
    def at_most(cls, part: str, whole: str) -> Relation:
        return cls(tie=Tie.AT_MOST, parts=(part, whole))

    @classmethod
    def same(cls, *ids: str) -> Relation:
        return cls(tie=Tie.SAME, parts=ids)

    @classmethod
    def order(cls, *ids: str) -> Relation:
        """From the largest to the smallest: what a table sorted by value says."""
        return cls(tie=Tie.ORDER, parts=ids)

    @classmethod
    def mean(cls, parts: Sequence[str], equals: str) -> Relation:
        return cls(tie=Tie.MEAN, parts=tuple(parts), equals=equals)

    @classmethod
    def linear(
        cls, terms: Mapping[str, int], *, minimum: int | None = None, maximum: int | None = None
    ) -> Relation:
        return cls(tie=Tie.LINEAR, terms=tuple(terms.items()), minimum=minimum, maximum=maximum)

    @classmethod
    def overlap(cls, parts: Sequence[str], whole: str) -> tuple[Relation, ...]:
        """Concerns: several a child, so each is at most the children, and they at most all."""
        terms = dict.fromkeys(parts, 1) | {whole: -1}
        return (*(cls.at_most(part, whole) for part in parts), cls.linear(terms, minimum=0))


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One edition for one audience. `members`: {dimension: {whole: its categories}}."""

    edition: str
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    threshold: int = 4
    zero_shown: bool = True
    members: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.by_id) != len(self.cells):
            names = [cell.id for cell in self.cells]
            twice = sorted({name for name in names if names.count(name) > 1})
            raise ValueError(f"cells: id given twice: {', '.join(twice)}")

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        return {cell.id: cell for cell in self.cells}

    @cached_property
    def of_cell(self) -> dict[str, list[Relation]]:
        """The relations that name each cell."""
        relations: dict[str, list[Relation]] = {}
        for relation in self.relations:
            for name in dict.fromkeys(relation.ids):
                relations.setdefault(name, []).append(relation)
        return relations

    def cell(self, name: str) -> Cell:
        return self.by_id[name]
