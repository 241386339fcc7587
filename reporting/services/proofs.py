"""A proof: the PDF of a report in preparation as it stands at a moment, marked on every page.

The templates are those of the real one. It is handed out and not kept: nothing is frozen, no file
lies anywhere, nobody is sent it. The audit record keeps who made it, when, and of what.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from committees.queries.logos import image_of
from documents import hash, phrases
from documents.files import pdf
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from reporting.enums import MADE_PROOF
from reporting.models import Report, Snapshot
from reporting.queries.figures import fingerprint, record_at
from reporting.queries.readiness import LastProof
from reporting.queries.reports import content_of
from reporting.rules.snapshots.order import Order
from reporting.services.figures import figures_of_proof
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
    draft = _draft(report, now)
    content = draft.content
    if draft.order.figures:
        previous = content_of(draft.before) if draft.before else None
        content = {**content, **figures_of_proof(report.plan, draft.order, content, previous)}
    digest = hash.digest(content)
    mark = f"Not frozen: {phrases.moment(content['frozen_at'])}"
    made = pdf.proof(content, digest, mark, image_of(content, report.area_id))
    changes = {"of": _without_hour(report, draft), "pages": made.pages}
    record(by=by, verb=MADE_PROOF, target=report, area_id=report.area_id, changes=changes)
    return made


def is_current(report: Report, proof: LastProof) -> bool:
    """Whether a proof of `report` shows what stands now.

    A change of anything that it would print makes it outdated. No query while nothing was done
    round it since, else as many as a freeze takes to read.
    """
    return not proof.touched or proof.of == _without_hour(report, _draft(report, timezone.now()))


class _Draft(NamedTuple):
    """A report as it would be frozen now, without its figures."""

    order: Order
    before: Snapshot | None
    content: SnapshotContent


def _draft(report: Report, now: datetime) -> _Draft:
    order = order_of(report, prepared_by=str(report.prepared_by or ""), now=now)
    besides = [row.pk for row in Report.objects.family(report)]
    before = Snapshot.objects.compared_with(report.plan, report.as_of, report.kind, besides)
    return _Draft(order, before, content_to_freeze(report.plan, order, before, report.next_plan))


def _without_hour(report: Report, draft: _Draft) -> str:
    """The fingerprint of what would print, whenever it is made; of figures of what they are made
    of, which takes no working out."""
    timeless: SnapshotContent = {**draft.content, "frozen_at": ""}
    told = hash.digest(timeless)
    if draft.order.figures:
        told += fingerprint(record_at(report.plan.area, draft.order.frozen_at))
    return told
