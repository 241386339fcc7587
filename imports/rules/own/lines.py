"""The rows of a plan's own file, each told what it is: a heading, an action, a measure, or about
the file itself. What stands in the file is taken as it is: nothing of it is guessed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from imports.rules.columns.own import names_of
from imports.rules.own.columns import (
    ABOUT_HEADS,
    ACTION,
    CONTEXT,
    KIND,
    LOOSE,
    MEANS,
    MEASURE_HEADS,
    NUMBER,
    ONGOING,
    REFERENCE,
    UNDER,
    VISION,
    stamped,
    without_apostrophe,
)
from imports.rules.plan.draft import HeadingDraft
from imports.rules.plan.ledger import Ledger
from sheets.rules.cells import Cell, Row, Sheet

OUTSIDE = "It is no row of the plan's tables."
ABOUT_IT = "about"
MEASURE = "measure"
PLAN = "plan"


@dataclass(frozen=True)
class OwnAction:
    """A row of the plan's tables: its cells by the names of their columns."""

    sheet: int
    row: Row
    heading: int | None
    ongoing: bool
    cells: dict[str, Cell]

    def said(self, name: str) -> str:
        cell = self.cells.get(name)
        return words_of(cell, text=MEANS in self.cells) if cell else ""


def words_of(cell: Cell, *, text: bool) -> str:
    """The words of a cell; of a `text` file without what keeps them from being a formula."""
    return (without_apostrophe(cell.words) if text else cell.words).strip()


@dataclass
class OwnFile:
    """What the file holds, in its order."""

    levels: list[str] = field(default_factory=list)
    about: list[tuple[str, ...]] = field(default_factory=list)
    headings: list[HeadingDraft] = field(default_factory=list)
    actions: list[OwnAction] = field(default_factory=list)
    measures: list[tuple[str, str, str]] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    entitled: bool = False  # whether the plan's title was met
    known: dict[tuple[int | None, int, str, str], int] = field(default_factory=dict)

    def of(self, part: str) -> list[tuple[str, ...]]:
        """The rows about the file that tell of one part of it, without its name."""
        return [row[1:] for row in self.about if row[0] == part]

    def place(self, level: int, parent: int | None, number: str, text: str, row: int) -> int:
        """The heading of these words in this place, made where it is met first."""
        key = (parent, level, number, text)
        if key not in self.known:
            self.known[key] = len(self.headings)
            self.headings.append(HeadingDraft(level, parent, number, "", text, row=row))
        return self.known[key]


@dataclass
class _Place:
    """Where the reading stands: in what table, under which headings."""

    table: str = ""
    names: list[str] = field(default_factory=list)
    path: dict[int, int] = field(default_factory=dict)
    ongoing: bool = False

    def above(self, level: int) -> int | None:
        held = [heading for at, heading in sorted(self.path.items()) if at < level]
        return held[-1] if held else None

    @property
    def first(self) -> int:
        """The first column that is not of a heading's; those of a sheet's levels stand before."""
        return len(self.names) - 1 - self.names[::-1].index(NUMBER) if NUMBER in self.names else 0

    @property
    def here(self) -> int | None:
        return self.path[max(self.path)] if self.path else None


def own_file(sheets: tuple[Sheet, ...]) -> OwnFile:
    """Every row of the file. What is read of it is kept in the ledger, the rest left out."""
    file = OwnFile()
    file.about = list(_about(sheets))
    file.levels = [row[0] for row in file.of("Level")]
    for at, sheet in enumerate(sheets):
        place = _Place()
        for row in sheet.rows:
            file.ledger.leave(sheet.aside or OUTSIDE, at, row.number, *row.typed)
            if not sheet.aside:
                _row(file, at, row, place)
    return file


def _about(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, ...]]:
    wide = len(ABOUT_HEADS)
    for sheet in sheets:
        inside = False
        for row in sheet.rows:
            if tuple(names_of(row)[:wide]) == ABOUT_HEADS:
                inside = True
            elif row.block == 0:
                inside = False
            elif inside:
                yield tuple(row[at].words.strip() for at in range(wide))


