from django.db.models import TextChoices


class PlanState(TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed by the chief officers group"
    PUBLISHED = "published", "Published"
    CLOSED = "closed", "Closed"


class LevelRole(TextChoices):
    """What a heading's level means, so that "by outcome" means something on every dashboard."""

    PRIORITY = "priority", "Priority"
    OUTCOME = "outcome", "Outcome"
    OBJECTIVE = "objective", "Objective"


class LegendBasis(TextChoices):
    """Whether the legend's red is a fact about the date or a judgement (domain.md, section 2)."""

    DATE = "date", "Dates: red means outwith the deadline"
    JUDGEMENT = "judgement", "Judgement: red means significant issues now"


class Decision(TextChoices):
    AGREED = "agreed", "Agreed"
    PUBLISHED = "published", "Published"
    REOPENED = "reopened", "Returned to draft"
