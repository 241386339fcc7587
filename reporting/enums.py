from django.db import models


class ReportState(models.TextChoices):
    DRAFT = "draft", "In preparation"
    FROZEN = "frozen", "Frozen, waiting for release"
    RETURNED = "returned", "Sent back by the chair"
    ISSUED = "issued", "Issued"


class Marking(models.TextChoices):
    """Chosen by a person, never lowered by the program (domain.md, section 5)."""

    OFFICIAL = "official", "OFFICIAL"
    OFFICIAL_SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"


class FileFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Spreadsheet"
    DOCX = "docx", "Word"


class FileState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class DirectionState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
