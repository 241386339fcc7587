"""How a workbook is laid out: which sheets and tables hold what, and the names of the levels."""

from imports.rules.columns.column import Role
from imports.rules.columns.match import Match, Table, is_repeated_header
from imports.rules.columns.numbers import is_bare_number
from imports.rules.columns.synonyms import says_ongoing
from imports.rules.files.cells import Sheet
from imports.rules.plan.banners import Banner, Kind, read_banner, read_title
from imports.rules.plan.level_names import level_name

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
        for index, row in enumerate(sheet.rows if tables else ()):
            here = table_at(tables, index)
            if here and is_repeated_header(row, here):
                continue
            banner = read_banner(row, here)
            if banner and banner.kind == Kind.HEADING:
                banners.append(banner.level or UNNAMED_LEVEL)
    banners = [*(banner.level for banner in sheet_banners(sheets, match).values()), *banners]
    named = {name.casefold(): name for name in reversed([*banners, *columns])}
    order = [*banners, *columns]
    return [named[key] for key in dict.fromkeys(name.casefold() for name in order)]


def table_at(tables: list[Table], index: int) -> Table | None:
    """The table that a row lies in; None above the first and on the rows of column names."""
    return next((t for t in reversed(tables) if t.start <= index < t.end), None)


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
            banner = read_banner(row, table_at(tables, index))
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
    words = [row[action[0].at].words for row in sheet.rows[table.start : table.end]]
    filled = [one for one in words if one.strip()]
    return bool(filled) and sum(map(is_bare_number, filled)) >= 0.8 * len(filled)


def _is_outcome_list(table: Table, sheet: Sheet) -> bool:
    if table.has(Role.ACTION) or len(table.at(Role.LEVEL)) != 1:
        return False
    names = (sheet.name, table.at(Role.LEVEL)[0].header)
    return any("high level outcome" in name.casefold().replace("-", " ") for name in names)
