from django.db.models import TextChoices


class Kind(TextChoices):
    """What a version is of."""

    AGENCY = "agency", "Agency"
    BODY = "body", "Body"
    POST = "post", "Post"
    PLAN = "plan", "Plan"
    LEVEL = "level", "Level"
    HEADING = "heading", "Heading"
    LEGEND = "legend", "Legend"
    LEGEND_ENTRY = "legend_entry", "Legend entry"
    OUTCOME = "outcome", "High-level outcome"
    MEASURE = "measure", "Measure"
    ACTION = "action", "Action"
    INDICATOR = "indicator", "Indicator"
    AUDIENCE = "audience", "What an audience may see"
