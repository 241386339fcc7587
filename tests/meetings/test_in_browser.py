"""The pages of a meeting that the demonstration's links do not lead to, in a real Chromium."""

import pytest

from meetings.enums import DecisionKind
from tests.meetings.pages import behind, room
from tests.meetings.scene import meeting_scene
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("page", ["", "apply/", "minutes/", "decisions/{}/"])
def test_pages_of_a_meeting_are_right_at_both_sizes(signed_in, page):
    now = meeting_scene()
    decided = now.record(DecisionKind.ESCALATE, behind(now), reason="Who answers at sixteen?")
    opened = signed_in(now.officer).new_page()

    assert look_at(opened, room(now) + page.format(decided.pk)) == []
