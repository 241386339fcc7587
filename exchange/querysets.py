from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class EditedFileQuerySet(InAreaQuerySet[M]):
    area_path = "plan__area"
    read_permissions = (Permission.PLAN_EDIT,)
