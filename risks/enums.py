from django.db.models import TextChoices


class StepKind(TextChoices):
    """What happens to a risk, each with its day, its reason and who did it."""

    RATED = "rated", "Rated"
    ESCALATED = "escalated", "Escalated to chief officers"
    RETURNED = "returned", "Taken back from chief officers"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Opened again"


class Level(TextChoices):
    """What a score means by the thresholds that the committee has set."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Movement(TextChoices):
    """What became of a risk's rating since a day."""

    NEW = "new", "New"
    UP = "up", "Up"
    DOWN = "down", "Down"
    UNCHANGED = "unchanged", "Unchanged"
    NOT_REVIEWED = "not_reviewed", "Not reviewed"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Open again"
