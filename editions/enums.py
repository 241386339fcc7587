"""The words of the field for editions of a report."""

from typing import Final

from django.db.models import TextChoices

from figures.enums import Audience, EditionState

RENDER_EDITION: Final = "editions.render_edition"  # the task that services ring for
# whoever reads the report itself reads the chief officers' edition
AUDIENCES: Final = (Audience.MEMBERS, Audience.PUBLIC)

# what stands at its address once it was issued
SHOWN: Final = (EditionState.ISSUED, EditionState.WITHDRAWN)


class EditionFormat(TextChoices):
    PDF = "pdf", "PDF"
    LARGE = "large", "Large print PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Spreadsheet"
