"""Walks over the rows of every sheet, builds the tree and hands each action its words."""

from imports.enums import Subject
from imports.rules.columns.column import Column, Role
from imports.rules.columns.match import Match, Table, is_repeated_header
from imports.rules.columns.numbers import Numbered, numbers_listed, take_number
from imports.rules.columns.synonyms import plain, says_ongoing
from imports.rules.plan.banners import Banner, Kind, read_banner
from imports.rules.plan.layout import (
    UNNAMED_LEVEL,
    is_side_table,
    level_names,
    line_headings,
    ongoing_sheets,
    sheet_banners,
    table_at,
)
from imports.rules.plan.level_names import level_name
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import SINGLE, ActionRow, number_and_words, number_places
from imports.rules.plan.statements import statements
from imports.rules.plan.tree import Tree
from imports.rules.plan.unread import (
    check_cells,
    check_unnamed,
    keep_column_names,
    keep_names_again,
    keep_notes,
    leave_out,
    leave_rest,
    leave_sheet,
    outside,
    short,
    tell_taken_out,
)
from sheets.rules.cells import Cell, Row, Sheet


def outline_of(sheets: tuple[Sheet, ...], match: Match) -> Outline:
    """Read every row of the sheets that have a table, in order."""
    outline = Outline(sheets, match, Tree(level_names(sheets, match)))
    for note in match.notes:
        outline.doubt(note)
    for place in match.key.places if match.key else ():
        outline.ledger.keep(*place)
    apart = ongoing_sheets(sheets)
    titles = sheet_banners(sheets, match)
    for at, sheet in enumerate(sheets):
        tables = [table for table in match.tables if table.sheet == at]
        if not tables:
            leave_sheet(outline, at, sheet)
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
                name = plain(column.header)
                about = f"{Subject.COLUMN}:{name}" if name else ""
                outline.doubt(text, header, column, at, about=about)
        _walk_sheet(outline, at, sheet, tables)
    return outline


def _walk_sheet(outline: Outline, at: int, sheet: Sheet, tables: list[Table]) -> None:
    match, lines = outline.match, line_headings(sheet, tables)
    heads = {index for table in tables for index in range(table.header, table.start)}
    for index, row in enumerate(sheet.rows):
        tell_taken_out(outline, at, row, table_at(tables, index, row))
        table_here = table_at(tables, index, row)
        if match.key and match.key.holds(at, row):
            pass
        elif index in heads:
            table = next(t for t in tables if t.header <= index < t.start)
            outline.ongoing = outline.ongoing or _names_ongoing(table)
            keep_column_names(outline, at, row, table)
        elif index in lines:
            words = take_number(row[0].words.strip())
            _banner(outline, at, row, Banner(Kind.HEADING, 0, words=words), None)
        elif table_here and is_side_table(table_here, sheet):
            _side_row(outline, at, row, table_here)
        else:
            _row(outline, at, row, table_here)
        leave_rest(outline, at, row, table_here)
        keep_notes(outline, at, row)


def _names_ongoing(table: Table) -> bool:
    return any(says_ongoing(column.header) for column in table.at(Role.ACTION))


def _side_row(outline: Outline, at: int, row: Row, table: Table) -> None:
    if is_repeated_header(row, table):
        keep_names_again(outline, at, row, table)
        return
    check_unnamed(outline, at, row, table)
    action = table.at(Role.ACTION)
    if not action:
        words = number_and_words(row, table.at(Role.LEVEL)[0], table)
        if words.text.strip():
            number = words.number or str(len(outline.outcomes) + 1)
            outline.outcomes.append((number, words.text.strip()))
            numbers = [c.at for c in table.at(Role.NUMBER) if row[c.at]]
            outline.ledger.keep(at, row.number, table.at(Role.LEVEL)[0].at, *numbers)
        return
    listed = numbers_listed(row[action[0].at].words)
    columns = [c.at for c in table.at(Role.EVIDENCE) if not row[c.at].covered]
    said = [row[column].words.strip() for column in columns]
    if listed and any(said):
        sources = "\n".join(words for words in said[1:] if words)
        for number in listed:
            outline.measures.setdefault(number, []).append((said[0], sources))
        printed = [c.at for c in table.at(Role.NUMBER) if row[c.at]]
        outline.ledger.keep(at, row.number, action[0].at, *columns, *printed)


def _row(outline: Outline, at: int, row: Row, table: Table | None) -> None:
    if table and is_repeated_header(row, table):
        keep_names_again(outline, at, row, table)
        outline.resumed = True
        return
    banner = read_banner(row, table)
    if banner:
        _banner(outline, at, row, banner, table)
        return
    if table is None:
        return
    outline.fresh = None
    parts = statements(row, table)
    for one in parts:
        _table_row(outline, at, one, table)
    if len(parts) > 1:
        column = next(iter(table.at(Role.ACTION)))
        text = (
            f"The cell lists {len(parts)} things, and other cells of the row as many, line by line"
        )
        outline.doubt(f"{text}: each was taken as an action.", row, column, at)


def _table_row(outline: Outline, at: int, row: Row, table: Table) -> None:
    check_cells(outline, at, row, table)
    check_unnamed(outline, at, row, table)
    for column in table.at(Role.LEVEL):
        _heading(outline, at, row, column, table)
    _tell_resumed(outline, at, row, table)
    _describe(outline, at, row, table)
    _action(outline, at, row, table)


