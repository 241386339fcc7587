from typing import Final

from django.db.models import TextChoices


class Who(TextChoices):
    """Groups of people that every committee hears; an area adds its own (`VoiceGroup`)."""

    CHILDREN = "children", "Children"
    YOUNG_PEOPLE = "young_people", "Young people"
    CARE_EXPERIENCED = "care_experienced", "Care experienced children and young people"
    PARENTS = "parents", "Parents and carers"
    FAMILY = "family", "Grandparents and others of the family"


CHILDREN: Final = frozenset((Who.CHILDREN, Who.YOUNG_PEOPLE, Who.CARE_EXPERIENCED))


class Method(TextChoices):
    """How they were heard."""

    SURVEY = "survey", "Survey"
    INTERVIEW = "interview", "Interview"
    GROUP = "group", "Group discussion"
    ADVOCATE = "advocate", "Through an advocate"
    ARTWORK = "artwork", "Artwork, film or writing"
    VIEWS = "views", "Views written down for a meeting"
    COMPLAINT = "complaint", "Complaint or compliment"
    OTHER = "other", "Another way"


class Answer(TextChoices):
    """What was decided because of it."""

    NOTHING_YET = "nothing_yet", "Nothing yet"
    DECIDED = "decided", "Something was decided"
    NOT_TAKEN_UP = "not_taken_up", "It was not taken up"


class Feedback(TextChoices):
    """Whether they were told what became of what they said."""

    NOT_YET = "not_yet", "They were not told yet"
    ASKED = "asked", "Somebody was asked to tell them"
    TOLD = "told", "They were told"
    NOBODY = "nobody", "Nobody can be told"


class Relation(TextChoices):
    """Who gave consent to a quotation: never a name."""

    OWN = "own", "The person who said it"
    OWN_AND_PARENT = "own_and_parent", "The child, and a parent or carer"
    PARENT = "parent", "A parent or carer of the child"
    RESPONSIBLE = "responsible", "Somebody else with parental responsibility"


class LinkKind(TextChoices):
    CONCERNS = "concerns", "It is about this"
    CAME_OF = "came_of", "This came of it"
