"""An action split into several, and several merged into one.

Those that were are withdrawn with what became of them and stay in the record with all that was said
of them; those that come of them begin with their leads, their timescale with every date that was
agreed, and their links. One that is regional goes on being so: in the first part, or in the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.enums import ActionKind, CompletionState, LineageKind, RevisionState
from actions.models import Action, DeadlineRevision, Lineage
from actions.rules.word_changes import CAME
from actions.services import add_action, link_action, withdraw_action
from audit.services import keep, record
from audit.services.edits import locked_rows
from outline.rules.lines import neighbours
from outline.rules.parts import Part, named, together
from outline.services.numbers import open_outline
from outline.services.places import arrange
from plans.models import Plan
from regional.services.regional import move_tie

WHY_SPLIT = "Say why it is split."
WHY_MERGED = "Say why they are merged."
OTHER = (
    "Somebody else has changed {} since you opened this page. What you typed is still here: look "
    "at the action as it is now, then send again."
)
GONE = "{} was withdrawn already."
CLAIMED = "{} is reported complete. A completed action is neither split nor merged."
ASKED = "A new date is asked for {}. Let it be decided first."
KEPT = (
    "carried_from_id",
    "lead_words",
    "timescale_kind",
    "recurrence",
    "starts",
    "first_due",
    "due",
)


@transaction.atomic
def split_action(
    *,
    by: User,
    action: Action,
    parts: Sequence[Part],
    reason: str,
    on: date,
    seen: Mapping[int, int],
) -> list[Action]:
    """Withdraw an action for the `parts` that it is split into, which stand in its place.

    `seen` is the row version of the action that the person saw. Raises ValidationError without a
    reason, for fewer than two parts, where it was changed or withdrawn since, is reported complete,
    or waits for a new date.
    """
    if len(parts) < 2:
        raise ValidationError({"text2": "Write at least two actions, or edit the one."})
    outline = open_outline(action.plan)
    (source,) = _sources(outline.plan, [action], seen)
    near = neighbours(outline.lines, f"a{action.pk}")
    if not reason.strip():
        raise ValidationError({"reason": WHY_SPLIT})
    _withdrawn(by, [source], f"Split into {named(parts)}. {reason.strip()}", on)
    made = [_made(by, [source], source, part, on) for part in parts]
    _became(by, [source], made, LineageKind.SPLIT, reason, on)
    move_tie(by=by, sources=[source], target=made[0])
    at = near.index(f"a{source.pk}")
    keys = [*near[:at], *(f"a{row.pk}" for row in made), *near[at + 1 :]]
    arrange(by=by, plan=outline.plan, keys=keys)
    return made


@transaction.atomic
def merge_actions(
    *,
    by: User,
    base: Action,
    others: Sequence[Action],
    part: Part,
    reason: str,
    on: date,
    seen: Mapping[int, int],
) -> Action:
    """Withdraw `base` and the `others` for one action that stands in the place of `base`.

    It has the timescale and the accountable lead of `base`; the other leads contribute, and all
    outcomes and measures stay linked. Raises as `split_action`.
    """
    rows = [base, *(row for row in others if row.pk != base.pk)]
    if len(rows) < 2:
        raise ValidationError({"others": "Choose at least one more action to merge with it."})
    outline = open_outline(base.plan)
    sources = _sources(outline.plan, rows, seen)
    near = neighbours(outline.lines, f"a{base.pk}")
    if not reason.strip():
        raise ValidationError({"reason": WHY_MERGED})
    first = next(row for row in sources if row.pk == base.pk)
    _withdrawn(by, sources, f"Merged into {part.number or 'one action'}. {reason.strip()}", on)
    made = _made(by, sources, first, part, on)
    _became(by, sources, [made], LineageKind.MERGED, reason, on)
    rest = [row for row in sources if row.pk != first.pk]
    move_tie(by=by, sources=[first, *rest], target=made)
    gone = {f"a{row.pk}" for row in sources}
    order = [f"a{made.pk}" if key == f"a{first.pk}" else key for key in near]
    arrange(by=by, plan=outline.plan, keys=[key for key in order if key not in gone])
    return made


def _sources(plan: Plan, rows: Iterable[Action], seen: Mapping[int, int]) -> list[Action]:
    """The actions as they stand now, in the plan's order; refused where one cannot be taken."""
    keys = [row.pk for row in rows]
    now = locked_rows(Action.objects.filter(plan=plan, pk__in=keys))
    for row in now:
        why = _why_not(row)
        if why:
            raise ValidationError(why.format(row.reference))
        if seen.get(row.pk) != row.row_version:
            raise ValidationError(OTHER.format(row.reference))
    whole = Action.objects.with_facts().filter(pk__in=keys).prefetch_related("leads__post")
    return sorted(whole, key=lambda row: (row.position, row.pk))


