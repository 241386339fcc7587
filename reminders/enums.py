from django.db.models import TextChoices


class ReminderKind(TextChoices):
    """The steps by which an answer is asked for, each at most once a window and person."""

    OPENED = "opened", "The window opened"
    REMINDER = "reminder", "Reminder"
    LAST = "last", "Last reminder"
    DEPUTY = "deputy", "Late: to the deputy"
    CHAIR = "chair", "Late: to the sub-committee's chair"
    COORDINATOR = "coordinator", "Late: to the coordinator"
    SENT_BACK = "sent_back", "Sent back with a note"
