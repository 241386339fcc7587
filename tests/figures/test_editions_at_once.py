"""Editions at the same moment: worked out one after the other, each released once, and beside a
number that is being put right."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from disclosure import Kind
from figures.enums import Audience, EditionState
from figures.models import Edition, Observation
from figures.queries.told import said_in
from figures.rules.given import Given
from figures.rules.periods import Period
from figures.services import give_figures, issue_edition
from tests.figures.scene import Scene, person, scene
from tests.figures.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
QUARTER = Period(date(2026, 10, 31), date(2026, 8, 1))
NOT_WAITING = "This is not waiting for release: Issued."


@pytest.fixture
def at() -> Scene:
    return scene()


def hidden(edition):
    return {
        cell.id for cell in said_in(edition).cells if cell.kind is Kind.COUNT and not cell.value
    }


def test_two_prepared_at_once_hide_the_same(at):
    audiences = (Audience.MEMBERS, Audience.PUBLIC)
    rows = at_once(*(lambda audience=one: at.prepared(audience) for one in audiences))

    assert {row.audience for row in rows} == set(audiences)
    assert hidden(rows[0]) == hidden(rows[1])
    assert len(hidden(rows[0])) == 2


def test_two_of_one_audience_have_numbers_of_their_own(at):
    rows = at_once(*[at.prepared] * 2)
    assert sorted(row.number for row in rows) == [1, 2]
    assert hidden(rows[0]) == hidden(rows[1])


def test_one_released_twice_at_once_is_released_once(at):
    edition = at.prepared()
    other = person(at.area, "chair")
    told = at_once(
        *(lambda by=by: refusal(lambda: issue_edition(by=by, edition=edition))
          for by in (at.chair, other))
    )  # fmt: skip
    assert sorted(told) == ["", NOT_WAITING]
    assert Event.objects.filter(verb="issued figures").count() == 1


def refusal(call):
    try:
        call()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def test_two_released_at_once_are_both_out(at):
    rows = [at.prepared(), at.prepared(Audience.PUBLIC)]
    at_once(*(lambda row=row: issue_edition(by=at.chair, edition=row) for row in rows))
    assert set(Edition.objects.values_list("state", flat=True)) == {EditionState.ISSUED}


@pytest.mark.parametrize("number", [31, 33])
def test_prepared_beside_a_revision_it_tells_the_one_or_the_other(at, number):
    revised = Given(QUARTER, Decimal(number), note="Late forms", status="revised")
    told = at_once(
        at.prepared,
        lambda: refusal(lambda: give_figures(by=at.lead, indicator=at.indicator, rows=[revised])),
    )
    edition = told[0]
    totals = {cell.value for cell in said_in(edition).cells if cell.dims.get("category") is None
              and cell.kind is Kind.COUNT and cell.value}  # fmt: skip
    assert totals <= {"32", str(number)}
    assert Observation.objects.filter(revision=2).count() == 1
    again = at.prepared()
    assert hidden(edition) <= hidden(again) | {name.replace("|r2", "") for name in hidden(again)}
