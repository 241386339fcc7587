from django.db.models import TextChoices


class DecisionKind(TextChoices):
    """What a meeting decides about an action."""

    COMPLETE = "complete", "Complete"
    EXTEND = "extend", "New date"
    ADD = "add", "Add an action"
    WITHDRAW = "withdraw", "Withdraw"
    LEAD = "lead", "Change the lead"
    RATING = "rating", "Rating agreed"
    ESCALATE = "escalate", "Escalate to chief officers"
    NOTED = "noted", "Noted, no change"


class DecisionState(TextChoices):
    RECORDED = "recorded", "Recorded in the meeting"
    APPLIED = "applied", "Applied"
    CANCELLED = "cancelled", "Struck out"


class Attended(TextChoices):
    """How a member's seat was taken at a meeting."""

    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Sent a deputy"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent, no apologies"
