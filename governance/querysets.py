from collections.abc import Iterable

from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class TermQuerySet(InAreaQuerySet[M]):
    """Terms of office are seen by whoever sees the members."""

    area_path = "membership__body__area"


class InductionQuerySet(TermQuerySet[M]):
    """Whose induction was recorded stays with the committee and the chief officers."""

    read_permissions: Iterable[Permission] = (Permission.COMMITTEE_READ,)
