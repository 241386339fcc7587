"""The rules as they hold for one person: with what the administrators of their areas added."""

from typing import Any

from django.db.models import Q

from guard.enums import Purpose
from guard.models import GuardPattern
from guard.rules.examination import Tuning
from guard.rules.patterns import expression


def tuning_for(user: Any) -> Tuning:
    """Of every area in which `user` has a role, and of the installation. One query."""
    own = Q(area=None) | Q(area__role_grants__user=user.pk)
    rows = set(GuardPattern.objects.filter(own).values_list("purpose", "text"))
    return Tuning(
        references=tuple(
            expression(text) for purpose, text in sorted(rows) if purpose == Purpose.REFERENCE
        ),
        offices=frozenset(text for purpose, text in rows if purpose == Purpose.OFFICE),
    )
