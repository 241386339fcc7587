from django.db.models import TextChoices


class ActionKind(TextChoices):
    """Ongoing items stand apart from rated actions and are reported apart."""

    RATED = "rated", "Action"
    ONGOING = "ongoing", "Ongoing or maintenance"


class Origin(TextChoices):
    PLAN = "plan", "The plan as agreed"
    INSPECTION = "inspection", "Inspection"
    LEARNING_REVIEW = "learning_review", "Learning review"
    SELF_EVALUATION = "self_evaluation", "Self-evaluation"
    AUDIT = "audit", "Audit"
    RISK = "risk", "Risk register"
    DIRECTION = "direction", "Direction from the chief officers group"
    MEETING = "meeting", "Meeting of the committee"
    NATIONAL_POLICY = "national_policy", "National policy"
    SCRUTINY = "scrutiny", "Survey, observation or other scrutiny"
    RESEARCH = "research", "Research or national report"
    VOICES = "voices", "What children and families said"
    OTHER_PLAN = "other_plan", "Plan of a partner"
    FIGURES = "figures", "Figures"


class RevisionState(TextChoices):
    REQUESTED = "requested", "Waiting for a decision"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class DecidedAs(TextChoices):
    """Whose decision on a new date it was (domain.md, rule 5)."""

    CHAIR = "chair", "The chair"
    VICE_CHAIR = "vice_chair", "The vice-chair"
    COMMITTEE = "committee", "The committee"
    CHIEF_OFFICERS = "chief_officers", "The chief officers group"


class OfficersHow(TextChoices):
    """How a decision of the chief officers came into the record."""

    OWN = "own", "By a chief officer, here"
    MEETING = "meeting", "At their meeting, or by their correspondence"
    UNRECORDED = "unrecorded", "Not recorded: before it was asked for"


class CompletionState(TextChoices):
    CLAIMED = "claimed", "Waiting to be verified"
    VERIFIED = "verified", "Verified"
    RETURNED = "returned", "Returned"
    REOPENED = "reopened", "Reopened after it was verified"


class Source(TextChoices):
    """How an update came into the record."""

    LEAD = "lead", "The lead"
    ON_BEHALF = "on_behalf", "Recorded on the lead's behalf"
    IMPORTED = "imported", "Printed in the imported plan"


class CheckOutcome(TextChoices):
    """What the coordinator made of an update (domain.md, "The quarter")."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Sent back"


class EvidenceKind(TextChoices):
    FILE = "file", "File"
    LINK = "link", "Link"


class LineageKind(TextChoices):
    """How an action came of another."""

    SPLIT = "split", "Split from"
    MERGED = "merged", "Merged from"
    CARRIED = "carried", "Carried forward from"
    ONGOING = "ongoing", "Ongoing work, which was"


class Way(TextChoices):
    """What becomes of an open action when its plan is closed (domain.md, "Life of a plan")."""

    CARRY = "carry", "Carry it forward"
    MERGE = "merge", "Merge it into another that is carried forward"
    ONGOING = "ongoing", "It becomes ongoing work"
    WITHDRAW = "withdraw", "Withdraw it"


class IndicatorKind(TextChoices):
    """How an action belongs to a figure."""

    CAME_OF = "came_of", "Came of it"
    MEASURED_BY = "measured_by", "Is measured by it"


class TieState(TextChoices):
    """Where an area stands towards a regional action."""

    OFFERED = "offered", "Waiting for an answer"
    DECLINED = "declined", "Declined"
    TIED = "tied", "Stands in its plan"
    ENDED = "ended", "Untied"
