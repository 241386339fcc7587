from collections.abc import Iterable

from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class AttendanceQuerySet(InAreaQuerySet[M]):
    """Who attended stays with the committee and the chief officers (domain.md, section 7)."""

    area_path = "meeting__body__area"
    read_permissions: Iterable[Permission] = (Permission.COMMITTEE_READ,)


class OfRecordQuerySet(AttendanceQuerySet[M]):
    area_path = "record__meeting__body__area"
