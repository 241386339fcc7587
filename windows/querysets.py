from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class WindowReopeningQuerySet(InAreaQuerySet[M]):
    area_path = "window__plan__area"
    read_permissions = (Permission.PLAN_READ,)
