from typing import Final

from django.db.models import TextChoices

TOOK_WRITTEN: Final = "took written paper"


class PaperKind(TextChoices):
    """What people write beside facts, and others agree."""

    MINUTES = "minutes", "Minutes"
    SUMMARY = "summary", "Young people’s summary"
