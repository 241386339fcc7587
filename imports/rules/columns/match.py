"""Finds the tables of a workbook and says what each of their columns is.

A table begins at its row of column names, wherever that stands below a title; the same names
further down are a page's repetition, other names begin another table. A person's correction goes
before everything that is worked out here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guard.refusals import Refusal
from imports.rules.columns.column import Column, Role
from imports.rules.columns.keys import Key, read_key
from imports.rules.columns.numbers import is_bare_number
from imports.rules.columns.own import own_stamp
from imports.rules.columns.roles import Note, names_measures, resolve
from imports.rules.columns.synonyms import first_phrase, plain, role_of
from sheets.rules.cells import MAX_COLUMNS, Row, Sheet, column_letter

ANCHORS = (Role.ACTION, Role.LEVEL, Role.IMPACT)
LOOK_FOR_HEADER_IN = 100
MOST_LETTERS = 200  # of a column's name with its explanation
_EXPLAINS = re.compile(r"^\(?(?:what|how|when|who|why|which|where)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """One row of column names with what stands under it. Rows are counted within their sheet."""

    sheet: int
    header: int
    start: int
    end: int
    columns: tuple[Column, ...]
    notes: tuple[Note, ...] = ()
    blocks: frozenset[int | None] = frozenset({None})

    def holds(self, index: int, row: Row) -> bool:
        """Whether the row of this index within the sheet stands below the column names."""
        return self.start <= index < self.end and row.block in self.blocks

    def has(self, role: Role) -> bool:
        return any(column.role == role for column in self.columns)

    def at(self, role: Role) -> list[Column]:
        return [column for column in self.columns if column.role == role]


@dataclass(frozen=True)
class Match:
    """The tables found, and what was left out of the reading as a whole.

    `own` is the stamp of a plan's own file, whose columns need no matching.
    """

    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    key: Key | None = None
    own: str = ""


Corrections = Mapping[str, str]


def correction_key(sheet: int, row_number: int, column: int) -> str:
    """The name of a column's choice in the preview form and in a stored draft: "0-3-B"."""
    return f"{sheet}-{row_number}-{column_letter(column)}"


def match(
    sheets: tuple[Sheet, ...],
    corrections: Corrections | None = None,
    named: Corrections | None = None,
) -> Match:
    """What each column is. `corrections` maps `correction_key` to the role that a person chose for
    a column of one table, `named` a heading (`synonyms.plain`) to that of every such column.

    Raises Refusal when no row of column names is found, or none among too many columns.
    """
    if stamp := own_stamp(sheets):
        return Match((), own=stamp)
    tables: list[Table] = []
    notes: list[str] = []
    key = read_key(sheets)
    for at, sheet in enumerate(sheets):
        headers = [] if sheet.aside else _headers(sheet)
        notes.extend(sheet.notes)
        if sheet.aside:
            continue
        if sheet.hidden:
            notes.append(f"The hidden sheet “{sheet.name}” is left out.")
        elif headers:
            tables.extend(_tables(at, sheet, headers, (corrections or {}, named or {}), key))
            notes.extend(_cut_off(sheet))
        elif len(sheets) > 1 and not (key and all(key.holds(at, row) for row in sheet.rows)):
            notes.append(f"The sheet “{sheet.name}” has no row of column names and is left out.")
    if not tables:
        _refuse_too_wide(sheets)
        raise Refusal(
            "No row of column names was found. One row must name the columns, for example "
            "Outcome, Action, Lead, Timescale, Status. The template shows how."
        )
    return Match(tuple(tables), tuple(notes), key)


def _cut_off(sheet: Sheet) -> list[str]:
    if sheet.columns <= max(len(row.cells) for row in sheet.rows):
        return []  # a text file is not cut
    return [
        f"The sheet “{sheet.name}” has {sheet.columns:,} columns. Those after column "
        f"{column_letter(MAX_COLUMNS - 1)} are left out: {MAX_COLUMNS} can be read."
    ]


def _refuse_too_wide(sheets: tuple[Sheet, ...]) -> None:
    for sheet in sheets:
        if sheet.columns > MAX_COLUMNS and not sheet.hidden:
            raise Refusal(
                f"“{sheet.name}” has {sheet.columns:,} columns, and no more than {MAX_COLUMNS} "
                "can be read. Copy the plan's own columns into a new workbook and send that."
            )


