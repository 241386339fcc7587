"""The scene of the tests of pages, and who looks at them."""

import pytest

from accounts.models import User
from accounts.roles import Role
from tests.actions.scene import Scene, scene


@pytest.fixture
def now() -> Scene:
    return scene()


@pytest.fixture
def ishbel(client, now) -> User:
    """The lead officer, signed in."""
    user = now.person(Role.LEAD_OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def chair(client, now) -> User:
    """The chair of the committee, signed in."""
    user = now.person(Role.CHAIR)
    client.force_login(user)
    return user
