"""Who may have the file of an area."""

from __future__ import annotations

from archive.models import Departure
from committees.querysets import Actor


def fetches(user: Actor, departure: Departure) -> bool:
    """Who asked for it and who confirmed it, and nobody else."""
    return user.pk in (departure.asked_by_id, departure.decided_by_id)
