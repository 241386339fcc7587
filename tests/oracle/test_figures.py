"""Figures in reports over random histories, read back from each paper and worked out anew."""

import random
from datetime import timedelta

import pytest

from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from figures.enums import Unit
from reporting.queries.reports import content_of
from tests import factories as make
from tests.oracle.figures import in_sheet, in_word, on_paper, true
from tests.reporting.figure_scene import GIVEN, give
from tests.reporting.scene import AS_OF, NOW, Scene, scene

pytestmark = pytest.mark.django_db
UNITS = (Unit.COUNT, Unit.PERCENT, Unit.RATE_1000, Unit.COUNT)


def lived(seed: int) -> Scene:
    """An area in which figures were given, some small, some missing, some put right later."""
    chance, stage = random.Random(seed), scene()
    for place, unit in enumerate(UNITS):
        kind = make.IndicatorFactory if unit == Unit.COUNT else make.ShareFactory
        row = kind.create(
            area=stage.plan.area, name=f"Indicator {place}", number="", position=place + 1,
            unit=unit, decimals=chance.choice((0, 1)) if unit != Unit.COUNT else 0,
            headline=place < 2, counts_children=place != 1,
        )  # fmt: skip
        numbers = [_number(chance, unit) for _ in range(8)]
        give(row, numbers)
        if chance.random() < 0.6:
            put_right = [None] * 7 + [_number(chance, unit)]
            late = GIVEN + timedelta(days=chance.choice((1, 60)))  # the latter after the freeze
            give(row, put_right, revision=2, status="revised", entered_at=late)
    return stage


def _number(chance: random.Random, unit: str) -> object:
    if unit == Unit.RATE_1000:
        return chance.choice((3, chance.randint(5, 90))), 17_900
    count = chance.choice((0, chance.randint(1, 4), chance.randint(5, 60), chance.randint(5, 60)))
    return count if unit == Unit.COUNT else (count, count + chance.randint(5, 80))


@pytest.mark.parametrize("seed", range(6))
def test_every_printed_figure_is_true_and_no_small_one_is_printed(seed):
    stage = lived(seed)
    content = content_of(stage.frozen().snapshot)
    sha = digest(content)
    held = true(stage.plan.area_id, NOW, AS_OF)
    paper = on_paper(pdf.html(content, sha))
    sheet = list(in_sheet(spreadsheet.xlsx(content, sha).data))
    told = list(in_word(word.docx(content, sha).data))

    wrong, printed = [], 0
    for name, periods in held.items():
        [rows] = [rows for message, rows in paper.items() if message.split(": ")[0].endswith(name)]
        own: dict[str, str] = {}
        for message, day, text in sheet:
            if message.startswith(f"{name}:"):
                own.setdefault(day, text)  # the columns after it say what was printed before
        for day, (text, small) in periods.items():
            shown = rows[day]
            printed += shown == text
            if shown != "hidden" and shown != text:
                wrong.append((name, day, "printed", shown, "true", text))
            if small and shown != "hidden":
                wrong.append((name, day, "small and printed", shown))
            if own[day] != shown or (day, shown) not in told:
                wrong.append((name, day, "paper", shown, "sheet", own[day]))
    assert wrong == []
    assert printed > 0
