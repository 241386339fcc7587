"""Whether an import can be taken back, what would go with it, and what was taken back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet, Value
from django.utils import timezone

from accounts.models import User
from actions.enums import ActionKind, Source
from actions.models import Action, Completion, Lead, ProgressUpdate
from audit.models import Event, Version
from committees.models import Post
from imports.rules.reversal import CAME_ALONG, CLOSED, NOT_IMPORTED, Held, why_worked_on
from outcomes.models import HighLevelOutcome, Measure
from plans.enums import Decision, PlanState
from plans.models import Heading, Plan, SignOff
from plans.queries import import_of


def why_stays(plan: Plan, user: User) -> str:
    """Why the import of `plan` cannot be taken back by `user`; "" where it can. Three queries."""
    event = import_of(plan)
    if event is None:
        return NOT_IMPORTED
    if plan.state == PlanState.CLOSED:
        return CLOSED
    return why_worked_on(_written_since(plan), _changed_by_others(plan, event, user))


def held_by(plan: Plan) -> Held:
    """What the import brought, as it stands. Six queries."""
    actions = Action.objects.filter(plan=plan)
    return Held(
        headings=Heading.objects.filter(plan=plan).count(),
        actions=actions.filter(kind=ActionKind.RATED).count(),
        ongoing=actions.filter(kind=ActionKind.ONGOING).count(),
        outcomes=HighLevelOutcome.objects.filter(plan=plan).count(),
        measures=Measure.objects.filter(plan=plan).count(),
        updates=ProgressUpdate.objects.filter(action__plan=plan).count(),
    )


def posts_left(plan: Plan) -> list[Post]:
    """Posts that lead something in this plan and nowhere else, and that nobody holds. One query."""
    here = Lead.objects.filter(post=OuterRef("pk"), action__plan=plan)
    standing = Lead.objects.exclude(action__plan__state=PlanState.TAKEN_BACK)
    elsewhere = standing.filter(post=OuterRef("pk")).exclude(action__plan=plan)
    rows = Post.objects.filter(Exists(here), ~Exists(elsewhere), area=plan.area_id, holdings=None)
    return list(rows.order_by("title"))


def taken_back_by(plan: Plan) -> SignOff | None:
    """Who took the import back, when and why."""
    return plan.sign_offs.filter(decision=Decision.TAKEN_BACK).last()


def _written_since(plan: Plan) -> list[str]:
    """The kinds of rows that somebody wrote about the plan since it came in. One query."""
    kinds = [*_pointing(Plan, "", plan), *_pointing(Action, "__plan", plan)]
    said = ProgressUpdate.objects.filter(action__plan=plan).exclude(source=Source.IMPORTED)
    done = Completion.objects.filter(action__plan=plan, imported=False)
    every: list[QuerySet[Any]] = [said, done, *kinds]
    rows = [_named(one) for one in every]
    return list(rows[0].union(*rows[1:]))


def _pointing(model: type[Model], path: str, plan: Plan) -> Iterator[QuerySet[Any]]:
    """What points at the plan, or at its actions, from any room; what came along is left out.
    `path` leads from `model` to the plan."""
    for relation in model._meta.get_fields(include_hidden=True):
        other: Any = relation.related_model if relation.auto_created else None
        if other is None or relation.many_to_many or other._meta.auto_created:
            continue
        if other._meta.label_lower in CAME_ALONG or other in (ProgressUpdate, Completion):
            continue
        name = relation.remote_field.name  # type: ignore[union-attr]
        yield other._base_manager.filter(**{f"{name}{path}": plan})


def _named(rows: QuerySet[Any]) -> Any:
    label = Value(rows.model._meta.label_lower)
    return rows.order_by().annotate(what=label).values_list("what", flat=True).distinct()


def _changed_by_others(plan: Plan, event: Event, user: User) -> tuple[str, date] | None:
    """Who else changed the plan's words since it came in, and when. One query."""
    rows = Version.objects.filter(plan_id=plan.pk).exclude(by_id=None)
    theirs = rows.exclude(by_id__in=[event.actor_id or user.pk, user.pk]).order_by("pk").last()
    return (theirs.by_label, timezone.localdate(theirs.recorded_at)) if theirs else None
