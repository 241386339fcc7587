"""A proof: the PDF of a report in preparation as it stands at a moment, marked on every page.

The templates are those of the real one. It is handed out and not kept: nothing is frozen, no file
lies anywhere, nobody is sent it. The audit record keeps who made it, when, and of what.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from documents import hash, phrases
from documents.files import pdf
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from reporting.enums import MADE_PROOF
from reporting.models import Report, Snapshot
from reporting.queries.readiness import LastProof
from reporting.services.freeze import ORDERED, content_to_freeze, order_of


@transaction.atomic
def make_proof(*, by: User, report: Report, now: datetime | None = None) -> Made:
    """The report as it would print if it were frozen now, as PDF, with the hour on every page.

    Raises ValidationError when the report is not in preparation or its day is still to come.
    """
    report = Report.objects.select_related(*ORDERED, "prepared_by").get(pk=report.pk)
    report.refuse_unless_draft()
    now = now or timezone.now()
    if report.as_of > timezone.localdate(now):
        raise ValidationError("The day of the position has not come yet: nothing can be proved.")
    content = _content(report, now)
    digest = hash.digest(content)
    made = pdf.proof(content, digest, f"Not frozen: {phrases.moment(content['frozen_at'])}")
    changes = {"of": _without_hour(content), "pages": made.pages}
    record(by=by, verb=MADE_PROOF, target=report, area_id=report.area_id, changes=changes)
    return made


def is_current(report: Report, proof: LastProof) -> bool:
    """Whether a proof of `report` shows what stands now.

    A change of anything that it would print makes it outdated. No query while nothing was done
    round it since, else as many as a freeze takes to read.
    """
    return not proof.touched or proof.of == _without_hour(_content(report, timezone.now()))


def _content(report: Report, now: datetime) -> SnapshotContent:
    order = order_of(report, prepared_by=str(report.prepared_by or ""), now=now)
    besides = [row.pk for row in Report.objects.family(report)]
    before = Snapshot.objects.compared_with(report.plan, report.as_of, report.kind, besides)
    return content_to_freeze(report.plan, order, before, report.next_plan)


def _without_hour(content: SnapshotContent) -> str:
    """The fingerprint of what would print, whenever it is made."""
    timeless: SnapshotContent = {**content, "frozen_at": ""}
    return hash.digest(timeless)
