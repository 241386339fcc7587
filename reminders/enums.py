from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring and workers answer to
SEND_DIGEST: Final = "reminders.send_digest"
RUN_DAY: Final = "reminders.run_day"


class ReminderKind(TextChoices):
    """The steps by which an answer is asked for, each at most once a window and person."""

    OPENED = "opened", "The window opened"
    REMINDER = "reminder", "Reminder"
    LAST = "last", "Last reminder"
    DEPUTY = "deputy", "Late: to the deputy"
    CHAIR = "chair", "Late: to the sub-committee's chair"
    COORDINATOR = "coordinator", "Late: to the coordinator"
    SENT_BACK = "sent_back", "Sent back with a note"
