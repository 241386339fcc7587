from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class RedactionQuerySet(InAreaQuerySet[M]):
    """For those who may propose: what was taken out and why, never the words."""

    read_permissions = (Permission.REDACTION_PROPOSE,)
