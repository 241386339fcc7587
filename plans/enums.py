from typing import Final

from django.db.models import TextChoices


class PlanState(TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed by the chief officers group"
    PUBLISHED = "published", "Published"
    CLOSED = "closed", "Closed"
    TAKEN_BACK = "taken_back", "Taken back"


# nothing of such a plan is asked, led, offered or changed any more
OVER: Final = (PlanState.CLOSED, PlanState.TAKEN_BACK)
# nobody has agreed to such a plan: reports of other plans tell nothing of it
UNAGREED: Final = (PlanState.DRAFT, PlanState.TAKEN_BACK)


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
    CLOSED = "closed", "Closed"
    TAKEN_BACK = "taken_back", "Taken back"
