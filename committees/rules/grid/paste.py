"""What is pasted from a spreadsheet, as rows of cells; and which column holds what.

A spreadsheet puts cells on the clipboard with tabs between them, and one that holds a line break, a
tab or a quotation mark between quotation marks. A cell that merely begins with a mark is left as
it is: an opened quotation swallows no rows.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from accounts.roles import Role
from documents.text import line

FIELDS: Final = ("title", "name", "email", "agency", "role")
_HEADERS: Final = {
    "title": r"post|posts|post or group|post title|job title|title|role title|lead|group|position|"
    r"designation|strategic lead|action lead",
    "name": r"name|holder|person|full name|post ?holder|who|contact|lead officer name|held by",
    "email": r"e-?mail|e-?mail address|address|mail|contact e-?mail",
    "agency": r"agency|organisation|organization|partner|partner agency|service|employer",
    "role": r"role|role in cpcplan|part|access|permission",
}
_ROLES: Final = {
    "chair": Role.CHAIR.value,
    "coordinator": Role.LEAD_OFFICER.value,
    "co-ordinator": Role.LEAD_OFFICER.value,
    "lead": Role.ACTION_LEAD.value,
    "member": Role.MEMBER.value,
    "chief": Role.CHIEF_OFFICER.value,
    "sub-group chair": Role.SUB_COMMITTEE_CHAIR.value,
    "councillor": Role.ELECTED_MEMBER.value,
    "admin": Role.ADMINISTRATOR.value,
}
_QUOTED: Final = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ ]*(?=\t|\n|\Z)')
_ADDRESSED: Final = re.compile(
    r"^(?P<name>[^<>]*?)\s*<\s*(?:mailto:)?(?P<email>[^<>\s]+@[^<>\s]+)>"
)


class GridRow(NamedTuple):
    """One line of the grid as it was typed: a post or group, who holds it, and where they are."""

    title: str = ""
    name: str = ""
    email: str = ""
    agency: str = ""
    role: str = ""


def role_of(words: str) -> str:
    """The role that the words name, or the words themselves where they name none."""
    plain = line(words).text.casefold()
    named = {label.casefold(): value for value, label in Role.choices} | _ROLES
    return named.get(plain, words)


class Pasted(NamedTuple):
    """The rows of a paste, and the headers of columns that are left out."""

    rows: tuple[GridRow, ...]
    left_out: tuple[str, ...] = ()


def read_paste(text: str) -> Pasted:
    """The rows that a pasted table holds, with or without a row of headers on top."""
    table = [cells for cells in pasted_cells(text) if any(cells)]
    if not table:
        return Pasted(())
    header = _header(table[0])
    if header:
        left_out = tuple(
            words for words, field in zip(table[0], header, strict=True) if words and not field
        )
        return Pasted(tuple(_row(cells, header) for cells in table[1:]), left_out)
    columns = _guess(table)
    return Pasted(tuple(_row(cells, columns) for cells in table))


def pasted_cells(text: str) -> list[list[str]]:
    """The cells of a text with tabs between them, or the marks that its headers show."""
    text = re.sub(r"\r\n|[\r\x0b\x0c]", "\n", text)
    if mark := _mark(text):
        text = "\n".join(_split_at(mark, row) for row in text.split("\n"))
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        words, at = _cell(text, at)
        rows[-1].append(line(words).text)
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _mark(text: str) -> str:
    """What stands between the cells where tabs do not; "" for a single column, whose titles may
    have commas in them."""
    if "\t" in text:
        return ""
    first = text.strip().split("\n")[0]
    headed = (mark for mark in ";," if mark in first and _header(first.split(mark)))
    plain = (mark for mark in ";," if mark in text and "@" in text)
    return next(headed, "") or next(plain, "")


def _split_at(mark: str, row: str) -> str:
    """A line of a table without tabs, with tabs: marks between quotation marks stay."""
    pieces = re.findall(rf'(?:"(?:[^"]|"")*"|[^{mark}"]|")+|(?<={mark})(?={mark})|^(?={mark})', row)
    return "\t".join(piece.strip() for piece in pieces)


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at `at`, and where it ends: at a tab, a line's end or the text's."""
    if quoted := _QUOTED.match(text, at):
        return quoted[1].replace('""', '"'), quoted.end()
    end = min((place for mark in "\t\n" if (place := text.find(mark, at)) >= 0), default=len(text))
    return text[at:end], end


def _header(cells: Sequence[str]) -> list[str] | None:
    """What each column is called, "" for one that is not known; None where this is no header."""
    taken: list[str] = []
    for words in cells:
        plain = words.casefold().strip(" :*")
        known = (field for field in FIELDS if re.fullmatch(_HEADERS[field], plain))
        field = next((field for field in known if field not in taken), "")
        taken.append(field)
    names = len([field for field in taken if field])
    alone = len(cells) == 1 and names == 1
    return taken if (names > 1 or alone) and not any("@" in words for words in cells) else None


def _guess(table: Sequence[Sequence[str]]) -> list[str]:
    """Columns without headers: the address is known by its mark, the others by their order."""
    width = max(len(cells) for cells in table)
    marks = [sum("@" in cells[at] for cells in table if at < len(cells)) for at in range(width)]
    email = max(range(width), key=lambda at: marks[at]) if any(marks) else -1
    others = iter([field for field in FIELDS if field != "email" or email < 0])
    return ["email" if at == email else next(others, "") for at in range(width)]


def _row(cells: Sequence[str], columns: Sequence[str]) -> GridRow:
    said = {field: words for field, words in zip(columns, cells, strict=False) if field}
    written = said.get("email", "").strip(" ;,")
    if addressed := _ADDRESSED.match(written):
        written = addressed["email"]
        said.setdefault("name", "")
        said["name"] = said["name"] or addressed["name"].strip(" \"'")
    said["email"] = re.sub(r"^mailto:", "", written, flags=re.IGNORECASE)
    said["role"] = role_of(said.get("role", ""))
    return GridRow(**said)
