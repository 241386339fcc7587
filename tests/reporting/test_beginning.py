"""Beginning a report: the days it may have."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.reporting.scene import Scene, scene

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
