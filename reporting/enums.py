from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring and workers answer to
RENDER_FILE: Final = "reporting.render_file"
SEND_REPORT: Final = "reporting.send_report"
TELL_WITHDRAWN: Final = "reporting.tell_withdrawn"


class ReportState(TextChoices):
    DRAFT = "draft", "In preparation"
    FROZEN = "frozen", "Frozen, waiting for release"
    RETURNED = "returned", "Sent back by the chair"
    ISSUED = "issued", "Issued"


class Marking(TextChoices):
    """Chosen by a person, never lowered by the program (domain.md, section 5)."""

    OFFICIAL = "official", "OFFICIAL"
    OFFICIAL_SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"


class FileFormat(TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Spreadsheet"
    DOCX = "docx", "Word"
    HTML = "html", "In the browser"  # read, never a file


class DirectionState(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


# the task that walks over the record once a night, and the one that tells of a break
VERIFY_RECORD = "reporting.verify_record"
SEND_ALARM = "reporting.send_alarm"
MADE_PROOF = "made proof of report"  # how the record names it
TOOK_PAPER = "took paper of report"
