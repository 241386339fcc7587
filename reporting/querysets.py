from django.db.models import Q

from accounts.roles import Permission
from committees.models import Area
from committees.querysets import Actor, InAreaQuerySet, M
from reporting.enums import ReportState


class ReportQuerySet(InAreaQuerySet[M]):
    """Reports in preparation are for those who prepare them; issued ones for chief officers too."""

    def visible_to(self, user: Actor) -> "ReportQuerySet[M]":
        preparing = Area.objects.with_permission(user, Permission.REPORT_READ)
        reading = Area.objects.with_permission(user, Permission.REPORT_READ_ISSUED)
        issued = Q(area__in=reading, state=ReportState.ISSUED)
        return self.filter(Q(area__in=preparing) | issued)


class SnapshotQuerySet(InAreaQuerySet[M]):
    area_path = "plan__area"
    read_permissions = (Permission.REPORT_READ,)


class ByReportQuerySet(InAreaQuerySet[M]):
    """Who was sent a report and who read it: for those who prepare and release reports."""

    area_path = "report__area"
    read_permissions = (Permission.REPORT_READ,)


class DirectionQuerySet(InAreaQuerySet[M]):
    """Directions are for those who read issued reports, which print them."""

    read_permissions = (Permission.REPORT_READ_ISSUED,)
