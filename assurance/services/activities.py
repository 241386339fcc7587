"""Writes of the assurance register: inspections, audits and the like, and what they judged."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assurance.enums import ActivityKind, Grade
from assurance.models import Activity, Judgement
from assurance.rules.facts import ActivityFacts, fault_of
from audit.services import keep, keep_edit, keep_removal, record
from audit.services.edits import after_last, edit, locked
from committees.models import Area
from plans.models import Plan

# the record holds no figure: its readers do not all see small numbers
NUMBERS: Final = ("sample", "good_or_better")


@transaction.atomic
def add_activity(*, by: User | None, area: Area, facts: ActivityFacts) -> Activity:
    """A new entry of the register, seen as a draft until somebody shares it.

    Raises ValidationError beside the field for what cannot be so, and for one that is there
    already.
    """
    locked(area)
    activity = Activity(area=area, **_columns(facts, timezone.localdate()))
    _check(activity)
    activity.save()
    about = {"kind": activity.get_kind_display(), "reported_on": activity.when}
    record(by=by, verb="added assurance", target=activity, area_id=area.pk, changes=about)
    return activity


@transaction.atomic
def edit_activity(
    *, by: User | None, activity: Activity, expected: int, facts: ActivityFacts
) -> Activity:
    """Change what is said of it. Raises EditConflict when somebody else saved it after version
    `expected`."""
    locked(activity.area)
    came = activity.reported_on if activity.undated else timezone.localdate()
    changes = edit(activity, _columns(facts, came), expected=expected, check=_check)
    if changes:
        if activity.shared_at:
            keep_edit(by=by, row=activity, changes=changes)
        told = {name: value for name, value in changes.items() if name not in NUMBERS}
        _record(by, "edited assurance", activity, told)
    return activity


@transaction.atomic
def share_activity(*, by: User, activity: Activity, at: datetime | None = None) -> Activity:
    """Let everybody who reads plans in the area see it, an inspector too; it stays so. `at` is
    when, where that is not now."""
    activity = locked(activity, "area")
    if activity.share(by, at):
        _record(by, "shared assurance", activity, {})
    return activity


@transaction.atomic
def add_judgement(
    *,
    by: User | None,
    activity: Activity,
    statement: str,
    grade: Grade | None,
    in_words: str = "",
) -> Judgement:
    """A statement or quality indicator as the report has it, with its grade where it has one: on
    the six-point scale, or in the words of another scale.

    Raises ValidationError for one that stands there already, and for two grades.
    """
    activity = locked(activity, "area")
    judgement = Judgement(
        activity=activity,
        statement=statement.strip(),
        grade=grade,
        in_words=in_words.strip(),
        position=after_last(activity.judgements.all()),
    )
    if activity.judgements.filter(statement=judgement.statement).exists():
        raise ValidationError({"statement": "This statement stands here already."})
    if grade and judgement.in_words:
        raise ValidationError({"in_words": "It has a grade on the six-point scale already."})
    judgement.full_clean(exclude=["activity"])
    judgement.save()
    if activity.shared_at:
        keep(by=by, row=judgement, since=timezone.localdate())
    about = {"statement": judgement.statement, "grade": judgement.graded}
    _record(by, "added judgement", activity, about)
    return judgement


@transaction.atomic
def remove_judgement(*, by: User | None, judgement: Judgement) -> None:
    """Take out a judgement that was written down wrongly. The record keeps what it said."""
    activity = locked(judgement.activity, "area")
    judgement = locked(judgement)
    about = {"statement": judgement.statement, "grade": judgement.graded}
    if activity.shared_at:
        keep_removal(by=by, row=judgement)
    _record(by, "removed judgement", activity, about)
    judgement.delete()


def _columns(facts: ActivityFacts, came: date) -> dict[str, Any]:
    """The columns of an entry; `came` is when it came into the register."""
    values = asdict(facts)
    undated = facts.reported_on is None
    values |= {"undated": undated, "reported_on": facts.reported_on or came}
    keys = {f"{name}_id": values.pop(name) for name in ("follows", "action_plan")}
    return {**values, **keys}


def _check(activity: Activity) -> None:
    said = fault_of(activity.facts())
    others = Activity.objects.filter(area_id=activity.area_id).exclude(pk=activity.pk)
    same = others.filter(kind=activity.kind, title=activity.title, undated=activity.undated)
    if not activity.undated:
        same = same.filter(reported_on=activity.reported_on)
    if same.exists():
        said["title"] = "The register has this entry already."
    if activity.follows_id:
        inspections = others.filter(kind=ActivityKind.INSPECTION, pk=activity.follows_id)
        if not inspections.exists():
            said["follows"] = "Choose an inspection of this area."
    plans = Plan.objects.filter(area_id=activity.area_id, pk=activity.action_plan_id or 0)
    if activity.action_plan_id and not plans.exists():
        said["action_plan"] = "Choose a plan of this area."
    if said:
        raise ValidationError(said)
    activity.full_clean(exclude=["area", "follows", "action_plan", "shared_by", "shared_at"])


def _record(by: User | None, verb: str, activity: Activity, changes: dict[str, Any]) -> None:
    record(by=by, verb=verb, target=activity, area_id=activity.area_id, changes=changes)
