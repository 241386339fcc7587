"""The meeting of the tests, and the lead officer who records in it."""

import pytest
from django.test import Client

from tests.meetings.scene import MeetingScene, meeting_scene


@pytest.fixture
def now() -> MeetingScene:
    return meeting_scene()


@pytest.fixture
def officer(client: Client, now) -> Client:
    """The lead officer's browser."""
    client.force_login(now.officer)
    return client
