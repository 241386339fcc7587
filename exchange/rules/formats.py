"""The forms in which a plan goes out, by the ending of the file's name."""

from collections.abc import Callable
from typing import Final, NamedTuple

from exchange.rules.document import plan_document
from exchange.rules.sheet import plan_text, plan_workbook
from imports.rules.own.paper import PlanPaper


class Format(NamedTuple):
    name: str
    words: str
    made: Callable[[PlanPaper], bytes]


FORMATS: Final = {
    "docx": Format(
        "Word",
        "The committee’s own plan: one table for each outcome, with the legend. To print, and to "
        "edit and bring back.",
        plan_document,
    ),
    "xlsx": Format(
        "Excel",
        "Every action in one table that prints on A4, the measures and the legend on sheets of "
        "their own. It can be edited and brought back too.",
        plan_workbook,
    ),
    "csv": Format(
        "CSV",
        "The same table as text, for another program.",
        plan_text,
    ),
}
