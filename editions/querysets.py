"""Which editions of a report somebody may read."""

from typing import Any, Self

from django.apps import apps
from django.db.models import Q

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M
from editions.enums import SHOWN
from figures.enums import Audience


class ReportEditionQuerySet(InAreaQuerySet[M]):
    """Editions in preparation are for those who prepare and release reports. What was issued, and
    what was withdrawn after it (its page says so), is for its audience: the members' for whoever
    reads issued reports, the public's for everybody who has any role in the area, an elected
    member too (ADR 183)."""

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        preparing = areas.with_permission(user, Permission.REPORT_READ)
        reading = areas.with_permission(user, Permission.REPORT_READ_ISSUED)
        shown = Q(state__in=SHOWN)
        return self.filter(
            Q(area__in=preparing)
            | Q(area__in=reading, audience=Audience.MEMBERS) & shown
            | Q(area__in=areas.known_to(user), audience=Audience.PUBLIC) & shown
        )

    def public(self) -> Self:
        """What anybody may know of without signing in: public editions that were issued, also those
        that were replaced or withdrawn since (`editions.queries.standing` says which)."""
        return self.filter(audience=Audience.PUBLIC, state__in=SHOWN)
