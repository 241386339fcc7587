"""May this person do this to this action, today? And if not, why not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.roles import Permission
from actions.enums import Source
from actions.models import Action
from actions.rules.record import LeadState
from committees.enums import PostKind
from committees.models import PostHolding
from committees.permissions import may
from committees.querysets import Actor
from outcomes.models import Measure

NOT_VERIFIER = "Your role here does not verify completions."
NOT_DECIDER = "Your role here does not decide on dates."


@dataclass(frozen=True)
class Abilities:
    """What a person may do to one action; `updates_as` is None for those who may not update it."""

    updates_as: Source | None
    ask_date: bool
    decide_date: bool
    challenge: bool
    verify: bool
    edit: bool
    check: bool = False


def abilities(user: Actor, action: Action, source: Source | None) -> Abilities:
    """All that `user` may do to `action`, which they update as `source`. One query a request."""
    area = action.plan.area_id
    return Abilities(
        updates_as=source,
        ask_date=source is not None and may(user, Permission.DATE_REQUEST, area),
        decide_date=may(user, Permission.DATE_DECIDE, area),
        challenge=may(user, Permission.RATING_CHALLENGE, area),
        verify=may(user, Permission.COMPLETION_VERIFY, area),
        edit=may(user, Permission.PLAN_EDIT, area),
        check=may(user, Permission.UPDATE_CHECK, area),
    )


def updates_as(user: Actor, action: Action, today: date) -> Source | None:
    """As whom `user` may update `action`: as its lead, on the lead's behalf, or not at all.

    A lead holds one of the action's posts or groups today, or deputises. UPDATE_OWN covers all that
    a person holds, UPDATE_GROUP the groups only.
    """
    area = action.plan.area_id
    held = PostHolding.objects.filter(user_id=user.pk or 0, post__leads__action=action).current(
        today
    )
    return _source(user, set(held.values_list("post__kind", flat=True)), area)


def gives_readings(user: Actor, measure: Measure, today: date) -> bool:
    """Whether `user` may say what `measure` was: the leads of an action that it measures, who may
    update any, and whose the plan's text is. They see its small numbers too."""
    area = measure.plan.area_id
    if may(user, Permission.UPDATE_ANY, area) or may(user, Permission.PLAN_EDIT, area):
        return True
    held = PostHolding.objects.filter(
        user_id=user.pk or 0, post__leads__action__measures=measure
    ).current(today)
    return _leads(user, set(held.values_list("post__kind", flat=True)), area)


def updates_by(user: Actor, action: Action, held: Sequence[LeadState]) -> Source | None:
    """The same where the leads that `user` holds are loaded already. No query of its own."""
    return _source(user, {lead.post.kind for lead in held}, action.plan.area_id)


def _source(user: Actor, kinds: Collection[str], area_id: int) -> Source | None:
    if _leads(user, kinds, area_id):
        return Source.LEAD
    return Source.ON_BEHALF if may(user, Permission.UPDATE_ANY, area_id) else None


def _leads(user: Actor, kinds: Collection[str], area_id: int) -> bool:
    """Whether what is held lets somebody update: any post, or the groups alone."""
    own = bool(kinds) and may(user, Permission.UPDATE_OWN, area_id)
    return own or (PostKind.GROUP in kinds and may(user, Permission.UPDATE_GROUP, area_id))
