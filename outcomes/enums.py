from django.db.models import TextChoices


class Good(TextChoices):
    """Which way of a measure's number is the good one."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    NEITHER = "neither", "Neither: it is only to be known"
