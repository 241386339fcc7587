"""All that the rows of a plan gave, while they are read."""

from dataclasses import dataclass, field

from imports.rules.columns.column import Column
from imports.rules.columns.match import Match
from imports.rules.plan.draft import Asked, Doubt
from imports.rules.plan.ledger import Ledger
from imports.rules.plan.rows import ActionRow
from imports.rules.plan.tree import Node, Tree
from sheets.rules.cells import Row, Sheet


@dataclass
class Outline:
    """All that the rows gave: the tree, the actions, the side tables, the doubts."""

    sheets: tuple[Sheet, ...]
    match: Match
    tree: Tree
    actions: list[ActionRow] = field(default_factory=list)
    measures: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    ongoing: bool = False
    resumed: bool = False  # the column names were printed again just now
    fresh: Node | None = None  # the heading of the banner just read, open to its narrative

    def doubt(
        self, text: str, row: Row | None = None, column: Column | None = None,
        sheet: int | None = None, *, blocks: bool = False, about: str = "",
    ) -> None:  # fmt: skip
        """Note something for a person to look at, with its place."""
        several = sum(not one.aside for one in self.sheets) > 1 and sheet is not None
        self.doubts.append(
            Doubt(
                text,
                row.number if row is not None else None,
                column.at if column else None,
                column.header if column else "",
                self.sheets[sheet].name if several and sheet is not None else "",
                blocks,
                about,
            )
        )
