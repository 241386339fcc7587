"""The words of the field for figures (domain.md, sections 4 and 5)."""

from typing import Final

from django.db.models import TextChoices

PREPARE_EDITION: Final = "figures.prepare_edition"  # the task that services ring for
DEFAULT_THRESHOLD: Final = 4  # 1 to 4 children are hidden (domain.md, section 5)


class Unit(TextChoices):
    COUNT = "count", "Number"
    PERCENT = "percent", "Percentage"
    RATE_1000 = "rate_1000", "Rate per 1,000"
    RATE_10000 = "rate_10000", "Rate per 10,000"
    MEAN = "mean", "Average"


class Timing(TextChoices):
    AS_AT = "as_at", "As at the last day"
    DURING = "during", "During the period"


class Frequency(TextChoices):
    QUARTER = "quarter", "Each quarter"
    YEAR = "year", "Each year"


class YearType(TextChoices):
    """Where a year of figures begins: areas, nations and sources differ."""

    AUGUST = "august", "August to July"
    APRIL = "april", "April to March"
    JANUARY = "january", "January to December"


class Good(TextChoices):
    """Which way is good. More registrations is neither."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    NEITHER = "neither", "Neither: it needs to be explained"


class Chapter(TextChoices):
    """Where the annual report prints it."""

    INFORMATION = "information", "Management information"
    DEMOGRAPHICS = "demographics", "Demographics"
    WORKFORCE = "workforce", "The workforce"


class ObservationStatus(TextChoices):
    PROVISIONAL = "provisional", "Provisional"
    FINAL = "final", "Final"
    REVISED = "revised", "Revised"
    NOT_AVAILABLE = "not_available", "Not available"


class GoalKind(TextChoices):
    """What was agreed to hold a figure against. Without one a figure has no colour."""

    TARGET = "target", "Target"
    THRESHOLD = "threshold", "Threshold"


class LinkKind(TextChoices):
    """How one indicator's numbers belong to another's: what disclosure control has to know."""

    PART_OF = "part_of", "is part of"
    JOINS = "joins", "adds to, in the period"
    LEAVES = "leaves", "takes from, in the period"
    DENOMINATOR = "denominator", "is a share of"


class Audience(TextChoices):
    CHIEF_OFFICERS = "chief_officers", "Chief officers"
    MEMBERS = "members", "Committee members"
    PUBLIC = "public", "The public"


class Method(TextChoices):
    """What happens to small numbers of children on the way to an audience."""

    EXACT = "exact", "Exact: nothing is hidden"
    HIDE = "hide", "Small numbers are hidden"
    ROUND = "round", "Every number is rounded to 5"


class EditionState(TextChoices):
    PREPARED = "prepared", "Prepared, waiting for release"
    ISSUED = "issued", "Issued"
    DISCARDED = "discarded", "Put aside before anybody saw it"
    WITHDRAWN = "withdrawn", "Withdrawn after it was issued"


class ChangeState(TextChoices):
    """A rule that would show an audience more."""

    WAITING = "waiting", "Waiting for a second person"
    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
