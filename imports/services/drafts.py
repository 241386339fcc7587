"""A spreadsheet that was sent in and is being looked at. Nothing of it is in a plan yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Area
from guard.enums import Outcome
from guard.notes import Noted, note
from imports.models import ImportDraft
from imports.queries.brought_in import brought_in, fingerprint
from imports.queries.decisions import remembered
from imports.rules.words.meanings import AS_WORDS, Said, with_said
from imports.services.decisions import decide
from sheets.rules.cells import Sheet, column_letter, from_json
from sheets.rules.identifiers import refused_cells
from timescales.days import Period


@transaction.atomic
def start_import(
    *,
    by: User,
    area: Area,
    file_name: str,
    title: str,
    period_start: date,
    period_end: date,
    legend: str,
    content: Any,
    stated_on: date | None = None,
) -> ImportDraft:
    """Keep what a spreadsheet holds until somebody confirms or discards it.

    `content` is the sheets as JSON; `legend` is a preset's name or "" for the one that fits. The
    same file sent twice by the same person, while it waits, is kept once. What was decided of words
    in this area before is offered again. Raises ValidationError beside the file where a plan of the
    area came from the very same one.
    """
    sheets = from_json(content)
    note_refused_cells(sheets)
    locked(area)
    mapping: dict[str, Any] = {"columns": {}, **remembered(area, Period(period_start, period_end))}
    if stated_on:
        mapping["stated_on"] = stated_on.isoformat()
    draft = ImportDraft(
        area=area,
        made_by=by,
        file_name=file_name[-200:],
        title=title.strip(),
        period_start=period_start,
        period_end=period_end,
        legend=legend,
        content=content,
        mapping=mapping,
    )
    if before := brought_in(area, fingerprint(sheets)):
        raise ValidationError({"file": before.words})
    draft.full_clean(exclude=["content", "mapping", "legend", "plan", "area", "made_by"])
    if twice := _sent_already(draft):
        return twice
    draft.save()
    changes = {"file": draft.file_name, "title": draft.title}
    record(by=by, verb="sent in spreadsheet", target=draft, area_id=area.pk, changes=changes)
    return draft


def note_refused_cells(sheets: tuple[Sheet, ...]) -> None:
    """What was read of the file has no such value any more; that it had some goes to the log."""
    for cell in refused_cells(sheets):
        place = f"Spreadsheet, row {cell.row}, column {column_letter(cell.column)}"
        for kind in cell.kinds:
            note(Noted(place, kind, Outcome.REFUSED))


@transaction.atomic
def choose(
    *,
    by: User,
    draft: ImportDraft,
    expected: int,
    columns: dict[str, str],
    said: Sequence[Said] = (),
) -> ImportDraft:
    """Keep what a person says of a plan that waits; the same again writes nothing.

    `columns` are roles by `correction_key`; what is `said` of words is kept for the next plan too,
    as the area's decision. Raises ValidationError once the plan is made, and EditConflict when
    somebody else chose after version `expected`.
    """
    waiting = _waiting(draft)
    kept = waiting.mapping if isinstance(waiting.mapping, dict) else {}
    words, leads = with_said(kept, said)
    chosen: dict[str, Any] = {"columns": columns, "words": words, "leads": leads}
    chosen = {name: now for name, now in chosen.items() if now or name in kept}
    changes = {
        name: [kept.get(name, {}), now] for name, now in chosen.items() if now != kept.get(name, {})
    }
    if edit(waiting, {"mapping": {**kept, **chosen}}, expected=expected):
        decide(by=by, area=waiting.area, said=said)
        area_id = waiting.area_id
        record(by=by, verb="matched columns", target=waiting, area_id=area_id, changes=changes)
    return waiting


@transaction.atomic
def choose_leads(
    *, by: User, draft: ImportDraft, expected: int, joins: dict[str, str]
) -> ImportDraft:
    """Keep what each lead is joined to: `{lead's key: "post:7", "group:3" or "new"}`.

    Raises ValidationError once the plan is made, and EditConflict as `choose`.
    """
    waiting = _waiting(draft)
    kept = waiting.mapping if isinstance(waiting.mapping, dict) else {}
    before = kept.get("leads", {})
    joins = {**{key: said for key, said in before.items() if said == AS_WORDS}, **joins}
    if joins == before:
        return waiting
    if edit(waiting, {"mapping": {**kept, "leads": joins}}, expected=expected):
        changes = {"leads": [before, joins]}
        area_id = waiting.area_id
        record(by=by, verb="joined leads", target=waiting, area_id=area_id, changes=changes)
    return waiting


@transaction.atomic
def discard_import(*, by: User, draft: ImportDraft) -> None:
    """Forget a spreadsheet. Raises ValidationError when its plan is made already."""
    waiting = _waiting(draft)
    record(by=by, verb="discarded spreadsheet", target=waiting, area_id=waiting.area_id)
    waiting.delete()


def _sent_already(draft: ImportDraft) -> ImportDraft | None:
    names = ("file_name", "title", "period_start", "period_end", "legend")
    same = {name: getattr(draft, name) for name in names}
    rows = ImportDraft.objects.filter(area=draft.area, made_by=draft.made_by, plan=None, **same)
    given = _as_sent(draft)
    return next((row for row in rows if _as_sent(row) == given), None)


def _as_sent(draft: ImportDraft) -> tuple[object, object]:
    """What of a draft was sent, and not chosen afterwards or remembered."""
    mapping: Any = draft.mapping
    return draft.content, mapping.get("stated_on")


def _waiting(draft: ImportDraft) -> ImportDraft:
    waiting = locked(draft)
    if waiting.plan_id:
        raise ValidationError("This spreadsheet was brought in already.")
    return waiting
