"""Words, dates and status tags as they are printed."""

import datetime as dt

import pytest
from django.template import Context, Template

from documents.enums import Canonical
from web.templatetags.components import SYMBOLS, day, moment, status_tag

UTC = dt.UTC


def test_status_is_a_word_a_symbol_and_a_colour():
    assert status_tag("at_risk", "Amber") == (
        '<strong class="cpc-status cpc-status--at_risk">'
        '<span class="cpc-status__symbol" aria-hidden="true">▲</span> Amber</strong>'
    )


def test_status_prints_the_legends_own_symbol_and_escapes_its_word():
    assert status_tag("complete", "P <b>", "P") == (
        '<strong class="cpc-status cpc-status--complete">'
        '<span class="cpc-status__symbol" aria-hidden="true">P</span> P &lt;b&gt;</strong>'
    )


def test_state_that_is_not_known_looks_unrated():
    assert status_tag("no such state", "Blue").startswith(
        '<strong class="cpc-status cpc-status--not_rated">'
    )


def test_every_canonical_state_has_a_symbol_of_its_own():
    assert sorted(set(Canonical.values) - set(SYMBOLS)) == []
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (dt.date(2022, 7, 31), "31 July 2022"),
        (dt.datetime(2022, 7, 31, 23, 30, tzinfo=UTC), "1 August 2022"),
        (dt.datetime(2022, 7, 31, 23, 30), "31 July 2022"),  # noqa: DTZ001
        (None, "No date"),
        ("", "No date"),
    ],
)
def test_day(value: dt.date | None, printed: str):
    assert day(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (dt.datetime(2022, 7, 31, 13, 5, tzinfo=UTC), "31 July 2022 at 2:05 pm"),
        (dt.datetime(2022, 12, 1, 9, 0, tzinfo=UTC), "1 December 2022 at 9:00 am"),
        (None, "Never"),
    ],
)
def test_moment(value: dt.datetime | None, printed: str):
    assert moment(value) == printed


def test_value_that_is_missing_is_said_in_words():
    template = Template('{% include "components/summary_list.html" with rows=rows %}')
    page = template.render(Context({"rows": [("Timescale", ""), ("Lead", None)]}))

    assert page.count("Not given") == 2
