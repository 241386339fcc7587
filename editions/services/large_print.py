"""A frozen report itself in large print, made when somebody asks: each time is kept, with the hash
of what was handed out."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from committees.queries.logos import image_of
from documents.files.made import Made
from handouts.large_print import large_print
from reporting.enums import TOOK_PAPER
from reporting.models import Report
from reporting.queries.reports import content_of

LARGE_PRINT: Final = "Large print"
NO_PRINT: Final = "Large print is made from a report that is frozen and was not withdrawn."


@transaction.atomic
def take_large_print(*, by: User, report: Report) -> Made:
    """The report at 18 points. Raises ValidationError for one without a snapshot to read."""
    if report.snapshot is None or report.withdrawn_at is not None:
        raise ValidationError(NO_PRINT)
    content = content_of(report.snapshot)
    logo = image_of(content, report.area_id)
    made = large_print(content, report.snapshot.fingerprint, logo)
    changes = {"paper": LARGE_PRINT, "of": "", "sha256": sha256(made.data).hexdigest()}
    record(by=by, verb=TOOK_PAPER, target=report, area_id=report.area_id, changes=changes)
    return made
