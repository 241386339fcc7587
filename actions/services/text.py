"""What the plan says about an action: its words, its timescale, its leads, its withdrawal."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.enums import ActionKind
from actions.models import Action, Lead
from actions.queries.interests import of_change
from audit.services import keep, record
from audit.services.edits import after_last, edit, locked, write_if_unchanged
from committees.models import Meeting, Post, PostHolding
from committees.rules.interests import Interest, Matter, why_own
from outcomes.models import HighLevelOutcome, Measure
from plans.enums import PlanState
from plans.models import Heading, Plan
from plans.services import refuse_over, require_review
from timescales.date_format import long_day
from timescales.days import Period
from timescales.timescale import Understanding, understand


@transaction.atomic
def add_action(
    *,
    by: User | None,
    plan: Plan,
    text: str,
    added_on: date,
    heading: Heading | None = None,
    kind: ActionKind = ActionKind.RATED,
    number: str = "",
    timescale_words: str = "",
    accountable: Post | None = None,
    contributing: Sequence[Post] = (),
    added_at: Meeting | None = None,
    entered_on: date | None = None,
    **words: str,
) -> Action:
    """Put an action last in the plan; its timescale's words are kept and their meaning worked out.

    `words` may give expected_impact, evidence, origin and origin_note; `added_at` is the meeting
    that added it, and `entered_on` the day it was written down where that is later. Raises
    ValidationError for empty text, a closed plan or the same action once more, ValueError when
    heading or posts are another plan's or area's.
    """
    if heading and heading.plan_id != plan.pk:
        raise ValueError("An action's heading belongs to its own plan")
    require_review(locked(plan))
    _refuse_twice(plan, heading, text, number)
    meaning = read_timescale(plan, timescale_words)
    action = Action(
        plan=plan,
        heading=heading,
        kind=kind,
        position=after_last(Action.objects.filter(plan=plan, kind=kind)),
        number=number.strip(),
        text=text,
        added_on=added_on,
        entered_on=entered_on or added_on,
        added_at=added_at,
        **timescale_fields(timescale_words, meaning),
        **words,
    )
    action.full_clean()
    action.save()
    write_leads(action, accountable, contributing)
    _keep(by, action)
    record(by=by, verb="added action", target=action, area_id=plan.area_id)
    return action


@transaction.atomic
def edit_action(*, by: User, action: Action, expected: int, **values: Any) -> Action:
    """Change what the plan says about an action. Raises EditConflict when it is not as `expected`.

    Once the plan is agreed, words that would move the date are refused with ValidationError: a new
    date is asked for and decided, so that the first agreed one is never overwritten (rule 5).
    """
    require_review(action.plan)
    words = values.get("timescale_words", action.timescale_words)
    if words != action.timescale_words:
        meaning = read_timescale(action.plan, words)
        _refuse_hidden_move(action, meaning)
        fields = timescale_fields(words, meaning)
        if action.plan.state != PlanState.DRAFT and action.first_due:
            fields.update(first_due=action.first_due, due=action.due)
        values.update(fields)
    changes = edit(action, values, expected=expected, check=_check)
    if changes:
        _keep(by, action)
        area_id = action.plan.area_id
        record(by=by, verb="edited action", target=action, area_id=area_id, changes=changes)
    return action


@transaction.atomic
def set_leads(
    *,
    by: User | None,
    action: Action,
    accountable: Post | None,
    contributing: Sequence[Post],
    expected: int | None = None,
    decided_at: Meeting | None = None,
    reason: str = "",
    own_too: bool = False,
) -> None:
    """Name the one accountable lead and the contributing ones, in order. Replaces those before.

    `decided_at` is the meeting that decided it, from whose day it is so; `own_too` says that
    the committee decided and everybody here leads the action. Where they are named so already
    nothing is written. Raises EditConflict when the action is not as `expected`, where a version is
    given, and ValidationError where `by` would take an agreed action off a post of their own.
    """
    refuse_over(action.plan)
    locked(action)
    leads = list(action.leads.select_related("post"))
    wanted = dict.fromkeys(post.pk for post in (accountable, *contributing) if post)
    if [lead.post_id for lead in leads] == [*wanted] and _accountable(leads) == accountable:
        return
    if expected is not None:
        write_if_unchanged(action, expected=expected)
    before = [str(lead) for lead in leads]
    action.leads.all().delete()
    write_leads(action, accountable, contributing)
    if by is not None and not own_too:
        refuse_own_hands(by, action, leads, action.leads.all())
    _keep(by, action, on=decided_at.held_on if decided_at else None)
    after = [str(post) for post in (accountable, *contributing) if post]
    accountables = [str(_accountable(leads) or ""), str(accountable or "")]
    changes: dict[str, Any] = {"leads": [before, after], "accountable": accountables}
    if decided_at:
        changes |= {"on": decided_at.held_on, "meeting": str(decided_at), "reason": reason}
    area_id = action.plan.area_id
    record(by=by, verb="changed leads", target=action, area_id=area_id, changes=changes)


@transaction.atomic
def link_action(
    *,
    by: User | None,
    action: Action,
    outcomes: Iterable[HighLevelOutcome] = (),
    measures: Iterable[Measure] = (),
    on: date | None = None,
) -> None:
    """Say to which outcomes an action contributes and by what it is measured, besides those before.

    `on` is the day from which it is so, where that lies before today. Raises ValueError for another
    plan's.
    """
    chosen, by_what = list(outcomes), list(measures)
    plans = {row.plan_id for row in chosen} | {row.plan_id for row in by_what}
    if plans - {action.plan_id}:
        raise ValueError("An action contributes to outcomes and measures of its own plan only")
    action.outcomes.add(*chosen)
    action.measures.add(*by_what)
    _keep(by, action, on=on)
    changes = {"outcomes": chosen, "measures": by_what}
    area_id = action.plan.area_id
    record(by=by, verb="linked action", target=action, area_id=area_id, changes=changes)


@transaction.atomic
def set_links(
    *,
    by: User,
    action: Action,
    expected: int,
    outcomes: Iterable[HighLevelOutcome],
    measures: Iterable[Measure],
) -> Action:
    """Say to which outcomes an action contributes and by what it is measured, instead of those
    before. Where it is so already nothing is written.

    Raises EditConflict when the action is not as `expected`, ValueError for another plan's.
    """
    refuse_over(action.plan)
    locked(action)
    wanted: dict[str, Any] = {"outcomes": list(outcomes), "measures": list(measures)}
    if {row.plan_id for rows in wanted.values() for row in rows} - {action.plan_id}:
        raise ValueError("An action contributes to outcomes and measures of its own plan only")
    before: dict[str, Any] = {
        "outcomes": list(action.outcomes.all()),
        "measures": list(action.measures.all()),
    }
    changes = {
        name: [[str(row) for row in rows], [str(row) for row in wanted[name]]]
        for name, rows in before.items()
        if {row.pk for row in rows} != {row.pk for row in wanted[name]}
    }
    if not changes:
        return action
    write_if_unchanged(action, expected=expected)
    action.outcomes.set(wanted["outcomes"])
    action.measures.set(wanted["measures"])
    _keep(by, action)
    area_id = action.plan.area_id
    record(by=by, verb="changed links", target=action, area_id=area_id, changes=changes)
    return action


@transaction.atomic
def withdraw_action(
    *, by: User, action: Action, reason: str, on: date, own_too: bool = False
) -> Action:
    """Take an action out of the plan from a day, with the reason. It stays in the record.

    `own_too` says that it goes on in another action, or that a meeting decided it and everybody
    here leads it. Raises ValidationError without a reason, for a day before it was added, when it
    was withdrawn already, and where `by` leads it and the plan is agreed.
    """
    require_review(action.plan)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is withdrawn."})
    if on < action.added_on:
        raise ValidationError({"on": "It cannot be withdrawn before it was added."})
    party = PostHolding.objects.party(by)
    if not own_too and (why := why_own(Matter.WITHDRAWAL, party, of_change(action))):
        raise ValidationError(why)
    changed = Action.objects.filter(pk=action.pk, withdrawn_on=None).update(
        withdrawn_on=on, withdrawn_reason=reason.strip()
    )
    if not changed:
        raise ValidationError("This action was withdrawn already.")
    action.refresh_from_db()
    _keep(by, action, on=on)
    changes = {"withdrawn_on": on, "reason": reason.strip()}
    area_id = action.plan.area_id
    record(by=by, verb="withdrew action", target=action, area_id=area_id, changes=changes)
    return action


def refuse_own_hands(user: User, action: Action, was: Iterable[Lead], now: Iterable[Lead]) -> None:
    """Nobody takes an agreed action off a post of their own: that is for others to decide.

    Raises ValidationError for a post of `user`'s that led it and leads it no more, or was
    accountable and is not.
    """
    if action.plan.state == PlanState.DRAFT:
        return
    still, then = {_weight(lead) for lead in now}, {_weight(lead) for lead in was}
    lost = {post for post, accountable in then - still if accountable or (post, True) not in still}
    handed = Interest(posts=frozenset(lost), days=frozenset({timezone.localdate()}))
    if why := why_own(Matter.LEAD, PostHolding.objects.party(user), handed):
        raise ValidationError(why)


def _weight(lead: Lead) -> tuple[int, bool]:
    return lead.post_id, lead.accountable


def read_timescale(plan: Plan, words: str) -> Understanding:
    """What `words` mean in this plan: a year without a start month takes the plan's period."""
    return understand(words, Period(plan.period_start, plan.period_end))