# the columns of a chart of months beside a plan's own
_PERIOD = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?[\s'’/-]*(?:\d{2}|\d{4})?|"
    r"q(?:uarter|tr)?\s?[1-4]\b.{0,12}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Header:
    first: int
    last: int
    words: tuple[str, ...]


def _headers(sheet: Sheet) -> list[_Header]:
    headers: list[_Header] = []
    begun: set[int | None] = {None, 0}
    looked = 0
    for at, row in enumerate(sheet.rows):
        if headers and at <= headers[-1].last:
            continue
        looked += row.block is None
        if not headers and looked > LOOK_FOR_HEADER_IN:
            break
        opens = row.block not in begun and len(row.typed) > 1  # a document's table begins
        if opens:
            begun.add(row.block)
        if not _is_header(row, strict=bool(headers) and not opens):
            continue
        header = _whole_header(sheet.rows, at)
        if not headers or not _same(header.words, headers[-1].words):
            headers.append(header)
    return headers


def _is_header(row: Row, *, strict: bool) -> bool:
    typed = row.typed
    if len(typed) < 2 or any(row[at].day or len(row[at].words) > MOST_LETTERS for at in typed):
        return False
    phrases = [first_phrase(row[at].words) for at in typed]
    if any(len(phrase) > 60 for phrase in phrases):
        return False
    roles = [role_of(row[at].words) for at in typed]
    known = [role for role in roles if role]
    named = [phrase for phrase in phrases if not _PERIOD.fullmatch(phrase.strip())]
    if names_measures(roles, phrases):
        return True
    if not any(role in ANCHORS for role in known) and not _looks_like_list(known, phrases):
        return False
    if strict:
        anchored = Role.ACTION in known or Role.IMPACT in known
        return anchored and len(known) >= 3 and len(known) >= 0.8 * len(typed)
    return len(known) >= 2 and len(known) >= 0.5 * len(named)


def _looks_like_list(known: list[Role], phrases: list[str]) -> bool:
    """ "Ref, Description, Owner, Due date": no column says action, yet rows are plainly actions."""
    loose = any(plain(p) in ("description", "details", "issue", "improvement") for p in phrases)
    return loose and len({Role.LEAD, Role.TIMESCALE, Role.STATUS} & set(known)) >= 2


def _whole_header(rows: tuple[Row, ...], at: int) -> _Header:
    """The header with a second row that explains it or cuts its columns finer."""
    row = rows[at]
    words = [cell.words if not cell.covered else "" for cell in row.cells]
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None or not _continues(row, following):
        return _Header(at, at, tuple(_over_numbers(row, words, rows[at + 1 : at + 40])))
    words += [""] * (len(following.cells) - len(words))
    for column in following.typed:
        below = following[column].words
        if _EXPLAINS.match(below.strip()):
            words[column] = f"{words[column]}\n{below}"
        else:
            words[column] = f"{_group(row, column)} {below}".strip()
    return _Header(at, at + 1, tuple(words))


def _group(row: Row, column: int) -> str:
    """The name that stands over a column, be it merged over its neighbours."""
    while row[column].covered == "left":
        column -= 1
    return row[column].words.strip()


def _over_numbers(row: Row, words: list[str], body: tuple[Row, ...]) -> list[str]:
    """One name over two columns, of numbers and of words, belongs to the words."""
    for column in range(len(words) - 1):
        numbers = [one[column].words for one in body if one[column]]
        over_two = row[column + 1].covered == "left" and row[column + 2].covered != "left"
        if words[column] and over_two and numbers and all(map(is_bare_number, numbers)):
            words[column + 1], words[column] = words[column], f"{words[column]} no"
    return words


def _continues(header: Row, following: Row) -> bool:
    typed = following.typed
    if not typed:
        return False
    explaining = sum(bool(_EXPLAINS.match(following[at].words.strip())) for at in typed)
    if len(typed) >= 2 and explaining >= 0.7 * len(typed):
        return True
    spanned = any(cell.covered == "above" for cell in following.cells)
    finer = all(header[at].covered == "left" or header[at] for at in typed)
    short = all(len(following[at].words) <= 40 and not following[at].day for at in typed)
    return spanned and finer and short


def _same(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return [plain(w) for w in words if w] == [plain(w) for w in others if w]


def is_repeated_header(row: Row, table: Table) -> bool:
    """The row prints the table's own column names again, as each page of a document does."""
    names = {column.at: plain(first_phrase(column.header)) for column in table.columns}
    typed = row.typed
    if len(typed) < 2:
        return False
    same = sum(
        len(row[at].words) <= MOST_LETTERS and plain(first_phrase(row[at].words)) == names.get(at)
        for at in typed
    )
    return same >= 2 and same >= 0.6 * len(typed)


def _blocks(rows: tuple[Row, ...], header: _Header, end: int) -> frozenset[int | None]:
    """The tables of a document that go on under these column names.

    One that follows goes on when it prints the names again, or none and has as many columns.
    """
    own = rows[header.first].block
    blocks: set[int | None] = {own}
    wide = len(rows[header.first].cells)
    ended = False
    for block in dict.fromkeys(row.block for row in rows[header.last + 1 : end]):
        if block in (None, 0, own) or ended:
            continue
        inside = [row for row in rows[header.last + 1 : end] if row.block == block]
        first = next((row for row in inside if len(row.typed) > 1), inside[0])
        again = any(_same(tuple(cell.words for cell in row.cells), header.words) for row in inside)
        same_width = max(len(row.cells) for row in inside) == wide
        if again or (same_width and wide > 2 and not first.head):
            blocks.add(block)
        else:
            ended = True
    return frozenset(blocks)


def _tables(
    at: int,
    sheet: Sheet,
    headers: list[_Header],
    said: tuple[Corrections, Corrections],
    key: Key | None,
) -> list[Table]:
    corrections, named = said
    tables = []
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        start, end = header.last + 1, following.first if following else len(sheet.rows)
        blocks = _blocks(sheet.rows, header, end)
        number = sheet.rows[header.first].number
        chosen = {
            column: Role(value)
            for column, words in enumerate(header.words)
            if (
                value := corrections.get(
                    correction_key(at, number, column), named.get(plain(words))
                )
            )
        }
        rows = [row for row in sheet.rows[start:end] if row.block in blocks]
        body = [row for row in rows if not (key and key.holds(at, row))]
        columns, notes = resolve(header.words, body, chosen, key.codes if key else set())
        if any(column.role in ANCHORS for column in columns):
            tables.append(Table(at, header.first, start, end, columns, notes, blocks))
    return tables
