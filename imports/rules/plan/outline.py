"""Walks over the rows of every sheet, builds the tree and hands each action its words."""

from dataclasses import dataclass, field

from imports.rules.columns.column import Column, Role
from imports.rules.columns.match import Match, Table, is_repeated_header
from imports.rules.columns.numbers import Numbered
from imports.rules.columns.synonyms import says_ongoing
from imports.rules.files.cells import Cell, Row, Sheet
from imports.rules.plan.banners import Banner, Kind, read_banner
from imports.rules.plan.draft import Doubt
from imports.rules.plan.layout import (
    UNNAMED_LEVEL,
    is_side_table,
    level_names,
    ongoing_sheets,
    sheet_banners,
    table_at,
)
from imports.rules.plan.level_names import level_name
from imports.rules.plan.rows import ActionRow, number_and_words
from imports.rules.plan.tree import Node, Tree


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
    ongoing: bool = False
    fresh: Node | None = None  # the heading of the banner just read, open to its narrative

    def doubt(
        self, text: str, row: Row | None = None, column: Column | None = None,
        sheet: int | None = None, *, blocks: bool = False,
    ) -> None:  # fmt: skip
        """Note something for a person to look at, with its place."""
        several = len(self.sheets) > 1 and sheet is not None
        self.doubts.append(
            Doubt(
                text,
                row.number if row is not None else None,
                column.at if column else None,
                column.header if column else "",
                self.sheets[sheet].name if several and sheet is not None else "",
                blocks,
            )
        )


def outline_of(sheets: tuple[Sheet, ...], match: Match) -> Outline:
    """Read every row of the sheets that have a table, in order."""
    outline = Outline(sheets, match, Tree(level_names(sheets, match)))
    for note in match.notes:
        outline.doubt(note)
    apart = ongoing_sheets(sheets)
    titles = sheet_banners(sheets, match)
    for at, sheet in enumerate(sheets):
        tables = [table for table in match.tables if table.sheet == at]
        if not tables:
            continue
        outline.ongoing = at in apart
        outline.tree.stand_nowhere()
        if at in titles:
            title = titles[at]
            outline.tree.place(outline.tree.level_of(title.level), title.words, 0, 0)
        for table in tables:
            header = sheet.rows[table.header]
            for column_at, text in table.notes:
                column = next(c for c in table.columns if c.at == column_at)
                outline.doubt(text, header, column, at)
        _walk_sheet(outline, at, sheet, tables)
    return outline


def _walk_sheet(outline: Outline, at: int, sheet: Sheet, tables: list[Table]) -> None:
    heads = {index for table in tables for index in range(table.header, table.start)}
    for index, row in enumerate(sheet.rows):
        _tell_taken_out(outline, at, row, table_at(tables, index))
        if index in heads:
            table = next(t for t in tables if t.header <= index < t.start)
            outline.ongoing = outline.ongoing or _names_ongoing(table)
            continue
        table_here = table_at(tables, index)
        if table_here and is_side_table(table_here, sheet):
            _side_row(outline, at, row, table_here)
        else:
            _row(outline, at, row, table_here)


def _names_ongoing(table: Table) -> bool:
    return any(says_ongoing(column.header) for column in table.at(Role.ACTION))


def _side_row(outline: Outline, at: int, row: Row, table: Table) -> None:
    if is_repeated_header(row, table):
        return
    _check_unnamed(outline, at, row, table)
    action = table.at(Role.ACTION)
    if not action:
        words = number_and_words(row, table.at(Role.LEVEL)[0], table)
        if words.text.strip():
            number = words.number or str(len(outline.outcomes) + 1)
            outline.outcomes.append((number, words.text.strip()))
        return
    number = row[action[0].at].words.strip().rstrip(".:)")
    said = [row[c.at].words.strip() for c in table.at(Role.EVIDENCE) if not row[c.at].covered]
    if number and any(said):
        sources = "\n".join(words for words in said[1:] if words)
        outline.measures.setdefault(number, []).append((said[0], sources))


def _row(outline: Outline, at: int, row: Row, table: Table | None) -> None:
    if table and is_repeated_header(row, table):
        return
    banner = read_banner(row, table)
    if banner:
        _banner(outline, at, row, banner)
        return
    if table is None:
        return
    outline.fresh = None
    _check_cells(outline, at, row, table)
    _check_unnamed(outline, at, row, table)
    for column in table.at(Role.LEVEL):
        _heading(outline, at, row, column, table)
    _describe(outline, row, table)
    _action(outline, at, row, table)


def _banner(outline: Outline, at: int, row: Row, banner: Banner) -> None:
    tree = outline.tree
    if banner.kind == Kind.ONGOING:
        outline.ongoing = True
        tree.stand_nowhere()
    elif banner.kind == Kind.HEADING:
        level = tree.level_of(banner.level or UNNAMED_LEVEL)
        outline.ongoing = outline.ongoing and at in ongoing_sheets(outline.sheets)
        node = tree.place(level, banner.words, row.number, banner.at)
        _say(node.context, banner.context)
        outline.fresh = node
        if not banner.level:
            column = Column(banner.at, "", Role.LEVEL)
            text = f"“{banner.words.text}” stands across the table and was taken as a heading."
            outline.doubt(text, row, column, at)
    elif banner.kind == Kind.NARRATIVE and outline.fresh:
        _say(outline.fresh.context, banner.context)
    else:
        _leave_out(outline, at, row, banner.words.text or banner.context)


