from django.db.models import TextChoices


class NumberStyle(TextChoices):
    """How the things of one level are numbered."""

    KEEP = "keep", "Leave the numbers as they are"
    RUNNING = "running", "1, 2, 3 … through the whole plan"
    ANEW = "anew", "1, 2, 3 … beginning again under each heading"
    WITHIN = "within", "The heading’s number and a number: 2.1, 2.2"
    LETTERS = "letters", "The heading’s number and a letter: 2a, 2b"
    BLANK = "blank", "No numbers"


class Renumber(TextChoices):
    """What becomes of the numbers round a line that is moved."""

    FOLLOW = "follow", "Renumber what the move changes"
    KEEP = "keep", "Keep every number as it is printed"