def timescale_fields(words: str, meaning: Understanding) -> dict[str, Any]:
    """The fields of an Action that keep a timescale's words and what was understood of them."""
    return {
        "timescale_words": words,
        "timescale_kind": meaning.kind,
        "recurrence": meaning.recurrence,
        "starts": meaning.starts,
        "first_due": meaning.due,
        "due": meaning.due,
    }


def _check(action: Action) -> None:
    action.full_clean(exclude=["row_version"])


def _accountable(leads: Iterable[Lead]) -> Post | None:
    return next((lead.post for lead in leads if lead.accountable), None)


def _keep(by: User | None, action: Action, on: date | None = None) -> None:
    """Keep a version of the action as the database has it, whatever the caller's object holds."""
    keep(by=by, row=Action.objects.with_facts().get(pk=action.pk), on=on)


def _refuse_twice(plan: Plan, heading: Heading | None, text: str, number: str) -> None:
    """A button pressed twice, or sent again after going back, does not make a second action."""
    same = Action.objects.filter(plan=plan, heading=heading, text=text, number=number.strip())
    if same.filter(withdrawn_on=None).exists():
        raise ValidationError({"text": "This action is in the plan already, in the same place."})


def _refuse_hidden_move(action: Action, meaning: Understanding) -> None:
    agreed = action.first_due if action.plan.state != PlanState.DRAFT else None
    if agreed and meaning.due not in (agreed, action.due):
        raise ValidationError(
            {
                "timescale_words": (
                    f"The plan is agreed with the date {long_day(agreed)}. "
                    "Ask for a new date instead, so that the first one stays on record."
                )
            }
        )


def write_leads(action: Action, accountable: Post | None, contributing: Sequence[Post]) -> None:
    """Write the leads of an action that has none; who wrote them is recorded by the caller."""
    posts = [post for post in (accountable, *contributing) if post]
    if any(post.area_id != action.plan.area_id for post in posts):
        raise ValueError("Leads are posts of the plan's own area")
    seen = list(dict.fromkeys(posts))
    Lead.objects.bulk_create(
        Lead(action=action, post=post, accountable=post == accountable, position=position)
        for position, post in enumerate(seen, start=1)
    )
