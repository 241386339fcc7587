from enum import Enum
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


class Why(Enum):
    """As what somebody is written to."""

    LEAD = "lead"
    STANDS_IN = "stands in"  # the post is vacant, or its holder may not sign in
    SENT_BACK = "sent back"
    DEPUTY = "deputy"
    RECURRING = "recurring"  # what fell due by then was not answered for
    CHAIR = "chair"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"  # to the coordinator: there is nobody to ask
