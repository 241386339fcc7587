"""The plain kinds that documents and rooms share: nothing here knows a database."""

from django.db.models import TextChoices


class Canonical(TextChoices):
    """The state behind a legend's own code."""

    COMPLETE = "complete", "Complete"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    NOT_STARTED = "not_started", "Not started"
    NOT_RATED = "not_rated", "Not rated"
    REPROGRAMMED = "reprogrammed", "Reprogrammed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Silence(TextChoices):
    """Why nothing was heard about an action in the quarter (domain.md, rule 3).

    Only the first is the lead's own; whoever was not asked has not failed to answer.
    """

    UNANSWERED = "unanswered", "Asked and silent"
    AWAITED = "awaited", "Asked, the window is still open"
    NOBODY = "nobody", "Nobody to ask"
    NOT_ASKED = "not_asked", "Not asked yet"


class Readers(TextChoices):
    """For whom an edition of a report is made."""

    CHIEF_OFFICERS = "chief_officers", "Chief officers"
    MEMBERS = "members", "Committee members"
    COUNCIL = "council", "The council’s committee"
    PUBLIC = "public", "The public"


class ReportKind(TextChoices):
    """What a report is for: a quarter or a year."""

    QUARTERLY = "quarterly", "Quarterly progress report"
    ANNUAL = "annual", "Annual report and business plan"
