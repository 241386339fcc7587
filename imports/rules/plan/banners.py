"""Rows that carry a heading and no action: "Priority 1: Working together" across the table."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from imports.rules.columns.column import Role
from imports.rules.columns.match import Table
from imports.rules.columns.numbers import Numbered, is_bare_number, take_number
from imports.rules.columns.synonyms import LEVEL_WORD, says_ongoing
from imports.rules.plan.level_names import level_name
from sheets.rules.cells import Row

_ADJECTIVES = (
    r"(?:strategic|key|high[- ]level|national|local|joint|overarching|improvement|business|cpc|"
    r"thematic|core|practice)"
)
_LABELLED = re.compile(
    rf"\s*(?P<label>(?:{_ADJECTIVES}\s+){{0,2}}{LEVEL_WORD}(?:\s+of\s+(?:focus|priority))?)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*(?:notes?\b|\*|key\b|legend\b|source\b|page \d|reviewed\b|(?:last )?updated\b|version\b|"
    r"published\b|footnote|[¹²³⁴]|total\b|end of\b|©|official|\d+ (?:priorit|outcome))",
    re.IGNORECASE,
)
_SHORT = 120
_CONTINUED = re.compile(r"\s*[(–-]\s*(?:cont(?:inued|[’']?d)?|ctd)\.?\s*\)?\s*$", re.IGNORECASE)
_TOTAL = re.compile(
    r"\s*(?:(?:grand |sub-?)?totals?|count|sum|number of (?:actions|items|rows))\b[\s:–-]*\d*\s*",
    re.IGNORECASE,
)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FOOT = re.compile(r"\s*([¹²³⁴⁵⁶⁷⁸⁹*†‡§]+|\d)[\s.:)]*(?=\D)")


NOTHING = Numbered("", "", "")


class Kind(StrEnum):
    HEADING = "heading"
    ONGOING = "ongoing"
    NARRATIVE = "narrative"
    REMARK = "remark"


@dataclass(frozen=True)
class Banner:
    """What a banner says. `level` is the name of its level, "" when the words name none."""

    kind: Kind
    at: int
    level: str = ""
    words: Numbered = NOTHING
    context: str = ""


def read_banner(row: Row, table: Table | None) -> Banner | None:
    """The banner that a row is, or None for a row of the table. `table` is None above the first."""
    typed = row.typed
    if table and typed and _TOTAL.fullmatch(row[typed[0]].words):
        return Banner(Kind.REMARK, typed[0], words=Numbered("", "", row[typed[0]].words.strip()))
    at = _banner_cell(row, typed, table)
    if at is None:
        return None
    words = row[at].words.strip()
    if table and _is_footnote(words, table):
        return Banner(Kind.REMARK, at, words=Numbered("", "", words))
    labelled = _labelled(words, at)
    if labelled and not labelled.words.number and not labelled.words.text.strip():
        return Banner(Kind.NARRATIVE, at, context=words)  # "OBJECTIVES:" only says what follows
    if labelled and not _is_cell_of_level(row, table, at, labelled.level):
        return replace(labelled, words=_with_number(row, typed, labelled.words))
    return _unlabelled(row, typed, at, table)


def _is_cell_of_level(row: Row, table: Table | None, at: int, level: str) -> bool:
    """A level's own cell of the table, which only repeats the name of its column."""
    narrow = _role(table, at) == Role.LEVEL and _width(row, at) < 2
    return narrow and _is_own_level(level, table, at)


def _unlabelled(row: Row, typed: list[int], at: int, table: Table | None) -> Banner | None:
    words, role, wide = row[at].words.strip(), _role(table, at), _width(row, at) >= 2
    if says_ongoing(words) and len(words) <= _SHORT and (wide or role in (None, Role.NUMBER)):
        return Banner(Kind.ONGOING, at, words=Numbered("", "", words))
    if _REMARK.match(words) and role != Role.ACTION:
        return Banner(Kind.REMARK, at, words=Numbered("", "", words))
    if table is None:
        return Banner(Kind.NARRATIVE, at, context=words)
    if role == Role.LEVEL and not wide:
        return Banner(Kind.NARRATIVE, at, context=words) if len(words) > 200 else None
    if not wide and role != Role.NUMBER:
        return None
    if len(words) > _SHORT:
        return Banner(Kind.NARRATIVE, at, context=words)
    return Banner(Kind.HEADING, at, words=_with_number(row, typed, take_number(words)))


