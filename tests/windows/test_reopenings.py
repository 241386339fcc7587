"""A window that has closed is opened again, with a reason, once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from tests import factories as make
from windows.models import WindowReopening
from windows.services import reopen_window

pytestmark = pytest.mark.django_db

TODAY, UNTIL = date(2026, 8, 30), date(2026, 9, 2)
WHY = "The system was down for two days."


@pytest.fixture
def window():
    return make.UpdateWindowFactory()  # 1 to 28 August 2026


def reopen(window, **given):
    first = {"until": UNTIL, "reason": WHY, "on": TODAY, "by": make.UserFactory()}
    arguments = {**first, "expected": window.row_version, **given}
    return reopen_window(window=window, **arguments)


def test_window_gets_more_days_and_the_reason_is_kept(window):
    reopening = reopen(window)

    window.refresh_from_db()
    assert (window.closes_on, reopening.closed_on, reopening.reason) == (
        UNTIL,
        date(2026, 8, 28),
        WHY,
    )
    assert Event.objects.get().verb == "reopened window"


def test_second_press_reopens_once(window):
    by = make.UserFactory()

    assert reopen(window, by=by) == reopen(window, by=by)
    assert (WindowReopening.objects.count(), Event.objects.count()) == (1, 1)


def test_window_may_be_given_more_days_twice(window):
    reopen(window)
    reopen(window, until=date(2026, 9, 5))

    assert [row.closed_on for row in window.reopenings.all()] == [date(2026, 8, 28), UNTIL]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"until": date(2026, 8, 28)}, {"until"}),
        ({"until": date(2026, 8, 29)}, {"until"}),  # past
        ({"until": date(2026, 10, 1)}, {"until"}),  # the next opens that day
        ({"reason": "  "}, {"reason"}),
        ({"on": date(2026, 7, 31)}, {"__all__"}),  # not open yet
    ],
)
def test_reopening_is_refused_in_words(window, given, expected):
    make.UpdateWindowFactory(plan=window.plan, opens_on=date(2026, 10, 1))

    with pytest.raises(ValidationError) as refused:
        reopen(window, **given)

    found = refused.value
    assert set(getattr(found, "error_dict", {"__all__": 1})) == expected
    assert WindowReopening.objects.count() == 0


def test_window_may_stay_open_until_the_day_before_the_next(window):
    make.UpdateWindowFactory(plan=window.plan, opens_on=date(2026, 10, 1))

    assert reopen(window, until=date(2026, 9, 30)).until == date(2026, 9, 30)
