from django.db.models import TextChoices


class Kind(TextChoices):
    """What it is that identifies a person."""

    NAME = "name", "A name"
    NUMBER = "number", "A number: CHI, NHS, pupil or case number"
    BIRTH = "birth", "A date of birth"
    ADDRESS = "address", "An address or a postcode"
    DETAILS = "details", "Details that together point at one person"


class Reason(TextChoices):
    """Why it is taken out. From a list: a reason in words could repeat what is taken out."""

    CHILD = "child", "It identifies a child"
    FAMILY = "family", "It identifies somebody of a child's family"
    OTHER = "other", "It identifies somebody else who is not named for their work"
    ASKED = "asked", "The person, or whoever speaks for them, asked for it"


class SeenIn(TextChoices):
    """Where it was seen first."""

    ACTION = "action", "In an action, its updates or what was said of it"
    REPORT = "report", "In a report"
    FILE = "file", "In a file or a link"
    RECORD = "record", "In the history"
    ELSEWHERE = "elsewhere", "Somewhere else"


class State(TextChoices):
    PROPOSED = "proposed", "Waits for a second person"
    DONE = "done", "Taken out"
    DECLINED = "declined", "Not taken out"
