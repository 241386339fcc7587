"""What is typed where figures come in; see `presses.py`."""

from django.utils import timezone

from committees.rules.grid.paste import pasted_cells
from figures.queries.record import figure_record
from imports.rules.figures.columns import read_table
from imports.rules.figures.preview import preview
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World

ENDED = "2024-10-31"


def _one(w: World) -> Press:
    indicator = make.IndicatorFactory(area=w.area)
    return Press({f"i{indicator.pk}-all-n": "12"}, at=[indicator.pk, ENDED])


def _all(w: World) -> Press:
    pair = [make.IndicatorFactory(area=w.area) for _ in range(2)]
    return Press({f"i{one.pk}-all-n": "1,204" for one in pair})


def _sheet(w: World) -> Press:
    """Rows that were looked at: their digest says so."""
    indicator = make.IndicatorFactory(area=w.area)
    text = f"Figure\tPeriod\tNumber\n{indicator.name}\t{ENDED}\t12"
    rows = read_table(pasted_cells(text), figure_record(w.area).indicators)
    looked = preview(rows, figure_record(w.area).indicators, timezone.localdate())
    return Press({"paste": text, "do": "1", "seen": looked.digest})


FIGURES: dict[str, Prepared] = {"figures_give": _all, "figure_give": _one, "figures_sheet": _sheet}