def _with_number(row: Row, typed: list[int], words: Numbered) -> Numbered:
    """The number of a heading that stands in a cell of its own before it."""
    given = row[typed[0]].words.strip().rstrip(".:)") if len(typed) == 2 else ""
    return Numbered(given, "", words.text) if given and not words.number else words


def _is_footnote(words: str, table: Table) -> bool:
    """It begins with the mark that one of the column names carries."""
    mark = _FOOT.match(words)
    names = "".join(column.header for column in table.columns)
    marks = re.findall("[¹²³⁴⁵⁶⁷⁸⁹]|[*†‡§]+", names)
    return (
        bool(mark) and any(mark[1].translate(_LOWERED) == one.translate(_LOWERED) for one in marks)
        if mark
        else False
    )


def read_title(words: str) -> Banner | None:
    """A sheet's name that names a heading: "Outcome 2", "Priority 1 – Working together"."""
    labelled = _labelled(words.strip(), 0)
    return labelled if labelled and labelled.words.number else None


def _banner_cell(row: Row, typed: list[int], table: Table | None) -> int | None:
    """The one cell that speaks; a number of its own may stand before a wide one."""
    if len(typed) == 1:
        only = row[typed[0]]
        return None if is_bare_number(only.words) or only.formula else typed[0]
    numbered = len(typed) == 2 and table is not None and _role(table, typed[0]) == Role.NUMBER
    if numbered and _width(row, typed[1]) >= 2:
        return typed[1]
    return None


def _width(row: Row, at: int) -> int:
    """How many cells to the right the merged range of this one covers."""
    width = 0
    while row[at + 1 + width].covered == "left":
        width += 1
    return width


def _role(table: Table | None, at: int) -> Role | None:
    if table is None:
        return None
    return next((column.role for column in table.columns if column.at == at), None)


def _is_own_level(level: str, table: Table | None, at: int) -> bool:
    """A level cell that merely repeats its column's name: "Outcome 2 – …" under "Outcome"."""
    header = next((c.header for c in table.columns if c.at == at), "") if table else ""
    name = level_name(header).casefold()
    return level.casefold() == name or name.endswith(level.casefold())


def _labelled(words: str, at: int) -> Banner | None:
    match = _LABELLED.match(words)
    if not match:
        return None
    taken = take_number(words)
    if not taken.number:
        taken = _without_number(words, match)
    if not taken.prefix:
        return None
    text, context = _title(_CONTINUED.sub("", taken.text))
    printed = Numbered(taken.number, taken.prefix, text)
    return Banner(Kind.HEADING, at, level_name(match["label"]), printed, context)


def _without_number(words: str, match: re.Match[str]) -> Numbered:
    """ "STRATEGIC PRIORITY LEADERSHIP", "Priority: leadership"; not "Priority actions for …"."""
    rest = words[match.end() :]
    joined = re.match(r"\s*[:–—]\s*|\s+-\s+|\s*\n\s*", rest)
    capitals = match["label"].isupper() and rest.strip()
    if not joined and not capitals:
        return NOTHING
    end = match.end() + (joined.end() if joined else len(rest) - len(rest.lstrip()))
    return Numbered("", words[:end], words[end:])


def _title(text: str) -> tuple[str, str]:
    """The first line as the heading when a longer passage follows it."""
    first, _, rest = text.partition("\n")
    if rest.strip() and len(first) <= _SHORT and len(rest.strip()) > len(first):
        return first.strip(), rest.strip()
    return text, ""
