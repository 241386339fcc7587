from django.db.models import TextChoices


class ReturnKind(TextChoices):
    """Of what a sub-committee gives an account each quarter."""

    LEARNING = "learning", "Learning and development"
    INFORMATION = "information", "Public information and communications"
    QUALITY = "quality", "Quality assurance"
    POLICY = "policy", "Policy and procedures"
    OTHER = "other", "Other"


class Outcome(TextChoices):
    """What the lead officer made of a return that came."""

    ACCEPTED = "accepted", "Accepted"
    SENT_BACK = "sent_back", "Sent back"


class PolicyStep(TextChoices):
    """What became of a policy in the quarter."""

    REVIEWED = "reviewed", "Reviewed"
    ADOPTED = "adopted", "Adopted"
    BEING_WRITTEN = "being_written", "Being written"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ReturnState(TextChoices):
    """How a sub-committee's return of one quarter stands. Only the silent were asked and did not
    answer; whoever was not asked has not failed to."""

    NOT_ASKED = "not_asked", "Not asked yet"
    NOBODY = "nobody", "Nobody to ask"
    AWAITED = "awaited", "Asked, still open"
    SILENT = "silent", "Asked and silent"
    CAME = "came", "Came, not checked yet"
    SENT_BACK = "sent_back", "Sent back and not answered"
    ACCEPTED = "accepted", "Accepted"
