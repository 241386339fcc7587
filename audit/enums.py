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
    RISK = "risk", "Risk"
    ACTIVITY = "activity", "Entry of the assurance register"
    FINDING = "finding", "Finding"
    JUDGEMENT = "judgement", "Judgement"
    FRAMEWORK = "framework", "Framework of quality indicators"
    PLANNED = "planned", "Month of a self-evaluation"
    VOICE = "voice", "Voice"
    DUTY = "duty", "Return that is owed"
    YEAR_RULE = "year_rule", "Committee’s year"
    PLACE = "place", "Seats of an agency"
    TERM = "term", "Term of office"
    STRATEGY = "strategy", "Strategy"
    OTHER_PLAN = "other_plan", "Plan of others"
    MEMBERSHIP = "membership", "Seat on a body"


# of these no plan's own paper tells
OF_REGISTERS = frozenset(
    {
        Kind.RISK, Kind.ACTIVITY, Kind.FINDING, Kind.FRAMEWORK, Kind.PLANNED, Kind.VOICE,
        Kind.DUTY, Kind.YEAR_RULE, Kind.PLACE, Kind.TERM, Kind.STRATEGY,
        Kind.JUDGEMENT, Kind.OTHER_PLAN,
    }
)  # fmt: skip
# kept from the first edit on, or from the day on which a row came late: no row of the beginning
LATER_ONLY = OF_REGISTERS | {Kind.MEMBERSHIP}
