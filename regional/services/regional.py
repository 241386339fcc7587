"""Regional actions: one area offers, each other one ties an action of its own to it, or declines.

Nothing of one area's plan is read or written for another: an offer carries its own words, and who
answers it chooses among the actions of their own area.
"""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from actions.enums import TieState
from actions.models import Action, RegionalAction, Tie
from actions.models.action import WITHDRAWN
from actions.services.text import add_action
from audit.services import record
from audit.services.edits import locked
from committees.models import Area, Body, Post, PostHolding
from committees.queries.interests import bench
from committees.rules.interests import Matter, who_can, why_own
from plans.enums import OVER
from plans.models import Plan
from regional.queries.regional import of_offer


@transaction.atomic
def share_action(
    *, by: User | None, action: Action, body: Body, text: str, areas: Collection[Area]
) -> RegionalAction:
    """Make `action` one of regional group `body`, and offer it in the words of `text` to `areas`.

    Raises ValidationError where the action cannot be tied, the group does not serve its area or one
    of the others, or nothing is offered to anybody.
    """
    locked(action)
    _check_free(action)
    served = {body.area_id, *body.also_serves.values_list("pk", flat=True)}
    if action.plan.area_id not in served:
        raise ValidationError({"body": f"{body} does not serve this area."})
    _check_asked(body, served - {action.plan.area_id}, areas)
    today = timezone.localdate()
    regional = RegionalAction(body=body, text=text.strip(), begun_on=today)
    regional.full_clean(exclude=["body"])
    regional.save()
    area = action.plan.area
    own = Tie(regional=regional, area=area, offered_on=today, tied_on=today)
    own.action, own.state = action, TieState.TIED
    own.save()
    changes = {"group": body.name, "offered_to": [one.name for one in areas]}
    record(by=by, verb="made action regional", target=action, area_id=area.pk, changes=changes)
    _offer(by, regional, areas)
    return regional


@transaction.atomic
def offer_regional(*, by: User | None, tie: Tie, areas: Collection[Area]) -> RegionalAction:
    """Offer to more areas what `tie` ties, in the same words; who declined may be asked again."""
    regional = locked(tie.regional, "body")
    if locked(tie).state != TieState.TIED:
        raise ValidationError("This action is not regional any more.")
    taken = set(_live(regional).values_list("area_id", flat=True))
    served = {regional.body.area_id, *regional.body.also_serves.values_list("pk", flat=True)}
    _check_asked(regional.body, served - taken, areas)
    _offer(by, regional, areas)
    return regional


@transaction.atomic
def answer_tie(
    *,
    by: User | None,
    tie: Tie,
    action: Action | None = None,
    plan: Plan | None = None,
    accountable: Post | None = None,
    timescale_words: str = "",
) -> Tie:
    """Tie an area's own `action` to what it was offered, or a new one in its `plan`, led by
    `accountable`; with neither the offer is declined.

    Whoever offered it accepts it for another area only where nobody else there can. Raises
    ValidationError when it was answered already or the action cannot be tied, ValueError for a plan
    or an action of another area.
    """
    regional = locked(tie.regional, "body")
    tie = locked(tie, "regional__body", "area")
    if tie.state != TieState.OFFERED:
        raise ValidationError(f"This was answered already: {tie.get_state_display().lower()}.")
    if by is not None and (plan or action):
        _refuse_own(by, tie)
    plans = {plan.area_id} if plan else {action.plan.area_id} if action else set()
    if plans - {tie.area_id}:
        raise ValueError("An area ties an action of its own")
    if plan is not None:
        action = add_action(
            by=by,
            plan=plan,
            text=regional.text,
            added_on=timezone.localdate(),
            accountable=accountable,
            timescale_words=timescale_words,
        )
    if action is not None:
        locked(action)
        _check_free(action)
        tie.action, tie.tied_on = action, timezone.localdate()
    tie.state = TieState.TIED if action else TieState.DECLINED
    tie.save(update_fields=["action", "tied_on", "state"])
    _record_answer(by, tie)
    return tie


