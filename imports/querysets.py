from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class ImportDraftQuerySet(InAreaQuerySet[M]):
    read_permissions = (Permission.PLAN_IMPORT,)
