"""How a workbook is laid out: which sheets and tables hold what, and the names of the levels."""

import re

from imports.rules.columns.column import Role
from imports.rules.columns.match import Match, Table, is_repeated_header
from imports.rules.columns.numbers import numbers_listed
from imports.rules.columns.synonyms import says_ongoing
from imports.rules.plan.banners import Banner, Kind, read_banner, read_title
from imports.rules.plan.level_names import level_name
from sheets.rules.cells import Row, Sheet

_OF_THE_DOCUMENT = re.compile(
    r"\b(?:action|improvement|business|work|delivery|strategic) plan\b|"
    r"^\W*(?:plan|actions?|contents|introduction|appendix|foreword|background|key|legend)\b|\(cont|\bcontinued\b",
    re.IGNORECASE,
)
MOST_LETTERS = 120
UNNAMED_LEVEL = "Section"


def ongoing_sheets(sheets: tuple[Sheet, ...]) -> set[int]:
    """Sheets named for ongoing work; beside a "Completed" sheet "Ongoing" only means open."""
    if any("complete" in sheet.name.casefold() for sheet in sheets) or len(sheets) < 2:
        return set()
    return {at for at, sheet in enumerate(sheets) if says_ongoing(sheet.name)}


def level_names(sheets: tuple[Sheet, ...], match: Match) -> list[str]:
    """Names of the levels, top first: those of banners as met, then the columns left to right."""
    columns: list[str] = []
    for table in match.tables:
        if not is_side_table(table, sheets[table.sheet]):
            columns += [level_name(column.header) for column in table.at(Role.LEVEL)]
    banners: list[str] = []
    for at, sheet in enumerate(sheets):
        tables = [table for table in match.tables if table.sheet == at]
        lines = line_headings(sheet, tables)
        for index, row in enumerate(sheet.rows if tables else ()):
            if index in lines:
                banners.append(UNNAMED_LEVEL)
                continue
            here = table_at(tables, index, row)
            if (here and is_repeated_header(row, here)) or (match.key and match.key.holds(at, row)):
                continue
            banner = read_banner(row, here)
            if banner and banner.kind == Kind.HEADING:
                banners.append(banner.level or UNNAMED_LEVEL)
    banners = [*(banner.level for banner in sheet_banners(sheets, match).values()), *banners]
    named = {name.casefold(): name for name in reversed([*banners, *columns])}
    order = [*banners, *columns]
    return [named[key] for key in dict.fromkeys(name.casefold() for name in order)]


def line_headings(sheet: Sheet, tables: list[Table]) -> set[int]:
    """Lines in a heading's style that stand nearest above tables of actions, where no word says
    what they are. One alone may be the document's own title: two or more are headings."""
    plan = {block for table in tables if table.has(Role.ACTION) for block in table.blocks}
    aside = {block for table in tables if is_side_table(table, sheet) for block in table.blocks}
    nearest: set[int] = set()
    line: int | None = None
    seen: set[int | None] = set()
    for index, row in enumerate(sheet.rows):
        if row.block == 0:
            line = index if row.head else line
        elif row.block is not None and row.block not in seen:
            seen.add(row.block)
            if line is not None and row.block in plan - aside:
                nearest.add(line)
            line = None
    plain = {at for at in nearest if _is_plain_heading(sheet.rows[at])}
    return plain if len(plain) > 1 else set()


def _is_plain_heading(row: Row) -> bool:
    banner = read_banner(row, None)
    words = row[0].words
    plain = banner is not None and banner.kind == Kind.NARRATIVE and len(words) <= MOST_LETTERS
    return plain and not _OF_THE_DOCUMENT.search(words)


def table_at(tables: list[Table], index: int, row: Row) -> Table | None:
    """The table that a row lies in; None above the first and on the rows of column names, and
    for the lines between a document's tables."""
    return next((t for t in reversed(tables) if t.holds(index, row)), None)


def sheet_banners(sheets: tuple[Sheet, ...], match: Match) -> dict[int, Banner]:
    """Sheets that are themselves headings: "Priority 1", "Priority 2", where no row says so."""
    titles = {
        at: title
        for at, sheet in enumerate(sheets)
        if any(table.sheet == at for table in match.tables) and (title := read_title(sheet.name))
    }
    names = {level_name(c.header).casefold() for t in match.tables for c in t.at(Role.LEVEL)}
    for at in titles:
        tables = [table for table in match.tables if table.sheet == at]
        for index, row in enumerate(sheets[at].rows):
            banner = read_banner(row, table_at(tables, index, row))
            if banner and banner.level:
                names.add(banner.level.casefold())
    kept = {at: title for at, title in titles.items() if title.level.casefold() not in names}
    return kept if len(kept) > 1 else {}


def is_side_table(table: Table, sheet: Sheet) -> bool:
    """A list of measures by action number, or of high level outcomes: no actions of its own."""
    if _is_outcome_list(table, sheet):
        return True
    action = table.at(Role.ACTION)
    if not action or not table.has(Role.EVIDENCE) or table.has(Role.LEAD):
        return False
    rows = enumerate(sheet.rows[table.start : table.end], start=table.start)
    words = [row[action[0].at].words for at, row in rows if table.holds(at, row)]
    filled = [one for one in words if one.strip()]
    return bool(filled) and sum(bool(numbers_listed(one)) for one in filled) >= 0.8 * len(filled)


def _is_outcome_list(table: Table, sheet: Sheet) -> bool:
    if table.has(Role.ACTION) or len(table.at(Role.LEVEL)) != 1:
        return False
    names = (sheet.name, table.at(Role.LEVEL)[0].header)
    return any("high level outcome" in name.casefold().replace("-", " ") for name in names)
