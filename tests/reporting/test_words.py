"""Small pure rules of a report: dates, shares, quarters, prose, headings."""

from datetime import date

import pytest

from documents import phrases, prose
from documents.papers import headings
from tests.reporting import samples
from timescales.quarters import Period, covering, quarter_ends, quarter_to, year_of

LEVELS = samples.snapshot(1)["levels"]


@pytest.mark.parametrize(
    ("iso", "printed"), [("2022-07-31", "31 July 2022"), ("2022-02-01", "1 February 2022"),
                         (None, "–"), ("", "–")],
)  # fmt: skip
def test_day(iso, printed):
    assert phrases.day(iso).replace("\N{NO-BREAK SPACE}", " ") == printed


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(6, 25, "6 of 25 (24%)"), (0, 25, "0 of 25 (0%)"), (1, 3, "1 of 3 (33%)"), (0, 0, "none")],
)
def test_share(part, whole, printed):
    assert phrases.share(part, whole) == printed


@pytest.mark.parametrize(
    ("now", "before", "printed"),
    [(5, 3, "up 2"), (3, 5, "down 2"), (4, 4, "no change")],
)
def test_change(now, before, printed):
    assert phrases.change(now, before) == printed


@pytest.mark.parametrize(
    ("names", "printed"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"),
                           (["a", "b", "c"], "a, b and c")],
)  # fmt: skip
def test_listed(names, printed):
    assert phrases.listed(names) == printed


@pytest.mark.parametrize(
    ("day", "plan_start", "start", "name"),
    [
        (date(2022, 7, 31), date(2021, 8, 1), date(2021, 8, 1), "2021/22"),
        (
            *(date(2022, 8, 5), date(2021, 8, 1), date(2022, 8, 1)),
            "2022/23 (part-year: 1 August 2022 to 5 August 2022)",
        ),
        (date(2019, 12, 31), date(2019, 1, 1), date(2019, 1, 1), "2019"),
        (
            *(date(2021, 7, 1), date(2021, 8, 1), date(2021, 7, 1)),
            "2021/22 (part-year: 1 July 2021 to 1 July 2021)",
        ),
    ],
)
def test_year_of(day, plan_start, start, name):
    assert (year_of(day, plan_start).start, year_of(day, plan_start).name) == (start, name)


def test_quarter_follows_the_day_the_last_one_closed():
    found = quarter_to(date(2022, 7, 31), date(2022, 4, 30))
    assert found == Period(date(2022, 5, 1), date(2022, 7, 31), "Quarter to 31 July 2022")


def test_annual_period_is_named_by_its_years():
    assert covering("annual", date(2022, 4, 1), date(2023, 3, 31)).name == "2022/23"


def test_quarter_ends_stop_before_the_day():
    assert quarter_ends(date(2021, 8, 1), date(2022, 4, 30)) == [
        date(2021, 10, 31),
        date(2022, 1, 31),
    ]


def test_prose_knows_paragraphs_bullets_and_sub_headings():
    found = prose.blocks("# Why\r\nFirst line\nruns on.\n\n- one\n- two\n  more\n\nLast <b>.")
    assert [(row.kind, row.text, row.items) for row in found] == [
        ("h", "Why", []),
        ("p", "First line runs on.", []),
        ("ul", "", ["one", "two more"]),
        ("p", "Last <b>.", []),
    ]


@pytest.mark.parametrize(
    ("roles", "level"),
    [(["priority", "outcome", "objective"], 2), (["priority", "objective"], 1), (["outcome"], 1),
     ([], 1)],
)  # fmt: skip
def test_by_outcome_falls_back_to_the_top(roles, level):
    levels = [{"name": role, "plural": "", "role": role, "numbered": True} for role in roles]
    assert headings.grouping_level(levels) == level


def test_every_action_stands_under_one_heading():
    rows = [samples.action(place) for place in range(8)]
    groups = headings.grouped(rows, samples.headings(), LEVELS)
    assert sorted(row["id"] for group in groups for row in group.actions) == list(range(1, 9))
    assert groups[0].title == "Outcome 1: Children are heard before decisions are made"


def test_actions_above_the_outcomes_come_last():
    rows = [samples.action(0, heading=1), samples.action(1, heading=None)]
    last = headings.grouped(rows, samples.headings(), LEVELS)[-1]
    assert (last.title, len(last.actions)) == ("Actions under no single heading", 2)
