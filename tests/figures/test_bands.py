"""Categories as they are typed."""

import pytest

from figures.rules.bands import Band, bands_in, typed

NESTED = "Unborn\n0 to 15\n  0 to 4\n  5 to 15\n16 and over"


def test_what_is_indented_stands_in_the_one_above():
    assert bands_in(NESTED) == (
        Band("Unborn"),
        Band("0 to 15", (Band("0 to 4"), Band("5 to 15"))),
        Band("16 and over"),
    )


@pytest.mark.parametrize("text", ["", "One", "One\nTwo", NESTED, "A\n  B\n    C\n  D\nE"])
def test_what_is_read_is_written_back(text):
    assert typed(bands_in(text)) == text


def test_tabs_and_blank_lines_are_read():
    assert bands_in("A\n\n\tB\n") == (Band("A", (Band("B"),)),)


@pytest.mark.parametrize(
    ("text", "line"),
    [("A\n    B\n  C", "C"), ("  A\nB\n  C", ""), ("A\n    B\n      D\n  C", "C")],
)
def test_a_line_between_two_indents_is_refused(text, line):
    if not line:
        assert bands_in(text.strip()) == (Band("A"), Band("B", (Band("C"),)))
        return
    with pytest.raises(ValueError, match=f"“{line}” is not indented as the lines beside it."):
        bands_in(text)
