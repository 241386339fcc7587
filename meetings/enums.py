from django.db import models


class DecisionKind(models.TextChoices):
    """What a meeting decides about an action."""

    COMPLETE = "complete", "Complete"
    EXTEND = "extend", "New date"
    ADD = "add", "Add an action"
    WITHDRAW = "withdraw", "Withdraw"
    ESCALATE = "escalate", "Escalate to chief officers"
    NOTED = "noted", "Noted, no change"


class DecisionState(models.TextChoices):
    RECORDED = "recorded", "Recorded in the meeting"
    APPLIED = "applied", "Applied"
    CANCELLED = "cancelled", "Struck out"
