"""Beginning a report: the days it may have."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from reporting.models import Snapshot
from reporting.queries.reports import name_of, period_for
from reporting.services import freeze_report
from tests.reporting.scene import NEXT, NOW, Scene, scene
from timescales.quarters import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


def test_the_position_is_not_of_a_day_before_the_period_covered(stage):
    with pytest.raises(ValidationError) as error:
        stage.begin(as_of=date(2026, 5, 31))
    assert error.value.message_dict == {
        "as_of": ["The period covered starts on 1 June 2026: not before it."]
    }


def test_a_day_before_the_plan_is_refused(stage):
    with pytest.raises(ValidationError, match="The plan starts on 1 August 2025"):
        stage.begin(as_of=date(2025, 7, 31))


def test_the_next_report_goes_on_from_the_last_issued_one(stage):
    stage.issued()
    period = period_for(stage.plan, date(2026, 11, 30), "quarterly")
    assert period == Period(date(2026, 9, 1), date(2026, 11, 30), "Quarter to 30 November 2026")


@pytest.mark.parametrize("start", [date(2026, 8, 31), date(2026, 9, 2)])
def test_a_period_that_does_not_abut_is_refused(stage, start):
    stage.issued()
    with pytest.raises(ValidationError) as error:
        stage.begin(as_of=date(2026, 9, 30), period=Period(start, date(2026, 9, 30), ""))
    assert error.value.message_dict == {
        "period_start": [
            "The last issued report covers up to 31 August 2026: this one begins on 1 September "
            "2026."
        ]
    }


def test_one_that_was_frozen_and_never_issued_is_no_baseline(stage):
    first = stage.issued()
    stage.frozen(as_of=date(2026, 9, 4), period=NEXT)
    before = Snapshot.objects.compared_with(stage.plan, date(2026, 11, 30), "quarterly")
    assert before == first.snapshot


def test_a_report_released_meanwhile_stops_the_freezing_of_one_that_overlaps_it(stage):
    waiting = stage.begin(as_of=date(2026, 9, 4))
    stage.issued()
    with pytest.raises(ValidationError, match="this one begins on 1 September 2026"):
        freeze_report(by=stage.officer, report=waiting, now=NOW)


def test_a_quarter_is_covered_up_to_the_day_of_the_position(stage):
    report = stage.begin(as_of=date(2026, 8, 20))
    assert (report.period_end, report.title) == (
        date(2026, 8, 20), "Quarterly progress report, quarter to 20 August 2026",
    )  # fmt: skip


def test_the_last_report_is_named(stage):
    assert name_of(stage.issued()) == (
        "the last issued report, “Quarterly progress report, quarter to 31 August 2026”, issued "
        "on 5 September 2026"
    )
