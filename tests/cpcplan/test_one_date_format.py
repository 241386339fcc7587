"""Days are put into words in one place (timescales/date_format.py), and nowhere else."""

import ast
import re
from pathlib import Path

import pytest

from tests.cpcplan.test_house_rules import ROOMS, is_template, modules, short, tracked

PLACE = "timescales/date_format.py"
# what these know of dates is how others write them: cells of a workbook, days typed into a form
READERS = {
    "sheets/rules/shown.py",
    "imports/rules/figures/columns.py",
    "catalogue/rules/set_rows.py",
    "cpcplan/formats/en_GB/formats.py",
    "documents/files/paper_rows.py",  # a printed day becomes a day again in a workbook
}
NAMED_MONTH = re.compile(r"%B|%b|%-d")
DJANGOS = {"django.utils.formats", "django.utils.dateformat"}
# a machine's dates: in a datetime attribute, in an address
MACHINE = {"c", "Y-m-d"}
TEMPLATE_DATE = re.compile(r"\|date(?::\"([^\"]*)\")?|\{%\s*now\b")


def formatted(source: str) -> list[int]:
    """Lines that print a date by themselves: a month's name in a format, or Django's own format.

    The format stands in a string, or after the colon in an f-string.
    """
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            lines += [node.lineno] if NAMED_MONTH.search(node.value) else []
        elif isinstance(node, ast.ImportFrom):
            lines += [node.lineno] if node.module in DJANGOS else []
    return sorted(lines)


def test_modules_print_dates_through_one_place():
    found = {
        short(path): formatted(path.read_text("utf-8"))
        for path in modules(*ROOMS)
        if short(path) not in READERS
    }

    assert {name: lines for name, lines in found.items() if lines and name != PLACE} == {}
    assert len(found[PLACE]) > 0


@pytest.mark.parametrize(
    "line",
    ['f"{day:%-d %B %Y}"', 'f"{day.day} {day:%B %Y}"', 'day.strftime("%d %b %Y")',
     "from django.utils.formats import date_format"],
)  # fmt: skip
def test_other_ways_are_seen(line):
    assert formatted(line) == [1]


def test_templates_print_dates_through_the_filter():
    found = {
        short(path): [hit.group() for hit in hits(path)]
        for path in tracked(".html", ".svg", ".txt")
        if is_template(path) and hits(path)
    }

    assert found == {}


def hits(path: Path) -> list[re.Match[str]]:
    text = path.read_text("utf-8")
    return [hit for hit in TEMPLATE_DATE.finditer(text) if hit.group(1) not in MACHINE]
