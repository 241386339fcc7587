"""What a register tells in a report, in words: sentences, tables and notes.

A room that keeps a register writes its own part when the report is frozen; what prints it knows
nothing of risks or findings. The records stand in `documents.schema.content`.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class RegisterTable(TypedDict):
    """A table of words: the first cell of a row is its head, "\\n" begins a line in a cell.

    `widths` are shares of the page, one for each of `heads`, as every row has a cell for each;
    `empty` is said in place of a table without rows.
    """

    title: str
    heads: list[str]
    widths: list[int]
    rows: list[list[str]]
    empty: str


class RegisterWords(TypedDict):
    """What is printed of a register: sentences, tables, notes."""

    told: list[str]
    tables: list[RegisterTable]
    notes: list[str]


class RegisterRecord(RegisterWords):
    """One register's part. `key` is the part of the report under which it stands
    (`documents.sections.CONTENTS`), or a chapter of the annual report alone (`CHAPTERS`); `title`
    "" where the part's own heading names it already; `register` the register's name, put in when
    it is frozen. `outside` is what stands in place of the part's words for whoever is neither of
    the committee nor a chief officer, where they are told less (`handouts.audiences`)."""

    register: NotRequired[str]
    key: str
    title: str
    outside: NotRequired[RegisterWords]


class RegisterFields(TypedDict, total=False):
    """Not there where no register of the area holds anything."""

    registers: list[RegisterRecord]


NO_REGISTERS: RegisterFields = {}
