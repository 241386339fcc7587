"""The one source of a status's colour: a legend's own first, always readable."""

import colorsys
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.contrast import READABLE, WHITE, contrast, shades
from documents.enums import Canonical
from documents.schema.content import NOT_UPDATED
from documents.statuses import DEFAULTS, Tag, by_state, default_tag, palette
from tests.cpcplan.test_house_rules import short, tracked
from tests.reporting import samples

COLOURS = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)
SOURCES = {"documents/statuses.py"}
PAPER = "templates/documents/pdf/"  # what is late and what was wrong are no statuses


@pytest.mark.parametrize(
    ("colour", "ink", "tint", "solid"),
    [
        ("#1F5A96", "#1f5a96", "#e1edf9", "#1f5a96"),  # dark enough as it is
        ("#b85c00", "#ac5600", "#ffeddb", "#b85c00"),  # on white, but not on its own tint
        ("#ffbf00", "#8f6b00", "#fff6db", "#967100"),  # a traffic light's amber
        ("#ffff00", "#797900", "#ffffdb", "#7a7a00"),
        ("#ffffff", "#6b6b6b", "#ededed", "#757575"),
        ("#000000", "#000000", "#ededed", "#000000"),
    ],
)
def test_shades(colour, ink, tint, solid):
    assert shades(colour) == (ink, tint, solid)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast(one, other, ratio):
    assert (round(contrast(one, other), 2), round(contrast(other, one), 2)) == (ratio, ratio)


@given(COLOURS)
def test_every_colour_can_be_read(colour):
    ink, tint, solid = shades(colour)

    assert contrast(ink, tint) >= READABLE
    assert contrast(ink, WHITE) >= READABLE
    assert contrast(solid, WHITE) >= READABLE


@given(COLOURS)
def test_every_colour_keeps_its_hue(colour):
    for shade in shades(colour):
        if strength(shade) > 40 and strength(colour) > 40:
            turned = abs(hue(shade) - hue(colour)) % 360
            assert min(turned, 360 - turned) <= 4


@given(COLOURS)
def test_what_is_readable_stays_as_it_is(colour):
    ink, tint, solid = shades(colour)

    assert (ink == colour.lower()) is (contrast(colour, tint) >= READABLE)
    assert (solid == colour.lower()) is (contrast(colour, WHITE) >= READABLE)
    assert shades(solid).solid == solid


def channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def strength(colour: str) -> int:
    return max(channels(colour)) - min(channels(colour))


def hue(colour: str) -> float:
    return 360 * colorsys.rgb_to_hls(*(channel / 255 for channel in channels(colour)))[0]


def test_every_state_has_a_word_and_a_symbol_of_its_own():
    assert set(DEFAULTS) == {*Canonical.values, NOT_UPDATED}
    assert len({plain.symbol for plain in DEFAULTS.values()}) == len(DEFAULTS)
    assert len({plain.label for plain in DEFAULTS.values()}) == len(DEFAULTS)


def test_state_that_is_not_known_looks_unrated():
    assert default_tag("no such state", "Blue") == Tag("not_rated", "Blue", "–", "#4a5560")


def test_a_legends_first_entry_of_a_state_wins():
    legend = [
        Tag("complete", "Done", "✓", "#1f5a96", "B"),
        Tag("complete", "Done, to be checked", "✓", "#00aaff", "C"),
    ]

    tags = by_state(legend)

    assert tags["complete"] == legend[0]
    assert {key: tag for key, tag in tags.items() if key != "complete"} == {
        key: default_tag(key) for key in DEFAULTS if key != "complete"
    }


def test_paper_prints_the_legends_colour():
    content = samples.snapshot(1)
    legend = {entry["canonical"]: entry["colour"] for entry in content["legend"]}

    tags = palette(content).tags
    assert {key: tags[key].colour for key in legend} == legend


def test_no_other_file_knows_a_statuss_colour():
    """Style sheets, templates and modules of the product take it from documents/statuses.py."""
    own = re.compile("|".join({plain.colour for plain in DEFAULTS.values()}), re.IGNORECASE)
    found = [
        short(path)
        for path in tracked(".py", ".css", ".html", ".svg")
        if not short(path).startswith(("tests/", PAPER)) and own.search(path.read_text("utf-8"))
    ]

    assert sorted(set(found) - SOURCES) == []