def _row(file: OwnFile, at: int, row: Row, place: _Place) -> None:
    names = names_of(row)
    if row.block == 0:
        place.table = ""
        _line(file, at, row, place)
    elif stamped(names):
        place.table, place.names = MEASURE if MEASURE_HEADS[0] in names else PLAN, names
        file.ledger.keep(at, row.number, *row.typed)
    elif tuple(names[: len(ABOUT_HEADS)]) == ABOUT_HEADS:
        place.table = ABOUT_IT
        file.ledger.keep(at, row.number, *row.typed)
    elif place.table == ABOUT_IT:
        file.ledger.keep(at, row.number, *row.typed)
    elif place.table == MEASURE:
        text, sources, _, refs = (row[column].words.strip() for column in range(4))
        if text:
            file.measures.append((text, sources, refs))
            file.ledger.keep(at, row.number, *row.typed)
    elif place.table == PLAN:
        _table_row(file, at, row, place)


def _line(file: OwnFile, at: int, row: Row, place: _Place) -> None:
    """A line of a document: a heading, the name of a list, or words of the heading above it."""
    words = row[0].words.strip()
    if _opens(file, words, head=row.head):
        return
    lists = {LOOSE: False, **{name: True for name, *_ in file.of("Ongoing list")}}
    if words in lists:
        place.path, place.ongoing = {}, lists[words]
        file.ledger.keep(at, row.number, 0)
    elif titled := heading_words(words, file.levels):
        level, number, text = titled
        kept = {held: one for held, one in place.path.items() if held < level}
        place.path, place.ongoing = kept, False
        place.path[level] = file.place(level, place.above(level), number, text, row.number)
        file.ledger.keep(at, row.number, 0)
    elif place.here is not None and words.startswith((VISION, CONTEXT)):
        _describe(file, place.here, words)
        file.ledger.keep(at, row.number, 0)
    elif row.head:
        place.path, place.ongoing = {}, False


def _opens(file: OwnFile, words: str, *, head: bool) -> bool:
    """Whether the line stands before the first heading: the plan's title, or what introduces it,
    which may read like a heading and is set as none."""
    if file.headings or file.actions:
        return False
    if not file.entitled and words in [row[0].strip() for row in file.of("Plan")]:
        file.entitled = True
        return True
    return not head and heading_words(words, file.levels) is not None


def _describe(file: OwnFile, heading: int, words: str) -> None:
    held = file.headings[heading]
    said = {"vision": held.vision, "context": held.context}
    name = "vision" if words.startswith(VISION) else "context"
    said[name] = words.removeprefix(VISION).removeprefix(CONTEXT)
    file.headings[heading] = HeadingDraft(
        held.level, held.parent, held.number, "", held.text, row=held.row, **said
    )


def heading_words(words: str, levels: Sequence[str]) -> tuple[int, str, str] | None:
    """Level, number and words of a title as the plan's document prints it: "Outcome 3: …"."""
    for level in sorted(range(len(levels)), key=lambda at: -len(levels[at])):
        name = levels[level]
        if words.startswith((f"{name}: ", f"{name} ", f"{name}:\n")):
            number, colon, text = words[len(name) :].partition(":")
            if colon and text.strip() and "\n" not in number and len(number.strip()) <= 20:
                return level, number.strip(), text.strip()
    return None


def _table_row(file: OwnFile, at: int, row: Row, place: _Place) -> None:
    first = place.first
    names = [REFERENCE if stamped([name]) else name for name in place.names]
    cells = {names[at]: row[at] for at in range(first, len(names)) if names[at]}
    heading = _heading_of_row(file, row, place)
    if UNDER in cells and (title := cells[UNDER].words.strip()):
        heading = _titled(file, title)
    kind = cells.get(KIND)
    ongoing = bool(kind and kind.words.strip() == ONGOING) or place.ongoing
    file.ledger.keep(at, row.number, *row.typed)
    if cells.get(ACTION) or cells.get(REFERENCE):
        file.actions.append(OwnAction(at, row, heading, ongoing, cells))


def _heading_of_row(file: OwnFile, row: Row, place: _Place) -> int | None:
    """The heading that the level cells of a sheet's row name; of a document, where it stands."""
    if not place.first:
        return place.here
    first, text_file = place.first, MEANS in place.names
    heading: int | None = None
    for column, name in enumerate(place.names[:first]):
        if column + 1 < first and name == f"{place.names[column + 1]} no":
            continue
        if name not in file.levels:
            file.levels.append(name)
        numbered = column and place.names[column - 1] == f"{name} no"
        number = words_of(row[column - 1], text=text_file) if numbered else ""
        text = words_of(row[column], text=text_file)
        if text:
            level = file.levels.index(name)
            heading = file.place(level, heading, number, text, row.number)
    return heading


def _titled(file: OwnFile, title: str) -> int | None:
    titles = [
        f"{f'{file.levels[one.level]} {one.number}'.strip()}: {one.text}" for one in file.headings
    ]
    return titles.index(title) if title in titles else None
