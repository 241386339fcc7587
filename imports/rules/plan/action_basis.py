"""What the cells of an action are read by, and what a person is asked or told of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from imports.enums import Subject
from imports.rules.columns.column import Role
from imports.rules.columns.keys import Key
from imports.rules.plan.date_order import Orders
from imports.rules.plan.draft import (
    Asked,
)
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import ActionRow
from imports.rules.plan.shades import Shaded
from imports.rules.words.meanings import LONGEST, Meanings, key_of
from plans.rules.legends import Preset
from sheets.rules.cells import Row
from timescales.days import Period


@dataclass(frozen=True)
class Reading:
    """What the cells of an action are read by."""

    period: Period
    preset: Preset
    key: Key | None
    orders: Orders
    shaded: Shaded
    meanings: Meanings


def doubts_on(
    outline: Outline, action: ActionRow, role: Role, texts: Iterable[str], about: str = ""
) -> None:
    column = action.column_of(role)
    for text in texts:
        outline.doubt(text, Row(action.row, ()), column, action.sheet, about=about)


def ask(
    outline: Outline,
    action: ActionRow,
    subject: Subject,
    words: str,
    said: str,
    *,
    decided: bool,
) -> str:
    """Ask what `words` mean; returns what its doubts are about, empty where it is not asked."""
    text = " ".join(words.split())
    if not text or len(text) > LONGEST:
        return ""
    outline.asked.append(Asked(subject, text, action.row, action.sheet, said, decided))
    return f"{subject}:{key_of(subject, text)}"
