"""Lines of a plan, their order and their numbers, as pure rules."""

import pytest

from outline.enums import NumberStyle
from outline.rules.lines import LOOSE, Line, neighbours, walk
from outline.rules.lines import moved as put
from outline.rules.numbers import changed, letters, moving, numbers, styles_of, twice
from outline.rules.order import arranged

K, RUN, ANEW, WITHIN, LETTERS, BLANK = NumberStyle


def heading(key: str, level: int, number: str, *children: Line) -> Line:
    return Line(key, "Level", level, number, key, children=list(children))


def action(key: str, number: str = "") -> Line:
    return Line(key, "", 0, number, key)


def plan(*numbers: str) -> list[Line]:
    """Two priorities with an outcome each; two actions under the first outcome, one under the
    second, of which the last stands under an expected impact without a number."""
    one, two, first, second, *below = numbers
    impact = heading("h5", 3, "", action("a3", below[2]))
    return [
        heading(
            "h1", 1, one, heading("h3", 2, first, action("a1", below[0]), action("a2", below[1]))
        ),
        heading("h2", 1, two, heading("h4", 2, second, impact)),
    ]


def said(lines: list[Line], given: dict[str, str]) -> str:
    return " ".join(given[line.key] or "-" for line, _ in walk(lines))


@pytest.mark.parametrize(
    ("given", "styles"),
    [
        (("1", "2", "1", "2", "1.1", "1.2", "2.1"), [RUN, RUN, K, WITHIN]),
        (("1", "2", "1", "1", "1a", "1b", "1a"), [RUN, ANEW, K, LETTERS]),
        (("", "", "1", "2", "1", "2", "1"), [K, RUN, K, ANEW]),
        (("1", "2", "1.1", "2.1", "", "", ""), [RUN, WITHIN, K, K]),
        (("A", "B", "x", "y", "1", "2", "9"), [K, K, K, RUN]),
    ],
)
def test_the_way_of_numbering_is_read_from_the_plan(given, styles):
    assert list(styles_of(plan(*given)).values()) == styles


@pytest.mark.parametrize(
    ("styles", "given"),
    [
        ({}, "7 8 3.1 3.4 9 - - -"),
        ({1: RUN, 2: RUN, 0: WITHIN}, "1 1 1.1 1.2 2 2 - 2.1"),
        ({1: RUN, 2: ANEW, 0: LETTERS}, "1 1 1a 1b 2 1 - 1a"),
        ({1: BLANK, 2: BLANK, 0: RUN}, "- - 1 2 - - - 3"),
        ({1: BLANK, 2: BLANK, 0: WITHIN}, "- - 1 2 - - - 3"),
        ({1: RUN, 2: WITHIN, 3: WITHIN, 0: ANEW}, "1 1.1 1 2 2 2.1 2.1.1 1"),
    ],
)
def test_numbers_in_a_chosen_style(styles, given):
    lines = [
        heading("h1", 1, "7", heading("h3", 2, "8", action("a1", "3.1"), action("a2", "3.4"))),
        heading("h2", 1, "9", heading("h4", 2, "", heading("h5", 3, "", action("a3")))),
    ]

    assert said(lines, numbers(lines, styles)) == given


def test_a_move_renumbers_what_it_touches_and_nothing_else():
    lines = [
        heading("h1", 1, "1", action("a1", "1.1"), action("a2", "1.2"), action("a3", "1.3")),
        heading("h2", 1, "2", action("a4", "2.1"), action("a5", "2.2")),
        heading("h3", 1, "3", action("a6", "3.1"), action("a7", "3.1")),
    ]

    new = put(lines, "a1", "h2", "a4")

    assert [(one.line.key, one.old, one.new) for one in changed(new, moving(lines, new))] == [
        ("a2", "1.2", "1.1"),
        ("a3", "1.3", "1.2"),
        ("a1", "1.1", "2.2"),
        ("a5", "2.2", "2.3"),
    ]


@pytest.mark.parametrize(
    ("key", "under", "after", "order"),
    [
        ("a1", "h2", "", "h1 a2 h2 a1 h3"),
        ("a2", "h1", "", "h1 a2 a1 h2 h3"),
        ("h3", "", "", "h3 h1 a1 a2 h2"),
        ("h3", "h1", "", "h1 a1 a2 h3 h2"),
        ("h1", "", "h2", "h2 h1 a1 a2 h3"),
        ("a9", "h2", "", "h1 a1 a2 h2 h3"),
    ],
)
def test_a_line_stands_where_it_is_put(key, under, after, order):
    lines = [
        heading("h1", 1, "1", action("a1"), action("a2")),
        heading("h2", 1, "2"),
        heading("h3", 2, "3"),
    ]

    new = put(lines, key, under, after)

    assert " ".join(line.key for line, _ in walk(new)) == order
    assert [line.key for line, _ in walk(lines)] == ["h1", "a1", "a2", "h2", "h3"]


def test_neighbours_are_of_one_kind_and_no_row_is_among_them():
    loose = Line(LOOSE, "", -1, "", "Actions", children=[action("a1")])
    lines = [heading("h1", 1, "1", action("a2"), heading("h2", 2, "1")), loose]

    assert [neighbours(lines, key) for key in ("h1", "a2", "h2", "a1")] == [
        *(["h1"], ["a2"], ["h2"], ["a1"])
    ]


@pytest.mark.parametrize(
    ("order", "new"),
    [
        ([1, 2, 3], {}),
        ([2, 1, 3], {2: 4, 1: 7}),
        ([3, 1, 2], {3: 4, 1: 7, 2: 9}),
    ],
)
def test_rows_share_out_the_positions_that_they_have(order, new):
    assert arranged({1: 4, 2: 7, 3: 9}, order) == new


def test_rows_of_one_position_are_put_apart():
    assert arranged({1: 4, 2: 4, 3: 4}, [2, 1, 3]) == {1: 5, 3: 6}


def test_numbers_that_would_stand_twice_are_named():
    lines = plan("1", "2", "1", "1", "1.1", "1.1", "1.1")

    assert twice(lines, {}) == ["1.1"]


@pytest.mark.parametrize(("count", "word"), [(1, "a"), (26, "z"), (27, "aa"), (53, "ba")])
def test_letters(count, word):
    assert letters(count) == word