@transaction.atomic
def end_tie(*, by: User | None, tie: Tie) -> Tie:
    """Untie an area's action from today: it stays in its plan, and the others stay tied.

    Raises ValidationError when it was untied already.
    """
    tie = locked(tie, "action__plan", "regional__body")
    if tie.state != TieState.TIED or tie.action is None:
        raise ValidationError("This action is not regional any more.")
    tie.state, tie.ended_on = TieState.ENDED, timezone.localdate()
    tie.save(update_fields=["state", "ended_on"])
    changes = {"group": tie.regional.body.name}
    record(by=by, verb="untied action", target=tie.action, area_id=tie.area_id, changes=changes)
    return tie


def _refuse_own(by: User, tie: Tie) -> None:
    """Two areas agree by two people, wherever the one that is asked has somebody else."""
    interest, today = of_offer(tie), timezone.localdate()
    why = why_own(Matter.REGIONAL, PostHolding.objects.party(by), interest)
    others = bench(tie.area_id, (Permission.PLAN_EDIT,), today).free(Matter.REGIONAL, interest)
    if why and others:
        raise ValidationError(f"{why} {who_can(Matter.REGIONAL, [str(user) for user in others])}")


def _record_answer(by: User | None, tie: Tie) -> None:
    body, area_id = tie.regional.body, tie.area_id
    changes = {"group": body.name, "answer": tie.get_state_display()}
    target = tie.action or tie.regional
    record(by=by, verb="answered regional action", target=target, area_id=area_id, changes=changes)


def _offer(by: User | None, regional: RegionalAction, areas: Collection[Area]) -> None:
    today = timezone.localdate()
    for area in areas:
        Tie.objects.create(regional=regional, area=area, offered_on=today)
        changes = {"group": regional.body.name}
        verb = "offered regional action"
        record(by=by, verb=verb, target=regional, area_id=area.pk, changes=changes)


def _live(regional: RegionalAction) -> QuerySet[Tie]:
    return regional.ties.filter(state__in=[TieState.OFFERED, TieState.TIED])


def _check_asked(body: Body, open_to: Collection[int], areas: Collection[Area]) -> None:
    if not areas:
        raise ValidationError({"areas": "Choose the areas that are asked."})
    for area in areas:
        if area.pk not in open_to:
            said = f"{body} does not serve {area}, or {area} was asked already."
            raise ValidationError({"areas": said})


def _check_free(action: Action) -> None:
    """An action in force that nothing else ties. Asked after the action is locked."""
    if action.plan.state in OVER:
        raise ValidationError("This plan is closed.")
    if Action.objects.filter(pk=action.pk, withdrawn_on__isnull=False).exists():
        raise ValidationError(WITHDRAWN)
    if Tie.objects.filter(action=action, state=TieState.TIED).exists():
        raise ValidationError("This action is regional already.")


@transaction.atomic
def move_tie(*, by: User | None, sources: Sequence[Action], target: Action) -> Tie | None:
    """Let `target`, which goes on with what `sources` were, be regional in their place from today.

    For services that split, merge or carry forward; None where none of them is regional. Of several
    the first one's tie goes on, and the others end: an action is tied to one. The other areas'
    actions stay tied. Raises ValidationError where `target` is regional already.
    """
    order = [action.pk for action in sources]
    tied = Tie.objects.filter(action__in=order, state=TieState.TIED)
    ties = sorted(tied, key=lambda row: order.index(row.action_id or 0))
    if not ties:
        return None
    for tie in ties:
        end_tie(by=by, tie=tie)
    _check_free(target)
    regional, today = ties[0].regional, timezone.localdate()
    new = Tie(regional=regional, area_id=ties[0].area_id, offered_on=ties[0].offered_on)
    new.action, new.state, new.tied_on = target, TieState.TIED, today
    new.save()
    changes = {"group": regional.body.name}
    verb = "made action regional"
    record(by=by, verb=verb, target=target, area_id=new.area_id, changes=changes)
    return new