def _why_not(row: Action) -> str:
    if row.withdrawn_on:
        return GONE
    claims = (CompletionState.CLAIMED, CompletionState.VERIFIED)
    if row.completions.filter(state__in=claims).exists():
        return CLAIMED
    asked = row.revisions.filter(state=RevisionState.REQUESTED)
    return ASKED if asked.exists() else ""


def _withdrawn(by: User, rows: Iterable[Action], reason: str, on: date) -> None:
    for row in rows:
        withdraw_action(by=by, action=row, reason=reason, on=on, own_too=True)


def _made(by: User, sources: Sequence[Action], base: Action, part: Part, on: date) -> Action:
    """An action that comes of `sources`, with the timescale and the place of `base`."""
    accountable = next((lead.post for lead in base.leads.all() if lead.accountable), None)
    leads = [lead.post for row in sources for lead in row.leads.all()]
    made = add_action(
        by=by,
        plan=base.plan,
        text=part.text,
        number=part.number,
        added_on=on,
        heading=base.heading,
        kind=ActionKind(base.kind),
        timescale_words=base.timescale_words,
        accountable=accountable,
        contributing=[post for post in leads if post != accountable],
        expected_impact=together(row.expected_impact for row in sources),
        evidence=together(row.evidence for row in sources),
        origin=base.origin,
        origin_note=base.origin_note,
    )
    _dated(by, made, base)
    links: dict[str, Any] = {
        name: dict.fromkeys(one for row in sources for one in getattr(row, name).all())
        for name in ("outcomes", "measures")
    }
    if any(links.values()):
        link_action(by=by, action=made, **links)
    return made


def _dated(by: User, made: Action, base: Action) -> None:
    """The dates agreed for `base`, the first one too, and how often it was moved (rule 5)."""
    Action.objects.filter(pk=made.pk).update(**{name: getattr(base, name) for name in KEPT})
    made.refresh_from_db()
    keep(by=by, row=Action.objects.with_facts().get(pk=made.pk))
    moved = base.revisions.filter(state=RevisionState.APPROVED).order_by("pk")
    DeadlineRevision.objects.bulk_create(_again(row, made) for row in moved)


def _again(row: DeadlineRevision, made: Action) -> DeadlineRevision:
    """The same decision, which holds for the action that came of the one it was taken on."""
    row.pk = None
    row._state.adding = True
    row.action = made
    return row


def _became(
    by: User,
    sources: Sequence[Action],
    made: Sequence[Action],
    kind: LineageKind,
    reason: str,
    on: date,
) -> None:
    """Lineage both ways; each of those that came has an event that says of what and why."""
    Lineage.objects.bulk_create(
        Lineage(source=source, target=target, kind=kind, on=on)
        for source in sources
        for target in made
    )
    for target in made:
        changes = {"how": kind.label, "of": [str(row) for row in sources], "reason": reason.strip()}
        record(by=by, verb=CAME, target=target, area_id=target.plan.area_id, changes=changes)
