"""What the tables of presses share: the shape of a press, and the days that are typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.metatests.world import World


@dataclass(frozen=True)
class Press:
    """What is typed, at which rows, by whom: a role of the area, or one person."""

    typed: dict[str, Any] = field(default_factory=dict)
    at: list[Any] | None = None
    by: Role | User | None = None


Prepared = Callable[[World], Press]


def ahead(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()