def _tell_resumed(outline: Outline, at: int, row: Row, table: Table) -> None:
    """A part that goes on after its column names were printed again, with its levels blank."""
    resumed, outline.resumed = outline.resumed, False
    here = outline.tree.here
    levels = table.at(Role.LEVEL)
    if resumed and levels and here is not None and not any(row[c.at] for c in levels):
        node = outline.tree.nodes[here]
        if node.level >= outline.tree.level_of(level_name(levels[-1].header)):
            name = " ".join(filter(None, (node.words.number, node.words.text.strip())))
            text = f"The cell is blank where the table goes on: the row was kept under “{name}”."
            outline.doubt(text, row, levels[-1], at)


def _banner(outline: Outline, at: int, row: Row, banner: Banner, table: Table | None) -> None:
    tree = outline.tree
    if banner.kind == Kind.ONGOING:
        outline.ongoing = True
        tree.stand_nowhere()
        outline.ledger.keep(at, row.number, *row.typed)
    elif banner.kind == Kind.HEADING:
        level = tree.level_of(banner.level or UNNAMED_LEVEL)
        outline.ongoing = outline.ongoing and at in ongoing_sheets(outline.sheets)
        node = tree.place(level, banner.words, row.number, banner.at)
        outline.ledger.keep(at, row.number, *row.typed)
        _say(node.context, banner.context)
        outline.fresh = node
        if not banner.level and not banner.words.number:
            column = Column(banner.at, "", Role.LEVEL)
            place = "across" if table else "above"
            text = f"“{banner.words.text}” stands {place} the table and was taken as a heading."
            outline.doubt(text, row, column, at)
    elif banner.kind == Kind.NARRATIVE and outline.fresh:
        _say(outline.fresh.context, banner.context)
        outline.ledger.keep(at, row.number, *row.typed)
    elif table is None:
        outline.ledger.leave(outside(row), at, row.number, *row.typed)
    else:
        leave_out(outline, at, row, banner.words.text or banner.context)


def _say(into: list[str], words: str) -> None:
    if words.strip() and words.strip() not in into:
        into.append(words.strip())


def _heading(outline: Outline, at: int, row: Row, column: Column, table: Table) -> None:
    """A filled level cell makes or repeats a heading; a blank one leaves us where we stood."""
    if not row[column.at]:
        return
    level = outline.tree.level_of(level_name(column.header))
    words = number_and_words(row, column, table)
    if not words.prefix and words.number in outline.tree.numbers_above(level):
        words = Numbered("", "", words.text)  # the number column prints the banner's number again
    outline.tree.place(level, words, row.number, column.at)
    if not row[column.at].covered:
        outline.ledger.keep(at, row.number, column.at)
    outline.ledger.keep(at, row.number, *number_places(row, column, table))


def _describe(outline: Outline, at: int, row: Row, table: Table) -> None:
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
                outline.ledger.keep(at, row.number, column.at)


def _action(outline: Outline, at: int, row: Row, table: Table) -> None:
    column = next(iter(table.at(Role.ACTION)), None)
    if column is None:
        return
    cell = row[column.at]
    last = outline.actions[-1] if outline.actions else None
    if last and _runs_on(row, table, last):
        words = last.words
        last.words = Numbered(
            words.number, words.prefix, f"{words.text.rstrip()} {cell.words.strip()}"
        )
        outline.ledger.keep(at, row.number, column.at)
        text = "The row holds only words that run on: they were joined to the action of row"
        outline.doubt(f"{text} {last.row}.", row, column, at)
    elif cell and not cell.covered:
        outline.actions.append(_new_action(outline, at, row, column, table))
    elif cell.covered == "above" and cell and last and last.table is table:
        _take(outline, at, row, last)
    else:
        _continuation(outline, at, row, table, last)


def _runs_on(row: Row, table: Table, last: ActionRow) -> bool:
    """An action that a page cut in two: the row has nothing else, and its words begin small."""
    own = [c.at for c in table.at(Role.ACTION)]
    words, before = row[own[0]].words.strip(), last.words.text.strip()
    small = words[:1].islower() and before[-1:] not in (".", "!", "?", ":", ";")
    return last.table is table and row.typed == own[:1] and small and row.block is not None


def _new_action(outline: Outline, at: int, row: Row, column: Column, table: Table) -> ActionRow:
    types = [row[c.at].words for c in table.at(Role.TYPE)]
    ongoing = outline.ongoing or any(map(says_ongoing, types))
    words = number_and_words(row, column, table)
    action = ActionRow(row.number, at, outline.tree.here, ongoing, words, column, table)
    outline.ledger.keep(at, row.number, column.at, *number_places(row, column, table))
    _take(outline, at, row, action)
    return action


def _take(outline: Outline, at: int, row: Row, action: ActionRow) -> None:
    """Give a row's words to the action. What it has already, a date or a status, is told."""
    taken = action.take(row)
    outline.ledger.keep(at, row.number, *taken)
    for column in action.table.columns:
        cell = row[column.at]
        if column.role in SINGLE and cell and not cell.covered and column.at not in taken:
            same = cell.words.strip() == action.cell(column.role).words.strip()
            why = f"The action of row {action.row} has a {column.role} already."
            if same:
                outline.ledger.keep(at, row.number, column.at)
                continue
            outline.ledger.leave(why, at, row.number, column.at)
            text = f"“{short(cell.words.strip())}” is left out: the action of row {action.row}"
            outline.doubt(f"{text} has a {column.role} already.", row, column, at)


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
        places = outline.ledger.open(at, row.number, row.typed)
        outline.ledger.leave("Its row has no action.", at, row.number, *places)
        return
    _take(outline, at, row, last)
    outline.doubt(
        f"The row has no action: its words were added to the action of row {last.row}.",
        row, column, at,
    )  # fmt: skip
