"""Of which themes a report tells, worked out from the calendar of themes by rules of its own."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from tests.oracle.paper import MONTHS, Paper
from tests.oracle.position import differs

TOPMOST = """
select h.id, h.number, h.text, h.quarters, l.singular from plans_heading h
join plans_level l on l.id = h.level_id where h.plan_id = %s and h.parent_id is null
order by h.position, h.id
"""
ORDINALS = ("first", "second", "third", "fourth")


def scope(paper: Paper, plan: int, start: date, end: date) -> Iterator[str]:
    """What is not told of is said, with the quarter in which it is; and nothing else is."""
    with connection.cursor() as cursor:
        cursor.execute(TOPMOST, [plan])
        themes = cursor.fetchall()
        cursor.execute("select period_start, period_end from plans_plan where id = %s", [plan])
        begins, ends = (date.fromisoformat(str(day)) for day in cursor.fetchone())
    later = {}
    if any(quarters for *_, quarters, _ in themes):
        now = _now(start, end, begins)
        for _, number, text, quarters, level in themes:
            if not any(str(place % 4 + 1) in quarters for place in now):
                title = f"{level} {number}: {text}" if number else text
                later[title] = _next(quarters, max(*now, -1), end, begins, ends)
    tables = [row for row in paper.tables if row.columns[0] == "Part of the plan"]
    printed = {row["Part of the plan"]: row["Reported next"] for row in _body(tables)}
    yield from differs("what is reported later", printed, later)
    told = [row for row in paper.tables if row.columns[1:2] == ["Actions"]]
    titles = [
        row[0].split(" | ") for table in told if table not in tables for row in table.rows[1:]
    ]
    if both := [title for title in later if any(title in words for words in titles)]:
        yield f"told of and left for later: {both}"


def _body(tables: list) -> list[dict[str, str]]:
    return [row for table in tables for row in table.body]


def _first(place: int, begins: date) -> date:
    """The first day of a quarter: the plan's own day of the month, or the month's last."""
    months = begins.year * 12 + begins.month - 1 + 3 * place
    for day in range(begins.day, 0, -1):
        try:
            return date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def _middle(place: int, begins: date) -> date:
    first, last = _first(place, begins), _first(place + 1, begins) - timedelta(days=1)
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)


def _now(start: date, end: date, begins: date) -> list[int]:
    now = [place for place in range(60) if start <= _middle(place, begins) <= end]
    if now:
        return now
    middle = date.fromordinal((start.toordinal() + end.toordinal()) // 2)
    return [max(place for place in range(60) if place == 0 or _first(place, begins) <= middle)]


def _next(quarters: str, last: int, end: date, begins: date, ends: date) -> str:
    for place in range(last + 1, last + 9):
        if _first(place, begins) > ends:
            break
        if _middle(place, begins) > end and str(place % 4 + 1) in quarters:
            first, final = _first(place, begins), _first(place + 1, begins) - timedelta(days=1)
            year = "" if first.year == final.year else f" {first.year}"
            months = f"{MONTHS[first.month - 1]}{year} to {MONTHS[final.month - 1]} {final.year}"
            return f"{ORDINALS[place % 4].capitalize()} quarter, {months}"
    return "Not again before the plan ends"
