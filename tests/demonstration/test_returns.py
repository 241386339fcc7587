"""Sub-committees of the demonstration live a year of returns: each state is there to be seen."""

from collections import Counter
from datetime import date, timedelta

import pytest

from committees.models import Area
from returns.enums import ReturnKind, ReturnState
from returns.models import CourseQuestion, Return, ReturnRequest
from returns.queries.register import owed_in
from tests.demonstration.conftest import TODAY

S = ReturnState


@pytest.fixture
def rows(areas):
    return owed_in([Area.objects.get(slug="strathmorlich")], TODAY)


def test_year_has_one_late_one_silent_one_to_check_and_nobody_to_ask(rows):
    learning = [row for row in rows if row.duty.kind == ReturnKind.LEARNING]

    assert Counter(row.standing.state for row in rows) == {
        S.ACCEPTED: 10,
        S.SILENT: 1,
        S.NOBODY: 4,
        S.CAME: 1,
    }
    came = {row.period_end: row.sent_at.date() for row in _first(rows)}
    assert [max(0, (came[row.period.end] - row.due_on).days) for row in learning] == [0, 10, 0, 0]


def _first(rows):
    """The first sendings of the accounts of courses."""
    duties = {row.duty.pk for row in rows if row.duty.kind == ReturnKind.LEARNING}
    return Return.objects.filter(number=1, duty__in=duties)


def test_return_that_was_sent_back_was_sent_anew(areas):
    area = Area.objects.get(slug="strathmorlich")
    numbers = Return.objects.filter(duty__area=area, number=2).values_list("duty__kind", flat=True)

    assert list(numbers) == [ReturnKind.LEARNING]


def test_courses_were_asked_about_again(areas):
    assert {(str(row), row.answers.count()) for row in CourseQuestion.objects.all()} == {
        ("Seeing and hearing children before meetings", 1),
        ("Domestic abuse: who is asked to change", 0),
        ("Child protection for new staff", 0),
    }


def test_nothing_is_asked_or_sent_after_the_day_of_loading(areas):
    assert not ReturnRequest.objects.filter(asked_on__gt=TODAY).exists()
    assert not Return.objects.filter(sent_at__date__gt=TODAY).exists()
    day = date(2025, 10, 1)
    assert ReturnRequest.objects.filter(asked_on__gte=day - timedelta(days=1)).exists()
