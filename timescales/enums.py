from django.db.models import TextChoices


class TimescaleKind(TextChoices):
    """What the program understood of a timescale's words (domain.md, section 2)."""

    BY_DATE = "by_date", "By a date"
    FROM_DATE = "from_date", "From a date"
    RECURRING = "recurring", "Recurring"
    MEETING = "meeting", "Tied to a meeting"
    CONTINUOUS = "continuous", "Continuous"
    ON_DEMAND = "on_demand", "On demand"
    MISPLACED = "misplaced", "Typed in the wrong place"
    UNKNOWN = "unknown", "Not understood"


class Recurrence(TextChoices):
    WEEKLY = "weekly", "Weekly"
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    TWICE_YEARLY = "twice_yearly", "Twice a year"
    ANNUALLY = "annually", "Annually"
    BIENNIALLY = "biennially", "Every two years"


class Tied(TextChoices):
    """Whose meetings a timescale is tied to."""

    COMMITTEE = "committee", "The committee"
    CHIEF_OFFICERS = "chief_officers", "The chief officers group"
