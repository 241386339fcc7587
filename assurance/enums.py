from django.db.models import IntegerChoices, TextChoices


class ActivityKind(TextChoices):
    """Ways in which a committee learns how well it protects children."""

    INSPECTION = "inspection", "Inspection"
    PROGRESS_REVIEW = "progress_review", "Progress review of an inspection"
    AUDIT = "audit", "Audit"
    SELF_EVALUATION = "self_evaluation", "Self-evaluation"
    SURVEY = "survey", "Survey"
    OBSERVATION = "observation", "Observation of practice"
    EXTERNAL = "external", "Other external scrutiny"
    CASE_REVIEW = "case_review", "Case review that was published"
    POLICY = "policy", "National policy or guidance"
    RESEARCH = "research", "Research or national report"


class Verdict(TextChoices):
    """How a finding is answered where no action comes of it."""

    DONE = "done", "Accepted, and done already"
    DECLINED = "declined", "Not accepted"


class Grade(IntegerChoices):
    """The six-point scale of the Care Inspectorate."""

    UNSATISFACTORY = 1, "1 Unsatisfactory"
    WEAK = 2, "2 Weak"
    ADEQUATE = 3, "3 Adequate"
    GOOD = 4, "4 Good"
    VERY_GOOD = 5, "5 Very good"
    EXCELLENT = 6, "6 Excellent"
