"""Text files with one row a line: .csv as spreadsheet programs write it."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from itertools import islice

from documents.text import piece
from guard.refusals import Refusal
from sheets.rules.cells import EMPTY, Cell, Row, Sheet
from sheets.rules.package import MAX_ROWS, refuse_rows

DELIMITERS = ",;\t|"
MAX_CELL = 32_767  # what a spreadsheet program itself can hold
MAX_WIDTH = 1000
MOST_LINES = 100_000  # with those that are blank


def read_text(data: bytes) -> tuple[Sheet, ...]:
    """The one table of a text file. Raises Refusal when it is no text or no table."""
    text = _decode(data)
    csv.field_size_limit(MAX_CELL * 4)
    delimiter = _delimiter(text)
    try:
        records = _records(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Refusal(
            "The file could not be read as a table: a quotation mark is opened and never closed, "
            "or a cell is far too long."
        ) from error
    rows = tuple(Row(number, tuple(map(_cell, record))) for number, record in records)
    columns = max((row.typed[-1] + 1 for row in rows), default=0)  # rows may end in many commas
    return (Sheet("The file", rows, columns=columns),)


def _records(reader: Iterable[list[str]]) -> list[tuple[int, list[str]]]:
    """The records that hold words, with their numbers.

    Raises Refusal as soon as there are too many of them, or one is too wide.
    """
    held: list[tuple[int, list[str]]] = []
    for number, record in enumerate(reader, start=1):
        if len(record) > MAX_WIDTH:
            raise Refusal(
                f"Row {number:,} has {len(record):,} cells, far more than a plan has. Is this the "
                "right file?"
            )
        if any(words.strip() for words in record):
            held.append((number, record))
        if len(held) > MAX_ROWS or number > MOST_LINES:
            refuse_rows("“The file”")
    return held


def _cell(words: str) -> Cell:
    if not words:
        return EMPTY
    kept = piece(words)
    formula = re.match(r"=\s*[A-Z]+[A-Z0-9.]*\(|=\$?[A-Z]{1,3}\$?\d", kept.text)
    return Cell(kept.text, formula=bool(formula), taken_out=kept.notes)


def _decode(data: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, else UTF-8 if it fits, else what Windows writes in Britain."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Refusal("This is no document with a plan. Send an .xlsx, .docx, .csv or .html file.")


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into the most even columns; commas inside words lose."""
    declared = re.match(r"sep=(.)\r?\n", text)
    if declared and declared[1] in DELIMITERS:
        return declared[1]
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> tuple[float, int]:
    """The share of the first records that have one width of two or more, and that width."""
    widths: Counter[int] = Counter()
    try:
        for record in islice(csv.reader(StringIO(text, newline=""), delimiter=mark), 60):
            widths[len(record)] += bool(record)
    except csv.Error:
        return (0, 0)
    wide = [(count / widths.total(), width) for width, count in widths.items() if width > 1]
    return max(wide, default=(0, 0))
