"""Which sentence stands beside a figure."""

from datetime import UTC, date, datetime

import pytest

from figures.rules.exhibits import exhibit
from figures.rules.publication import Extent
from figures.rules.record import Said
from figures.rules.sentences import all_printed, for_audience, spoken
from figures.rules.told import Told
from tests.figures.records import counts, indicator, quarter, record, with_

ALL = Extent(date(2000, 1, 1), date(2100, 1, 1))
AT = datetime(2026, 11, 6, 9, tzinfo=UTC)


def figure_of(one):
    return exhibit(one, Told.exact(record(one), ALL), area="Port Ellan")


def written(text, drafted, at=1):
    one = indicator(1, counts(12, 15))
    said = Said(quarter(at).end, "", text, "Una Ross", AT, drafted=drafted)
    return with_(one, sentences=(said,))


DRAFT = figure_of(indicator(1, counts(12, 15))).sentence


def test_what_a_person_wrote_stands_until_the_draft_is_another_one():
    kept = spoken(written("Three more.", DRAFT), DRAFT, quarter(1))
    stale = spoken(written("Three more.", "There were 14."), DRAFT, quarter(1))
    older = spoken(written("Twelve.", DRAFT, at=0), DRAFT, quarter(1))

    assert (kept.text, kept.stale) == ("Three more.", False)
    assert (stale.text, stale.stale, stale.written.text) == (DRAFT, True, "Three more.")
    assert (older.text, older.stale) == (DRAFT, True)


def test_nothing_written_or_nothing_told_is_the_draft():
    assert spoken(indicator(1, counts(12)), DRAFT, quarter(0)).text == DRAFT
    assert spoken(written("Words.", ""), "", None).text == ""


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("15 in the quarter, and 12 before.", True),
        ("Fifteen is not a word that is counted here.", True),
        ("As many as a year ago.", True),
        ("15, of whom 2 were babies.", False),
        ("15, of whom two were babies.", False),
        ("Half of them were boys.", False),
        ("One in 15.", False),
        ("In November 2024 to January 2025.", True),
    ],
)
def test_every_number_of_a_sentence_is_printed_in_the_figure(text, stands):
    one = written(text, DRAFT)
    figure = figure_of(one)

    assert all_printed(text, figure, one.name) == stands
    assert for_audience(one, figure, quarter(1)) == (text if stands else DRAFT)
