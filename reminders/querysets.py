from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M


class ReminderQuerySet(InAreaQuerySet[M]):
    """What was mailed about a plan, for whoever runs its windows."""

    area_path = "actions__plan__area"
    read_permissions = (Permission.WINDOW_MANAGE,)

    def visible_to(self, user: Actor) -> "ReminderQuerySet[M]":
        return super().visible_to(user).distinct()
