from django.db import models


class ActionKind(models.TextChoices):
    """Ongoing items stand apart from rated actions and are reported apart."""

    RATED = "rated", "Action"
    ONGOING = "ongoing", "Ongoing or maintenance"


class Origin(models.TextChoices):
    PLAN = "plan", "The plan as agreed"
    INSPECTION = "inspection", "Inspection"
    LEARNING_REVIEW = "learning_review", "Learning review"
    SELF_EVALUATION = "self_evaluation", "Self-evaluation"
    AUDIT = "audit", "Audit"
    RISK = "risk", "Risk register"
    DIRECTION = "direction", "Direction from the chief officers group"
    MEETING = "meeting", "Meeting of the committee"
    NATIONAL_POLICY = "national_policy", "National policy"


class TimescaleKind(models.TextChoices):
    """What the program understood of a timescale's words (domain.md, section 2)."""

    BY_DATE = "by_date", "By a date"
    FROM_DATE = "from_date", "From a date"
    RECURRING = "recurring", "Recurring"
    MEETING = "meeting", "Tied to a meeting"
    CONTINUOUS = "continuous", "Continuous"
    ON_DEMAND = "on_demand", "On demand"
    MISPLACED = "misplaced", "Typed in the wrong place"
    UNKNOWN = "unknown", "Not understood"


class Recurrence(models.TextChoices):
    WEEKLY = "weekly", "Weekly"
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    TWICE_YEARLY = "twice_yearly", "Twice a year"
    ANNUALLY = "annually", "Annually"
    BIENNIALLY = "biennially", "Every two years"


class RevisionState(models.TextChoices):
    REQUESTED = "requested", "Waiting for a decision"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class CompletionState(models.TextChoices):
    CLAIMED = "claimed", "Waiting to be verified"
    VERIFIED = "verified", "Verified"
    RETURNED = "returned", "Returned"
    REOPENED = "reopened", "Reopened after it was verified"


class Source(models.TextChoices):
    """How an update came into the record."""

    LEAD = "lead", "The lead"
    ON_BEHALF = "on_behalf", "Recorded on the lead's behalf"
    IMPORTED = "imported", "Printed in the imported plan"


class CheckOutcome(models.TextChoices):
    """What the coordinator made of an update (domain.md, "The quarter")."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Sent back"


class EvidenceKind(models.TextChoices):
    FILE = "file", "File"
    LINK = "link", "Link"


class ReminderKind(models.TextChoices):
    """The steps by which an answer is asked for, each at most once a window and person."""

    OPENED = "opened", "The window opened"
    REMINDER = "reminder", "Reminder"
    LAST = "last", "Last reminder"
    DEPUTY = "deputy", "Late: to the deputy"
    CHAIR = "chair", "Late: to the sub-committee's chair"
    COORDINATOR = "coordinator", "Late: to the coordinator"
    SENT_BACK = "sent_back", "Sent back with a note"


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