def _leave_out(outline: Outline, at: int, row: Row, words: str) -> None:
    """Tell once of words that are no part of the plan; pages repeat them."""
    text = f"“{_short(words)}” is left out: it is neither an action nor a heading."
    if all(doubt.text != text for doubt in outline.doubts):
        outline.doubt(text, row, None, at)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


def _say(into: list[str], words: str) -> None:
    if words.strip() and words.strip() not in into:
        into.append(words.strip())


def _check_cells(outline: Outline, at: int, row: Row, table: Table) -> None:
    if row.hidden:
        outline.doubt("The row is hidden in the spreadsheet. It was read too.", row, None, at)
    for column in table.columns:
        cell = row[column.at]
        if column.role == Role.IGNORED or cell.covered:
            continue
        if cell.formula:
            text = (
                f"The cell holds a formula or an error ({cell.words[:40]}). Type its value "
                "instead, or copy the sheet and paste it as values."
            )
            outline.doubt(text, row, column, at, blocks=True)
        elif cell.struck and cell:
            outline.doubt(
                "The words are struck through. They were read all the same.", row, column, at
            )


def _tell_taken_out(outline: Outline, at: int, row: Row, table: Table | None) -> None:
    """What could not be kept of each cell, but for columns that are left out as a whole."""
    columns = {column.at: column for column in table.columns} if table else {}
    for place, cell in enumerate(row.cells):
        column = columns.get(place, Column(place, "", Role.LEVEL))
        for note in cell.taken_out if column.role != Role.IGNORED else ():
            outline.doubt(note, row, column, at)


def _check_unnamed(outline: Outline, at: int, row: Row, table: Table) -> None:
    """Words beside the table, or under no name in it, are nobody's to guess: said cell by cell."""
    noted = {at for at, _ in table.notes}  # a person who leaves a column out need not hear of it
    read = {c.at for c in table.columns if c.header.strip() or not _is_unread(c, table, noted)}
    for place in row.typed:
        if place not in read:
            text = f"“{_short(row[place].words.strip())}” is left out: its column has no name."
            outline.doubt(text, row, Column(place, "", Role.IGNORED), at)


def _is_unread(column: Column, table: Table, noted: set[int]) -> bool:
    """Left out for want of a name, or bare numbers beside a column that numbers the same words."""
    if column.role == Role.NUMBER:
        return column != next(c for c in table.at(Role.NUMBER) if c.of == column.of)
    return column.role == Role.IGNORED and column.at in noted


def _heading(outline: Outline, at: int, row: Row, column: Column, table: Table) -> None:
    """A filled level cell makes or repeats a heading; a blank one leaves us where we stood."""
    if not row[column.at]:
        return
    level = outline.tree.level_of(level_name(column.header))
    words = number_and_words(row, column, table)
    if not words.prefix and words.number in outline.tree.numbers_above(level):
        words = Numbered("", "", words.text)  # the number column prints the banner's number again
    outline.tree.place(level, words, row.number, column.at)


def _describe(outline: Outline, row: Row, table: Table) -> None:
    """Vision and context belong to the nearest level on their left."""
    for column in table.columns:
        cell = row[column.at]
        if column.role not in (Role.VISION, Role.CONTEXT) or not cell or cell.covered:
            continue
        left = [level for level in table.at(Role.LEVEL) if level.at < column.at]
        levels = left[-1:] or table.at(Role.LEVEL)[:1]
        for level in levels:
            node_at = outline.tree.path[outline.tree.level_of(level_name(level.header))]
            if node_at is not None:
                node = outline.tree.nodes[node_at]
                _say(node.vision if column.role == Role.VISION else node.context, cell.words)


def _action(outline: Outline, at: int, row: Row, table: Table) -> None:
    column = next(iter(table.at(Role.ACTION)), None)
    if column is None:
        return
    cell = row[column.at]
    last = outline.actions[-1] if outline.actions else None
    if cell and not cell.covered:
        outline.actions.append(_new_action(outline, at, row, column, table))
    elif cell.covered == "above" and cell and last and last.table is table:
        last.take(row, first=False)
    else:
        _continuation(outline, at, row, table, last)


def _new_action(outline: Outline, at: int, row: Row, column: Column, table: Table) -> ActionRow:
    types = [row[c.at].words for c in table.at(Role.TYPE)]
    ongoing = outline.ongoing or any(map(says_ongoing, types))
    words = number_and_words(row, column, table)
    action = ActionRow(row.number, at, outline.tree.here, ongoing, words, column, table)
    action.take(row, first=True)
    return action


def _continuation(
    outline: Outline, at: int, row: Row, table: Table, last: ActionRow | None
) -> None:
    """A row without an action: its words go to the action above, and a person is told."""
    shown: list[Cell] = []
    for column in table.columns:
        if column.role in (Role.LEVEL, Role.NUMBER, Role.IGNORED, Role.VISION, Role.CONTEXT):
            continue
        if row[column.at] and not row[column.at].covered:
            shown.append(row[column.at])
    if not shown:
        return
    column = next(iter(table.at(Role.ACTION)))
    opens_heading = any(row[c.at] and not row[c.at].covered for c in table.at(Role.LEVEL))
    if last is None or last.table is not table or opens_heading:
        outline.doubt("The row has no action, so its other words are left out.", row, column, at)
        return
    last.take(row, first=False)
    outline.doubt(
        f"The row has no action: its words were added to the action of row {last.row}.",
        row, column, at,
    )  # fmt: skip
