"""Words taken out of everything, in one transaction; files and traces follow when it is committed.

Of each row of the record an event is appended first, which names the texts and says why: the
database lets nothing else change it, and the chain's salts of those texts go with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Value
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from actions.models import Evidence
from audit.models import Link
from audit.models.triggers import FOLLOWED, PERMANENT
from audit.rules.chain import REMOVED
from audit.services import record
from audit.services.chain import forget_texts
from audit.services.edits import locked
from committees.permissions import may
from editions.models import ReportEdition
from editions.services import end_edition, end_editions
from editions.services.editions import STANDING
from papers.models import Paper
from papers.services import withdraw_paper
from redactions.enums import State
from redactions.models import Redaction
from redactions.queries.files import evidence_with
from redactions.queries.replacements import Change, changes
from redactions.rules.marks import mark
from redactions.rules.words import Sought, sought
from redactions.services import traces
from redactions.services.proposals import DECIDED, close, facts, words_kept
from redactions.services.replay import keep_for_replay
from reporting.enums import ReportState
from reporting.models import Report, Snapshot
from reporting.services import make_anew, withdraw_report

NAMED = "It held words that identified a person."
REPORT_GONE = "The report that it was made from was withdrawn: it held such words."
TWO_PEOPLE = "You proposed this, so somebody else has to confirm it."
RECORD = frozenset((*(table for names in PERMANENT.values() for table in names), *FOLLOWED))
FIXED = frozenset(table for names in PERMANENT.values() for table in names)


@dataclass(frozen=True)
class Why:
    """Who takes out what kind of words and why: what each event says."""

    by: User | None
    area_id: int | None
    said: dict[str, Any]
    mark: str


@transaction.atomic
def confirm(*, by: User, redaction: Redaction) -> Redaction:
    """Take the words of a proposal out of every text and file, wherever they stand by now.

    Issued reports that hold them are withdrawn, frozen ones made anew. Raises ValidationError when
    it was decided already, when `by` proposed it, or when the words are nowhere any more; and
    ValueError for somebody without the right.
    """
    row = locked(redaction, "proposed_by")
    if row.state != State.PROPOSED:
        raise ValidationError(DECIDED)
    if row.proposed_by_id == by.pk:
        raise ValidationError(TWO_PEOPLE)
    if not may(by, Permission.REDACTION_CONFIRM, row.area_id):
        raise ValueError("Confirmed by somebody whose role has the right")
    looked_for = sought(words_kept(row))
    said = {**facts(row), "redaction": row.pk, "proposed by": str(row.proposed_by)}
    why = Why(by, row.area_id, said, mark(timezone.localdate()))
    close(row, State.DONE, by)
    row.texts, row.files = take_out(looked_for, why, replay=row.pk)
    row.save(update_fields=["texts", "files"])
    counted = {**facts(row), "texts": row.texts, "files": row.files}
    record(by=by, verb="confirmed redaction", target=row, area_id=row.area_id, changes=counted)
    return row


def take_out(looked_for: Sought, why: Why, *, replay: int | None = None) -> tuple[int, int]:
    """How many texts and files the words were taken out of, inside the caller's transaction."""
    todo = list(changes(looked_for, why.mark))
    evidence = evidence_with(looked_for)
    reports = _reports_with(todo)
    for edition in _editions_with(todo):
        end_edition(by=why.by, edition=edition, reason=NAMED)
    for change in todo:
        _write(change, why)
    # after that: the event names the paper, and what it is of
    for paper in _papers_with(todo):
        withdraw_paper(by=why.by, paper=paper, reason=NAMED)
    for row in evidence:
        take_file(row, why)
    for report in reports:
        if report.state == ReportState.ISSUED:
            withdraw_report(by=why.by, report=report)
            end_editions(by=why.by, report=report, reason=REPORT_GONE)
        else:
            make_anew(by=why.by, report=report)
    if replay is not None:
        keep_for_replay(replay, why.mark, why.said, todo, [row.pk for row in evidence])
    tables = sorted({change.table.name for change in todo} | {Link._meta.db_table})
    transaction.on_commit(partial(traces.sweep, looked_for, why.mark, tables))
    return sum(len(change.places) for change in todo), len(evidence)


def _write(change: Change, why: Why) -> None:
    """One row; where it is one of the record, the event that says so before it."""
    model, table = change.table.model, change.table.name
    if table in RECORD:
        row = model._base_manager.get(pk=change.key)
        _tell(row, change.pointers, _now(model, change), why)
        if table in FIXED and Link.objects.filter(table=table, key=change.key).exists():
            forget_texts(row=row, paths=change.pointers)
    values: dict[str, Any] = {
        name: Value(value, output_field=_plain(model, name))
        for name, value in change.values.items()
    }
    if any(field.name == "row_version" for field in model._meta.concrete_fields):
        values["row_version"] = F("row_version") + 1
    model._base_manager.filter(pk=change.key).update(**values)


def _plain(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """Django's own column: the guard is not asked of a text that it might refuse for the rest."""
    is_json = isinstance(model._meta.get_field(name), models.JSONField)
    return models.JSONField() if is_json else models.TextField()


def _now(model: type[models.Model], change: Change) -> dict[str, str]:
    """What a snapshot's hash is from now on."""
    if model is not Snapshot:
        return {}
    return {"sha256": Snapshot(content=change.values["content"]).fingerprint}


def _tell(row: models.Model, paths: Sequence[str], more: dict[str, str], why: Why) -> None:
    record(
        by=why.by,
        verb=REMOVED,
        target=row,
        area_id=_area_of(row) or why.area_id,
        changes={**why.said, "paths": list(paths), **more},
        label=f"{row._meta.verbose_name} {row.pk}",
    )


def _area_of(row: models.Model) -> int | None:
    """The area whose history tells of it; None for a row of none."""
    if (own := getattr(row, "area_id", None)) is not None:
        return int(own)
    rows: Any = getattr(type(row), "objects", None)
    return rows.area_id_of(row) if hasattr(rows, "area_id_of") else None


def take_file(row: Evidence, why: Why) -> None:
    """The file goes and the row says so: no size, and a mark for a name."""
    _tell(row, ["title"], {}, why)
    said = Value(why.mark, output_field=models.TextField())
    Evidence.objects.filter(pk=row.pk).update(title=said, size=0)
    transaction.on_commit(partial(traces.forget_evidence, row.path))


def _editions_with(todo: Sequence[Change]) -> list[ReportEdition]:
    """The editions that stand and whose records hold the words: they are taken back first, since
    the record of one that stands does not change."""
    model = ReportEdition
    keys = [one.key for one in todo if one.table.model is model and "content" in one.values]
    rows = ReportEdition.objects.filter(pk__in=keys, state__in=STANDING)
    return list(rows.select_related("area", "report__plan__area").order_by("pk"))


def _papers_with(todo: Sequence[Change]) -> list[Paper]:
    """The agreed papers that stand and hold the words: they are taken back, since what was agreed
    is no longer what stands."""
    keys = [one.key for one in todo if one.table.model is Paper and "content" in one.values]
    return list(Paper.objects.filter(pk__in=keys, withdrawn_at=None).order_by("pk"))


def _reports_with(todo: Sequence[Change]) -> list[Report]:
    """The frozen and issued reports whose snapshots hold the words."""
    keys = [one.key for one in todo if one.table.model is Snapshot and "content" in one.values]
    rows = Report.objects.filter(snapshot__in=keys).select_related("area", "plan", "snapshot")
    return list(rows.order_by("pk"))
