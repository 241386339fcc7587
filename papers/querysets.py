from collections.abc import Iterable

from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class PaperQuerySet(InAreaQuerySet[M]):
    """Who attended stands in minutes, so they stay with the committee and the chief officers
    (domain.md, section 7); a summary is theirs until people hand it on."""

    read_permissions: Iterable[Permission] = (Permission.COMMITTEE_READ,)


class PaperPartQuerySet(PaperQuerySet[M]):
    area_path = "paper__area"
