"""Whether a file is one that this program made of a plan: its columns say so themselves."""

from imports.rules.own.columns import ACTION, stamped
from sheets.rules.cells import Row, Sheet


def names_of(row: Row) -> list[str]:
    """The words of a row as names of columns."""
    return [" ".join(cell.words.split()) for cell in row.cells]


def own_stamp(sheets: tuple[Sheet, ...]) -> str:
    """The stamp of the first table of actions with references; "" where the file has none."""
    for sheet in sheets:
        for row in () if sheet.aside else sheet.rows:
            names = names_of(row)
            if ACTION in names and (stamp := stamped(names)):
                return stamp
    return ""
