"""What an audience is told beside all that was told before: nothing small can be worked out."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure import Publication
from figures.enums import LinkKind, Method, ObservationStatus, Timing, Unit
from figures.rules.editions.audiences import Rule
from figures.rules.editions.release import NotSafe, as_said, canonical, digest, released
from figures.rules.publication import Extent
from figures.rules.record import FigureRecord, IndicatorRecord, Link
from figures.rules.told import Told
from tests.figures.records import counts, indicator, quarter, record, row, with_

ALWAYS = Extent(since=date(2024, 1, 1), until=date(2027, 12, 31))
BY_DEFAULT = Rule()
AGES = {"0 to 4": None, "5 to 10": None, "11 to 15": None}


def ages(*bands: tuple[int, ...], pk: int = 7) -> IndicatorRecord:
    """An indicator with the numbers of its bands by quarter, and their totals."""
    totals = [sum(column) for column in zip(*bands, strict=True)]
    rows = [*counts(*totals)]
    for at, band in enumerate(bands):
        rows += counts(*band, category=at + 1)
    labels = dict(list(AGES.items())[: len(bands)])
    return indicator(pk, rows, categories=labels)


def told(
    figures: FigureRecord,
    rule: Rule = BY_DEFAULT,
    extent: Extent = ALWAYS,
    history: tuple[Publication, ...] = (),
    lifted: tuple[str, ...] = (),
) -> Publication:
    return released(figures, extent, rule, name="Figures", history=history, lifted=lifted).said


def values(said: Publication) -> dict[str, str | None]:
    return {
        cell.id.replace("2024-08-01|2024-10-31|", ""): cell.value
        for cell in said.cells
        if cell.kind.value == "count"
    }


def test_a_small_number_and_another_are_hidden() -> None:
    said = values(told(record(ages((3,), (9,), (20,)))))
    assert said["7|1|n"] is None
    assert said["7|all|n"] == "32"
    assert [said["7|2|n"], said["7|3|n"]].count(None) == 1


def test_a_true_nought_is_shown_unless_it_is_not_to_be() -> None:
    figures = record(ages((0,), (9,), (20,)))
    assert values(told(figures))["7|1|n"] == "0"
    assert values(told(figures, Rule(zero_shown=False)))["7|1|n"] is None


def test_an_exact_edition_hides_nothing() -> None:
    said = told(record(ages((3,), (9,), (20,))), Rule(Method.EXACT))
    assert values(said) == {"7|all|n": "32", "7|1|n": "3", "7|2|n": "9", "7|3|n": "20"}
    assert said.threshold == 0
    assert all(cell.exact is None for cell in said.cells)


def test_what_is_hidden_never_comes_out_with_a_later_quarter() -> None:
    first = record(ages((3,), (9,), (20,)))
    one = told(first)
    second = record(ages((3, 12), (9, 8), (20, 30)))
    two = told(second, history=(one,))
    assert {name for name, value in values(one).items() if value is None} <= {
        name for name, value in values(two).items() if value is None
    }


def test_exact_editions_bind_no_later_one() -> None:
    figures = record(ages((3,), (9,), (20,)))
    exact = told(figures, Rule(Method.EXACT))
    assert values(told(figures, history=(exact,))) == values(told(figures))


def test_a_number_that_was_let_out_is_printed_and_the_rest_worked_out_anew() -> None:
    figures = record(ages((3,), (9,), (20,)))
    name = "7|1|2024-08-01|2024-10-31|n"
    release = released(figures, ALWAYS, Rule(), name="Figures", lifted=(name,))
    assert values(release.said) == {"7|all|n": "32", "7|1|n": "3", "7|2|n": "9", "7|3|n": "20"}
    assert release.workings["lifted"] == [name]
    assert release.workings["reasons"] == {}


def test_reasons_are_kept_apart_from_what_is_said() -> None:
    release = released(record(ages((3,), (9,), (20,))), ALWAYS, Rule(), name="Figures")
    reasons = release.workings["reasons"]
    assert reasons["7|1|2024-08-01|2024-10-31|n"] == "small"
    assert sorted(reasons.values()) == ["cover", "small"]
    assert "small" not in canonical(release.said)


def test_what_could_be_worked_out_whatever_is_hidden_is_refused_by_name() -> None:
    elsewhere = with_(ages((3,), (9,)), published_elsewhere=True)
    before = told(record(replace(elsewhere, categories=(), observed=counts(12))))
    part = replace(
        before,
        cells=(
            *before.cells,
            replace(before.cells[0], id="7|2|2024-08-01|2024-10-31|n", value="9", dims={}),
        ),
    )
    with pytest.raises(NotSafe) as refused:
        told(record(elsewhere), history=(part,))
    assert [cell for cell, _ in refused.value.faults] == ["7|1|2024-08-01|2024-10-31|n"]


def test_changes_are_read_off_printed_values_and_are_no_new_facts() -> None:
    figures = record(indicator(7, counts(12, 15)))
    one = told(figures)
    changes = [cell for cell in one.cells if cell.kind.value == "difference"]
    assert [(cell.value, cell.of) for cell in changes] == [
        ("3", ("7|all|2024-11-01|2025-01-31|n", "7|all|2024-08-01|2024-10-31|n"))
    ]
    again = told(record(indicator(7, counts(12, 15, 9))), history=(one,))
    assert len([cell for cell in again.cells if cell.kind.value == "difference"]) == 2


def test_nothing_small_is_read_off_shares() -> None:
    figures = record(indicator(7, [row(0, 3, 40), row(1, 30, 40)], unit=Unit.PERCENT))
    said = Told(told(figures))
    one = figures.indicators[0]
    kinds = [said.value(one, quarter(at)).kind for at in (0, 1)]
    assert kinds == ["hidden", "printed"]
    assert said.value(one, quarter(1)).text == "75%"
    assert said.change(one, quarter(1), quarter(0)).kind == "hidden"


def test_a_register_does_not_give_away_who_left() -> None:
    register = indicator(1, counts(30, 33), timing=Timing.AS_AT)
    joined = indicator(2, counts(9, 6), links=[Link(LinkKind.JOINS, 1)])
    left = indicator(3, counts(7, 3), links=[Link(LinkKind.LEAVES, 1)])
    said = Told(told(record(register, joined, left)))
    kinds = [said.value(one, quarter(1)).kind for one in (register, joined, left)]
    assert kinds[2] == "hidden"
    assert "hidden" in {*kinds[:2], said.value(register, quarter(0)).kind}


def test_every_number_is_rounded_where_that_is_the_method() -> None:
    said = told(record(ages((3,), (9,), (20,))), Rule(Method.ROUND))
    numbers = [int(value) for value in values(said).values() if value is not None]
    assert {number % 5 for number in numbers} == {0}


def test_told_of_a_revision_says_what_was_printed_before() -> None:
    revised = [row(0, 12), row(0, 14, revision=2, status=ObservationStatus.REVISED)]
    figures = record(indicator(7, revised))
    said = Told(told(figures))
    assert said.value(figures.indicators[0], quarter(0)).text == "14"
    assert said.before_revision(figures.indicators[0], quarter(0)) == "12"


def test_told_says_what_there_is() -> None:
    figures = record(ages((3,), (9,), (20,)), indicator(8, [row(0, None)]))
    said, exact = Told(told(figures)), Told.exact(figures, ALWAYS)
    one, other = figures.indicators
    assert said.indicators == {7}
    assert said.periods(one) == [quarter(0)]
    assert said.bands(one) == [(1,), (2,), (3,)]
    assert said.band_label(one, (1, 2)) == "0 to 4 with 5 to 10"
    assert exact.value(one, quarter(0), (1,)).text == "3"
    assert exact.value(one, quarter(1)).text == "not given"
    assert said.value(one, quarter(1)).text == "not released"
    assert said.value(other, quarter(0)).text == "not available"
    assert len(said.hidden) == 2
    assert exact.hidden == ()


def test_what_is_stored_is_read_back_only_as_it_was() -> None:
    said = told(record(ages((3,), (9,), (20,))))
    text = canonical(said)
    assert canonical(as_said(text, digest(text))) == text
    with pytest.raises(ValueError, match="not as it was stored"):
        as_said(text.replace("32", "33"), digest(text))
