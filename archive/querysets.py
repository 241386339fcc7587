from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class DepartureQuerySet(InAreaQuerySet[M]):
    """For those who may ask for the file of an area, or confirm that it is made."""

    read_permissions = (Permission.ARCHIVE_ASK, Permission.ARCHIVE_CONFIRM)
