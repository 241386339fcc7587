"""Every chart as SVG: whole, with its words, and with nothing of what is not printed."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from charts.drawings import drawing
from charts.kinds import (
    BarRow,
    Bars,
    Columns,
    DifferenceRow,
    Differences,
    Groups,
    Multiples,
    ShareRow,
    Shares,
    Trend,
    all_cells,
)
from charts.labels import width
from charts.scale import axis_of
from charts.shapes import WIDTH
from charts.values import Hidden, Missing, Period, Point, Printed, Series, Status, printed
from tests.charts import samples
from tests.charts.samples import CHILDREN, FEW, RATE, REFERRED, years

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart, title="Title") -> str:
    return render_to_string("charts/drawing.svg", {"drawing": drawing(chart, title)})


def elements(chart, tag):
    return [e for e in ET.fromstring(drawn(chart)) if e.tag == SVG + tag]


def words(chart) -> list[str]:
    return [element.text for element in elements(chart, "text")]


@pytest.mark.parametrize("figure", samples.figures(), ids=lambda figure: figure.number)
def test_a_drawing_is_whole_and_says_its_title_first(figure):
    markup = render_to_string("charts/drawing.svg", {"drawing": figure.drawing})
    root = ET.fromstring(markup)

    assert (root[0].tag, root[0].text) == (f"{SVG}title", figure.alternative)
    assert root.get("font-family") == "Source Sans 3, Arial, sans-serif"
    assert (root.get("role"), root.get("width")) == ("img", "362")
    assert "style" not in markup
    assert render_to_string("charts/drawing.svg", {"drawing": figure.drawing}) == markup


MANY = tuple(Period(f"Q{n}", f"Sep {n:02}") for n in range(20))
TALL = [str(10000 + (n * 37) % 5000) for n in range(20)]
LONG = "Dumfries and Galloway Public Protection Partnership"
AWKWARD = [
    *(figure.chart for figure in samples.figures()),
    Trend(MANY, (samples.series("Area", CHILDREN, *TALL),)),
    Columns(MANY, samples.series("Area", CHILDREN, *TALL)),
    Trend(years(2026, 1), (samples.series(LONG, RATE, "3"), samples.series("Nation", RATE, "3"))),
    Trend(years(2024, 3), (samples.series("Area", REFERRED, "92%", "97%", "90%"),), (), False),
    Trend(years(2024, 2), (samples.series("Area", CHILDREN, "1,234,567", "0"),)),
    Bars(CHILDREN, (BarRow("Concern whose name is long " * 4, Printed.of("12,345,678")),)),
    Shares(CHILDREN, tuple("Abcdefgh" * n for n in range(1, 7)),
           (ShareRow(LONG, tuple(Printed.of(str(n)) for n in range(6))),)),
]  # fmt: skip


def extent(shape) -> tuple[float, float]:
    """From where to where a text reaches across."""
    told = dict(shape.attributes)
    x, broad = float(told["x"]), width(shape.text)
    start = {"middle": x - broad / 2, "end": x - broad}.get(told.get("text-anchor", ""), x)
    return start, start + broad


@pytest.mark.parametrize("chart", AWKWARD, ids=lambda chart: type(chart).__name__)
def test_nothing_is_drawn_outside(chart):
    shown = drawing(chart, "Title")

    for shape in shown.shapes:
        told = dict(shape.attributes)
        for name in ("x1", "x2", "cx"):
            assert 0 <= float(told.get(name, 0)) <= WIDTH
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(told.get(name, 0)) <= shown.height
        if shape.tag == "text":
            start, end = extent(shape)
            assert -0.5 <= start <= end <= WIDTH + 0.5


def test_where_numbers_have_no_room_the_axis_has_them():
    told = words(Columns(MANY, samples.series("Area", CHILDREN, *TALL)))

    assert told[:4] == ["0", "5,000", "10,000", "15,000"]
    assert [text for text in told if text in TALL] == []
    assert [text for text in words(Trend(MANY, (samples.series("A", CHILDREN, *TALL),)))
            if text in TALL] == [TALL[0], TALL[-1]]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "anchors"),
    [
        (("1", "5", "9"), ["middle", "end", "middle"]),
        (("9", "5", "1"), ["middle", "start", "start"]),
        (("5", "1", "5"), ["middle", "middle", "middle"]),
        (("5", "5", "5"), ["middle", "middle", "middle"]),
    ],
)
def test_numbers_stand_clear_of_their_line(texts, anchors):
    chart = Trend(years(2024, 3), (samples.series("Area", CHILDREN, *texts),))
    bold = [e for e in elements(chart, "text") if e.get("font-weight")]

    assert [e.get("text-anchor", "start") for e in bold] == anchors


def test_words_are_escaped():
    chart = Bars(CHILDREN, (BarRow("Drink & <drugs>", Printed.of("7")),))

    assert words(chart) == ["Drink & <drugs>", "7"]


def test_a_comparator_without_a_new_edition_is_left_unfinished():
    chart = samples.rate()
    lines = [path.get("d").count("L") + 1 for path in elements(chart, "path")]

    assert lines == [5, 6]
    assert words(chart)[-3:] == ["2.4 (2025)", "Strathmorlich", "1.7"]


def test_a_line_breaks_at_what_is_not_printed():
    values = ("4", "5", FEW, "6", Missing("not collected"), "7", "8", "9")
    chart = Trend(years(2019, 8), (samples.series("Area", CHILDREN, *values),))

    assert [path.get("d").count("L") + 1 for path in elements(chart, "path")] == [2, 3]
    assert len(elements(chart, "circle")) == 6


def test_marks_of_revision_and_of_what_is_provisional():
    revised = Point(Printed.of("8"), Status.PROVISIONAL, before="9")
    one = samples.series("Area", CHILDREN, "7", revised)
    other = samples.series("Nation", CHILDREN, "8", Point(Printed.of("6"), before="5"))

    assert "8 pr" in words(Trend(years(2025, 2), (one,)))
    assert "8 pr" in words(Columns(years(2025, 2), one))
    assert "6 r" in words(Multiples(years(2025, 2), (other, one)))


def test_agreed_lines_are_named_beside_them():
    chart = samples.register()

    assert words(chart)[-1] == "Target 28"
    assert [e.get("stroke-dasharray") for e in elements(chart, "line")][-1] == "8 3"


def test_rows_that_are_not_printed_are_not_drawn():
    assert "Sexual abuse" not in words(samples.concerns())
    assert words(samples.ages()).count("2026") == 3
    assert "Of them at level 3" not in words(samples.workforce())


def test_columns_below_nought_hang_from_it():
    chart = Columns(years(2024, 3), samples.series("Change", CHILDREN, "4", "−2", "0"))
    heights = [float(e.get("height")) for e in elements(chart, "rect")]

    assert heights == [pytest.approx(2 * heights[1], abs=0.02), heights[1], 0]


NUMBER = st.integers(1000, 99999).map(lambda n: Printed(Decimal(n), f"{n:,}"))
UNSEEN = st.sampled_from([Hidden("hidden"), Missing("not published yet")])
CELLS = st.lists(NUMBER | UNSEEN, min_size=1, max_size=12)
MARKED = st.sampled_from([Status.FINAL, Status.PROVISIONAL])


def all_kinds(cells):
    """The same cells in every kind of chart that can hold them."""
    periods = tuple(Period(f"P{n}") for n in range(len(cells)))
    one = Series("Area", CHILDREN, tuple(map(Point, cells)))
    return [
        Trend(periods, (one,)),
        Trend(periods, (one, Series("Nation", CHILDREN, tuple(map(Point, cells[::-1]))))),
        Columns(periods, one),
        Bars(CHILDREN, tuple(BarRow(f"Row {n}", cell) for n, cell in enumerate(cells))),
        Groups(tuple(period.label for period in periods), (one,)),
        Multiples(periods, (one, one)),
        Shares(CHILDREN, ("A",), tuple(ShareRow(f"R{n}", (c,)) for n, c in enumerate(cells))),
    ]


def unseen_as(cells, instead):
    return [cell if isinstance(cell, Printed) else instead for cell in cells]


@given(CELLS)
def test_what_is_hidden_leaves_no_trace(cells):
    """The picture is that of the printed numbers alone: not even that one is hidden is in it."""
    hidden, missing = (all_kinds(unseen_as(cells, one)) for one in (FEW, Missing("not collected")))

    for one, other in zip(hidden, missing, strict=True):
        assert drawn(one) == drawn(other)
        shown = printed(all_cells(one))
        ticks = {f"{tick:,f}" for tick in axis_of(shown).ticks}
        numbers = {text for text in words(one) if re.fullmatch(r"[\d,.]+", text)}
        assert numbers - {cell.text for cell in shown} - ticks == set()


@given(CELLS)
def test_each_printed_number_has_one_mark(cells):
    trend, two, columns, bars, groups, _, _ = all_kinds(cells)
    shown = sum(isinstance(cell, Printed) for cell in cells)

    assert [len(elements(chart, "circle")) for chart in (trend, two)] == [shown, 2 * shown]
    assert [len(elements(chart, "rect")) for chart in (columns, bars, groups)] == [shown] * 3


@given(CELLS)
def test_a_path_goes_through_neighbours_only(cells):
    chart = all_kinds(cells)[0]
    dots = [element.get("cx") for element in elements(chart, "circle")]
    runs = [re.findall(r"([\d.]+) [\d.]+", path.get("d")) for path in elements(chart, "path")]
    shown = [place for place, cell in enumerate(cells) if isinstance(cell, Printed)]
    neighbours = {
        (dots[n], dots[n + 1]) for n in range(len(shown) - 1) if shown[n + 1] == shown[n] + 1
    }

    assert {pair for run in runs for pair in pairwise(run)} == neighbours


@pytest.mark.parametrize(
    "texts",
    [("0",), ("0", "0"), ("7", "7"), ("0.001", "0.002"), ("1,234,567", "3"), ("−4", "9")],
)
def test_numbers_of_every_size_are_drawn(texts):
    cells = [Printed.of(text) for text in texts]

    for chart in all_kinds(cells)[:6]:
        assert all(text in " ".join(words(chart)) for text in texts)


def test_differences_on_both_sides_of_nought():
    chart = samples.hearings()
    bars = [(float(e.get("x")), float(e.get("width"))) for e in elements(chart, "rect")]
    nought = float(elements(chart, "line")[0].get("x1"))

    assert [x >= nought for x, _ in bars] == [True, False, True]
    assert words(chart)[:2] == ["Below Scotland", "Above Scotland"]
    assert round(bars[0][1] / bars[2][1], 2) == round(2.9 / 2.1, 2)


def test_a_hidden_difference_has_no_bar():
    rows = (
        DifferenceRow("2024", Printed.of("4"), Printed.of("3"), Printed.of("+1")),
        DifferenceRow("2025", FEW, Printed.of("3"), FEW),
    )
    chart = Differences(REFERRED, "Area", "Nation", rows)

    assert len(elements(chart, "rect")) == 1
    assert "2025" not in words(chart)


def test_an_axis_shared_by_all_panels_needs_one_basis():
    one, other = (samples.series("A", basis, "1", "2") for basis in (CHILDREN, RATE))

    with pytest.raises(ValueError, match="Not on one axis"):
        Multiples(years(2025, 2), (one, other), shared=True)
    assert len(elements(Multiples(years(2025, 2), (one, one), shared=True), "circle")) == 4


def test_the_first_number_of_a_line_does_not_cover_the_numbers_of_the_axis():
    chart = Trend(years(2025, 2), (samples.series("Area", CHILDREN, "27,430", "27,300"),))
    shapes_of = drawing(chart, "Title").shapes
    [first] = [one for one in shapes_of if one.text == "27,430"]
    axis = [
        one for one in shapes_of if one.text and dict(one.attributes).get("text-anchor") == "end"
    ]
    numbers = [extent(one)[1] for one in axis if one.text.replace(",", "").isdigit()]
    assert numbers
    assert extent(first)[0] > max(numbers)
