"""May this person do this to this action, today? And if not, why not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.roles import Permission
from actions.enums import Source
from actions.models import Action, Completion, DeadlineRevision
from actions.rules.record import LeadState
from committees.enums import PostKind
from committees.models import PostHolding
from committees.permissions import may
from committees.querysets import Actor

OWN_CLAIM = "You reported this action complete, so somebody else has to verify it."
OWN_REQUEST = "You asked for this date, so somebody else has to decide."
OWN_ACTION = (
    "You lead this action, or deputise for its lead, so somebody else has to decide: the "
    "vice-chair where it is the chair’s own, the committee in a meeting where it is both’s."
)
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


def why_not_verify(user: Actor, completion: Completion) -> str:
    """Why `user` cannot decide on a claim of completion; "" when they can (rule 6)."""
    if not may(user, Permission.COMPLETION_VERIFY, completion.action.plan.area_id):
        return NOT_VERIFIER
    return OWN_CLAIM if completion.claimed_by_id == user.pk else ""


def led_by(user: Actor, actions: Collection[int], today: date) -> set[int]:
    """The keys, of those given, of the actions that `user` leads today by a post that they hold or
    deputise for, accountable or contributing. One query."""
    held = PostHolding.objects.filter(
        user_id=user.pk or 0, post__leads__action__in=actions
    ).current(today)
    return set(held.values_list("post__leads__action", flat=True)) & set(actions)


def why_not_decide(user: Actor, revision: DeadlineRevision, led: Collection[int]) -> str:
    """Why `user` cannot decide on a new date; "" when they can (rule 5).

    `led` holds the keys of the actions that they lead (`led_by`): nobody decides on their own.
    """
    if not may(user, Permission.DATE_DECIDE, revision.action.plan.area_id):
        return NOT_DECIDER
    return why_own_date(user, revision, led)


def why_own_date(user: Actor, revision: DeadlineRevision, led: Collection[int]) -> str:
    """Why a new date is `user`'s own to ask for and not to decide; "" where it is not."""
    if revision.requested_by_id == user.pk:
        return OWN_REQUEST
    return OWN_ACTION if revision.action_id in led else ""
