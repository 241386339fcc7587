"""A plan as it was understood from a spreadsheet: nothing of it is written yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from documents.enums import Canonical
from imports.enums import Subject
from imports.rules.columns.match import Match
from imports.rules.plan.ledger import Cells, LeftOut
from plans.enums import LevelRole
from plans.rules.legends import Preset
from sheets.rules.cells import column_letter
from timescales.timescale import Understanding


def rows_said(rows: Sequence[int]) -> str:
    """ "3 rows: 4, 5, 9" """
    listed = ", ".join(map(str, rows[:12])) + (" …" if len(rows) > 12 else "")
    return f"{len(rows)} row{'' if len(rows) == 1 else 's'}: {listed}"


@dataclass(frozen=True)
class Doubt:
    """Something that a person should look at, with its place in the spreadsheet.

    `blocks` marks what must be mended in the file before the plan can come in. `about` are the
    words that caused it, where a person may say what they mean: the same words are one doubt.
    """

    text: str
    row: int | None = None
    column: int | None = None
    header: str = ""
    sheet: str = ""
    blocks: bool = False
    about: str = ""

    @property
    def cell(self) -> str:
        """ "F14" """
        if self.row is None or self.column is None:
            return ""
        return f"{column_letter(self.column)}{self.row}"

    @property
    def column_words(self) -> str:
        """ "F (Target timescale)" """
        if self.column is None:
            return ""
        words = " ".join(self.header.split())
        return f"{column_letter(self.column)} ({words})" if words else column_letter(self.column)

    @property
    def where(self) -> str:
        """ "Row 14, column F (Target timescale)" """
        parts = [f"Row {self.row}" if self.row else "", f"column {self.column_words}"]
        place = ", ".join(part for part in parts if part and part != "column ")
        return f"{self.sheet}: {place}" if self.sheet and place else self.sheet or place


@dataclass(frozen=True)
class Asked:
    """Words of one row whose meaning a person may say, and what is made of them now.

    They were not understood, or were understood with a doubt, or a person said it (`decided`).
    """

    subject: Subject
    words: str
    row: int
    sheet: int
    said: str
    decided: bool = False


@dataclass(frozen=True)
class LevelDraft:
    name: str
    plural: str
    role: LevelRole
    count: int
    numbered: bool


@dataclass(frozen=True)
class HeadingDraft:
    """`level` and `parent` are places in the draft's own lists; `prefix + text` is as printed."""

    level: int
    parent: int | None
    number: str
    prefix: str
    text: str
    vision: str = ""
    context: str = ""
    row: int = 0


@dataclass(frozen=True)
class ActionDraft:
    """One action; `prefix + text` is as printed, `lead_words` and `timescale_words` too.

    `key` is that of the action which a row of the plan's own file says it is.
    """

    row: int
    heading: int | None
    ongoing: bool
    number: str
    prefix: str
    text: str
    leads: tuple[str, ...]
    lead_words: str
    timescale_words: str
    meaning: Understanding
    status: Canonical
    status_words: str
    entry_code: str
    progress: str
    evidence: str
    impact: str
    origin: str
    outcomes: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    completed_on: date | None = None
    first_due: date | None = None
    sheet: int = 0
    key: int | None = None


@dataclass(frozen=True)
class PlanDraft:
    """What would be brought in: the tree, the actions, and what needs a person's eye.

    `loose_measures` name no action that the plan has. `legend` names the preset that fits; `key` is
    the document's own legend, which goes before it.
    """

    match: Match
    levels: tuple[LevelDraft, ...]
    headings: tuple[HeadingDraft, ...]
    actions: tuple[ActionDraft, ...]
    doubts: tuple[Doubt, ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    lead_names: dict[str, str] = field(default_factory=dict)
    legend: str = ""
    key: Preset | None = None
    loose_measures: tuple[tuple[str, str], ...] = ()
    cells: Cells = field(default_factory=Cells)
    left_out: tuple[LeftOut, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def blocks(self) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in self.doubts if doubt.blocks)

    @property
    def rated(self) -> tuple[ActionDraft, ...]:
        return tuple(action for action in self.actions if not action.ongoing)

    @property
    def ongoing(self) -> tuple[ActionDraft, ...]:
        return tuple(action for action in self.actions if action.ongoing)
