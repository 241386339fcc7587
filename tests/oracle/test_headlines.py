"""The figures of annual reports over random histories, bands among them, worked out anew."""

import random
from datetime import date

import pytest

from documents.files import pdf
from documents.hash import digest
from figures.enums import Timing, Unit
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from tests import factories as make
from tests.oracle.headlines import printed, together, yearly
from tests.reporting.figure_scene import give
from tests.reporting.scene import NOW, Scene, scene
from timescales.quarters import Period

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 8, 1), date(2026, 7, 31), "2025/26")
BANDS = ("Before birth", "0 to 4", "5 to 10", "11 to 17")
NAMES = ("Joined", "Register", "In time")
WORDS = {"hidden", "not available", "not released"}


def lived(seed: int) -> Scene:
    """Two years of quarters of what is counted in each, of a register, and of a share."""
    chance, stage = random.Random(seed), scene()
    for place, name in enumerate(NAMES, start=1):
        share = name == "In time"
        row = (make.ShareFactory if share else make.IndicatorFactory).create(
            area=stage.plan.area, name=name, number="", position=place, headline=True,
            unit=Unit.PERCENT if share else Unit.COUNT, breakdown="" if share else "Age band",
            timing=Timing.AS_AT if name == "Register" else Timing.DURING,
            starts=date(2022, 8, 1),
        )  # fmt: skip
        if share:
            pairs = [(chance.randint(0, 30), 31 + chance.randint(0, 30)) for _ in range(8)]
            give(row, pairs)
            continue
        rows = [[_number(chance) for _ in BANDS] for _ in range(8)]
        give(row, [sum(one) for one in rows])
        for at, label in enumerate(BANDS):
            band = make.CategoryFactory.create(indicator=row, label=label, position=at + 1)
            give(row, [one[at] for one in rows], category=band)
    return stage


def _number(chance: random.Random) -> int:
    return chance.choice((0, chance.randint(1, 4), chance.randint(5, 40)))


def annual(stage: Scene) -> str:
    """The paper of the year's report."""
    report = stage.begin(kind="annual", period=YEAR, as_of=YEAR.end)
    report.sections.update(body="Words.")
    content = content_of(freeze_report(by=stage.officer, report=report, now=NOW).snapshot)
    return pdf.html(content, digest(content))


@pytest.mark.parametrize("seed", range(4))
def test_every_year_and_band_is_true_and_no_small_one_is_printed(seed):
    stage = lived(seed)
    paper = printed(annual(stage), NAMES)
    held = yearly(stage.plan.area_id, NOW)

    wrong, numbers = [], 0
    for (name, words, year), cell in paper.items():
        if cell in WORDS:
            continue
        numbers += 1
        bands = words.split(" with ") if words else []
        true = together(held, name, bands, year) if bands else held.get((name, "", year))
        if true is None or true[0] != cell or true[1]:
            wrong.append((name, words, year, "printed", cell, "true", true))
    assert wrong == []
    assert numbers > 0
    # of the share and of all, whatever the bands are
    assert {name for name, words, _ in paper if not words} == set(NAMES)
