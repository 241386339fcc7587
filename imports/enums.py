from django.db.models import TextChoices


class Subject(TextChoices):
    """What the words of a plan may be about where a person has to say what they mean."""

    COLUMN = "column", "Column names"
    STATUS = "status", "Words of the status"
    TIMESCALE = "timescale", "Words of the timescale"
    LEAD = "lead", "Leads"
