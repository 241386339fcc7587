"""A meeting that was held, and an issued report, for papers that people write."""

import pytest

from tests.meetings.scene import MeetingScene, meeting_scene
from tests.reporting.scene import Scene, scene


@pytest.fixture
def now(db) -> MeetingScene:
    return meeting_scene()


@pytest.fixture
def stage(db) -> Scene:
    return scene()
