from django.db.models import TextChoices


class Stage(TextChoices):
    """The stages of the national guidance (2021, updated 2024), in their order; then two that are
    told beside them."""

    NOTIFIED = "notified", "Notified"
    GATHERING = "gathering", "Gathering enough to decide"
    RECOMMENDED = "recommended", "Recommendation"
    DECIDED = "decided", "Decision"
    REVIEWING = "reviewing", "Review"
    REPORTED = "reported", "Report and findings"
    CONSIDERED = "considered", "Considered by chief officers"
    PLANNED = "planned", "Action plan"
    SHARED = "shared", "Shared with the Care Inspectorate"
    TOLD = "told", "Care Inspectorate told of the decision"
    PUBLISHED = "published", "Report published"


class Course(TextChoices):
    """What is recommended, and what is decided."""

    PROCEED = "proceed", "Proceed to a review"
    STOP = "stop", "Do not proceed"


class Reason(TextChoices):
    """Why. None of them tells anything of a child; more than these is not written down here."""

    CRITERIA_MET = "criteria_met", "The criteria are met, and there is more to learn"
    GOOD_PRACTICE = "good_practice", "There is good practice to learn from"
    CRITERIA_NOT_MET = "criteria_not_met", "The criteria are not met"
    NOTHING_MORE = "nothing_more", "A review would add nothing to what is known"
    LEARNED_OTHERWISE = "learned_otherwise", "It is learned in another way"
    ELSEWHERE = "elsewhere", "Another committee reviews it"


class Theme(TextChoices):
    """What a finding is about: the six domains of the national quality framework."""

    OUTCOMES = "outcomes", "Key outcomes"
    NEEDS = "needs", "Stakeholders’ needs"
    DELIVERY = "delivery", "Delivery"
    MANAGEMENT = "management", "Management"
    LEADERSHIP = "leadership", "Leadership"
    CAPACITY = "capacity", "Capacity for improvement"
