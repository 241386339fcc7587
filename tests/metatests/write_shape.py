"""What the tables of writes share: the shape of a row, and the days that they speak of."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from accounts.models import User
from tests.metatests.world import World

Prepare = Callable[[World], dict[str, Any]]

DAY, LATER = date(2026, 9, 10), date(2026, 10, 1)
NOW = datetime(2026, 9, 5, 12, tzinfo=UTC)


def actor() -> User:
    """Who is about to act: whoever came last."""
    return User.objects.latest("pk")
