"""What of a row is not taken, or only as a repetition: said cell by cell."""

from imports.rules.columns.column import Column, Role
from imports.rules.columns.match import Table
from imports.rules.columns.synonyms import first_phrase, plain
from imports.rules.plan.outline import Outline
from sheets.rules.cells import Row, Sheet


def leave_sheet(outline: Outline, at: int, sheet: Sheet) -> None:
    plain = "The sheet is hidden." if sheet.hidden else "Its sheet has no row of column names."
    why = sheet.aside or plain
    for row in sheet.rows:
        places = outline.ledger.open(at, row.number, row.typed)
        outline.ledger.leave(why, at, row.number, *places)


def keep_column_names(outline: Outline, at: int, row: Row, table: Table) -> None:
    """The row of column names: a name of a column that is read is kept as what it said."""
    for place in row.typed:
        column = next((c for c in table.columns if c.at == place), None)
        if column and column.role != Role.IGNORED:
            outline.ledger.keep(at, row.number, place)
        else:
            outline.ledger.leave(_why_ignored(place, table), at, row.number, place)


def _why_ignored(place: int, table: Table) -> str:
    column = next((c for c in table.columns if c.at == place), None)
    if column is None:
        return "Its column has no name, or nothing stands in it."
    if column.role != Role.IGNORED:
        return ""
    return next((text for at, text in table.notes if at == place), "The column is left out.")


def outside(row: Row) -> str:
    if row.block is None:
        return "It stands above the table."
    return "It stands in no table that a plan has."


def leave_rest(outline: Outline, at: int, row: Row, table: Table | None) -> None:
    """Whatever no step took is left out; from a column that is read it is told as well."""
    for place in outline.ledger.open(at, row.number, row.typed):
        why = outside(row) if table is None else _why_ignored(place, table)
        if not why and table:
            column = next(c for c in table.columns if c.at == place)
            text = f"“{short(row[place].words.strip())}” is left out: no place was found for it."
            outline.doubt(text, row, column, at)
        outline.ledger.leave(why or "No place was found for it.", at, row.number, place)


def keep_notes(outline: Outline, at: int, row: Row) -> None:
    """Comments on cells carry what was agreed: they are kept with the action's progress."""
    last = outline.actions[-1] if outline.actions else None
    for place, cell in enumerate(row.cells):
        if not cell.note:
            continue
        column = Column(place, "", Role.LEVEL)
        if last and last.sheet == at and last.row <= row.number:
            last.gathered.setdefault(Role.PROGRESS, []).append(cell.note)
            text = (
                f"What hangs on this cell was kept with the action's progress: “{short(cell.note)}”"
            )
        else:
            text = f"What hangs on this cell is left out: “{short(cell.note)}”"
        outline.doubt(text, row, column, at)


def keep_names_again(outline: Outline, at: int, row: Row, table: Table) -> None:
    """What a row of column names that is printed again says as the first did."""
    header = outline.sheets[at].rows[table.header]
    names = {c.at: plain(first_phrase(c.header)) for c in table.columns}
    for place in row.typed:
        again = plain(first_phrase(row[place].words))
        if again in (names.get(place), plain(first_phrase(header[place].words))):
            outline.ledger.keep(at, row.number, place)


def leave_out(outline: Outline, at: int, row: Row, words: str) -> None:
    """Tell once of words that are no part of the plan; pages repeat them."""
    why = "It is neither an action nor a heading."
    outline.ledger.leave(why, at, row.number, *row.typed)
    text = f"“{short(words)}” is left out: it is neither an action nor a heading."
    if all(doubt.text != text for doubt in outline.doubts):
        outline.doubt(text, row, None, at)


def short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


def check_cells(outline: Outline, at: int, row: Row, table: Table) -> None:
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


def tell_taken_out(outline: Outline, at: int, row: Row, table: Table | None) -> None:
    """What could not be kept of each cell, but for columns that are left out as a whole."""
    columns = {column.at: column for column in table.columns} if table else {}
    for place, cell in enumerate(row.cells):
        column = columns.get(place, Column(place, "", Role.LEVEL))
        for note in cell.taken_out if column.role != Role.IGNORED else ():
            outline.doubt(note, row, column, at)


def check_unnamed(outline: Outline, at: int, row: Row, table: Table) -> None:
    """Words beside the table, or under no name in it, are nobody's to guess: said cell by cell."""
    noted = {at for at, _ in table.notes}  # a person who leaves a column out need not hear of it
    read = {c.at for c in table.columns if c.header.strip() or not _is_unread(c, table, noted)}
    for place in row.typed:
        if place not in read:
            text = f"“{short(row[place].words.strip())}” is left out: its column has no name."
            outline.doubt(text, row, Column(place, "", Role.IGNORED), at)


def _is_unread(column: Column, table: Table, noted: set[int]) -> bool:
    """Left out for want of a name, or bare numbers beside a column that numbers the same words."""
    if column.role == Role.NUMBER:
        return column != next(c for c in table.at(Role.NUMBER) if c.of == column.of)
    return column.role == Role.IGNORED and column.at in noted
