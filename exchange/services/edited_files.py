"""An edited file of a plan: sent in, and taken over as far as a person picks, all or nothing."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from exchange.models import EditedFile
from exchange.queries.difference import difference, difference_of
from exchange.rules.edits import Picked
from exchange.rules.told import ONLY_TOLD
from exchange.services.edits import apply
from guard.refusals import Refusal
from imports.queries.brought_in import fingerprint
from imports.services.drafts import note_refused_cells
from plans.enums import OVER
from plans.models import Plan
from sheets.rules.cells import from_json

NOTHING = (
    "Nothing in this file is other than {}, or the plan says it already. Nothing was written. What "
    "stands above the tables (vision, introduction, context) and the legend are not taken over "
    "from a file: they are changed in the plan."
)
CHANGED = (
    "The plan was changed while you looked. What differs now is below: look it over and apply it "
    "again."
)
DONE = "This file was taken over already."


@transaction.atomic
def send_edited_file(*, by: User, plan: Plan, file_name: str, content: Any) -> EditedFile:
    """Keep what an edited file holds until somebody applies or discards it.

    The same file once more, while it waits, is kept once. Raises ValidationError beside the file
    where nothing of it is an edit, and for a closed plan.
    """
    plan = locked(plan, "area")
    if plan.state in OVER:
        raise ValidationError("This plan is closed. It is kept as it was.")
    sheets = from_json(content)
    mark = fingerprint(sheets)
    if twice := EditedFile.objects.filter(
        plan=plan, made_by=by, mark=mark, applied_at=None
    ).first():
        return twice
    try:
        differs = difference(plan, sheets)
    except Refusal as refusal:
        raise ValidationError({"file": str(refusal)}) from refusal
    if not differs.edits:
        raise ValidationError({"file": NOTHING.format(differs.base)})
    note_refused_cells(sheets)
    row = EditedFile(plan=plan, made_by=by, file_name=file_name[-200:], mark=mark, content=content)
    row.save()
    changes = {"file": row.file_name, "sha256": mark}
    record(by=by, verb="sent in edited file", target=row, area_id=plan.area_id, changes=changes)
    return row


@transaction.atomic
def apply_edited_file(
    *, by: User, row: EditedFile, picked: Sequence[Picked], seen: str
) -> EditedFile:
    """Take over what was `picked` of the difference that `seen` is the digest of.

    Each edit goes through the service that a page would call, so that versions, audit and rules are
    the same; one that is refused refuses all. Raises ValidationError where nothing was picked,
    where the file was taken over already, and where the plan changed since it was seen.
    """
    waiting = locked(row, "plan__area")
    if waiting.applied_at:
        raise ValidationError(DONE)
    locked(waiting.plan)
    differs = difference_of(waiting)
    if differs.digest != seen:
        raise ValidationError(CHANGED)
    edits = {edit.name: edit for edit in differs.edits if edit.kind not in ONLY_TOLD}
    wanted = [one for one in picked if one.name in edits]
    if not wanted:
        raise ValidationError("Pick at least one edit to take over.")
    waiting.taken_over = apply(by=by, differs=differs, picked=wanted)
    waiting.applied_by, waiting.applied_at = by, timezone.now()
    waiting.save(update_fields=["taken_over", "applied_by", "applied_at"])
    changes = {
        "file": waiting.file_name,
        "sha256": waiting.mark,
        "edits": len(wanted),
        "left": len(differs.edits) - len(wanted),
    }
    plan = waiting.plan
    record(by=by, verb="took over edited file", target=plan, area_id=plan.area_id, changes=changes)
    return waiting


@transaction.atomic
def discard_edited_file(*, by: User, row: EditedFile) -> None:
    """Forget a file of which nothing was taken over."""
    waiting = locked(row, "plan")
    if waiting.applied_at:
        raise ValidationError(DONE)
    record(by=by, verb="discarded edited file", target=waiting, area_id=waiting.plan.area_id)
    waiting.delete()
