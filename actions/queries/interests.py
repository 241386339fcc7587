"""Whom a decision about an action concerns: who said or asked it, and which posts lead it.

A post leads by its row today, and led by the action's versions on the day that is spoken of: nobody
verifies what they led when it was claimed by having handed it on since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone

from actions.models import Action, Completion, DeadlineRevision, Lead
from actions.rules.detail import ActionDetail
from actions.rules.record import Said
from audit.enums import Kind
from audit.models import Version
from committees.models import PostHolding
from committees.querysets import Actor
from committees.rules.interests import Interest, Matter, why_own
from plans.enums import PlanState
from plans.models import Plan

Days = Mapping[int, frozenset[date]]


class Spoken(Protocol):
    """What was said of an action: a row, or what the loader reads of it."""

    @property
    def pk(self) -> int: ...
    @property
    def action_id(self) -> int: ...
    @property
    def author_id(self) -> int | None: ...
    @property
    def as_at(self) -> date: ...
    @property
    def made_at(self) -> datetime: ...


@dataclass(frozen=True)
class Leads:
    """The posts that lead some actions now, and those that led them from a day on."""

    now: Mapping[int, set[int]]
    kept: Mapping[int, Sequence[tuple[date | None, set[int]]]]

    def posts(self, action: int, days: Iterable[date]) -> frozenset[int]:
        """The posts that lead an action now or led it on one of some days."""
        then = (_last(self.kept.get(action, ()), day) for day in days)
        return frozenset(self.now.get(action, set()).union(*then))


def leads_of(actions: Collection[int]) -> Leads:
    """Who leads and led some actions, by their keys. Two queries."""
    now: defaultdict[int, set[int]] = defaultdict(set)
    for action, post in Lead.objects.filter(action__in=actions).values_list("action", "post"):
        now[action].add(post)
    rows = Version.objects.filter(kind=Kind.ACTION, key__in=actions)
    kept: defaultdict[int, list[tuple[date | None, set[int]]]] = defaultdict(list)
    columns = ("key", "valid_from", "state__accountable", "state__contributing")
    for key, since, accountable, contributing in rows.values_list(*columns):
        kept[key].append((since, {accountable, *(contributing or ())} - {None}))
    return Leads(now, kept)


def lead_posts(days: Days) -> dict[int, frozenset[int]]:
    """By the key of an action, the posts that lead it now or led it on one of its days. Two
    queries."""
    leads = leads_of(days.keys())
    return {action: leads.posts(action, on) for action, on in days.items()}


def _last(versions: Iterable[tuple[date | None, set[int]]], day: date) -> set[int]:
    by_then = [posts for since, posts in versions if since is None or since <= day]
    return by_then[-1] if by_then else set()


def of_action(action: Action, *days: date) -> Interest:
    """A change of an action that nobody asked for: it concerns its leads. Two queries."""
    return of_actions([action.pk], *days)[action.pk]


def of_actions(actions: Iterable[int], *days: date) -> dict[int, Interest]:
    """The same of several, by their keys. Two queries."""
    on = frozenset(days)
    posts = lead_posts(dict.fromkeys(actions, on))
    return {key: Interest(posts=led, days=on) for key, led in posts.items()}


def of_change(action: Action) -> Interest:
    """What an edit of an action concerns: its leads once the plan is agreed, nobody before. Two
    queries, none while the plan is a draft."""
    if action.plan.state == PlanState.DRAFT:
        return Interest()
    return of_action(action, timezone.localdate())


def of_update(update: Spoken, today: date) -> Interest:
    """An answer to what was said of an action. Two queries."""
    return of_words({update.action_id: update}, today)[update.action_id]


def of_words(words: Mapping[int, Spoken | None], today: date) -> dict[int, Interest]:
    """An answer to the last word about each action, by the action's key; None where nobody has
    spoken. Two queries."""
    days = {
        action: _spoken(said, today) if said else frozenset({today})
        for action, said in words.items()
    }
    posts = lead_posts(days)
    return {
        action: Interest(
            pressed=_keys(said.author_id if said else None), posts=posts[action], days=days[action]
        )
        for action, said in words.items()
    }


def of_detail(detail: ActionDetail, today: date) -> dict[Matter, Interest]:
    """Whom each decision on an action's own page concerns. Two queries."""
    action, standing = detail.action.pk, detail.standing
    said = {row.pk: row for row in detail.record.said}
    asked, claim = standing.open_revision, standing.completion
    claiming = said.get(claim.update_claiming_id) if claim else None
    leads = leads_of([action])

    def interest(days: frozenset[date], *keys: int | None) -> Interest:
        return Interest(pressed=_keys(*keys), posts=leads.posts(action, days), days=days)

    def about(update: Said | None, *keys: int | None) -> Interest:
        days = _spoken(update, today) if update else frozenset({today})
        return interest(days, update.author_id if update else None, *keys)

    claimer = claim.claimed_by.pk if claim and claim.claimed_by else None
    asker = asked.requested_by.pk if asked and asked.requested_by else None
    requested = {asked.requested_on} if asked else set()
    return {
        Matter.COMPLETION: about(claiming, claimer),
        Matter.REOPENING: about(claiming, claimer),
        Matter.CHALLENGE: about(detail.last),
        Matter.CHECK: about(detail.last),
        Matter.DATE: interest(frozenset({today, *requested}), asker),
    }


def own_decisions(user: Actor, detail: ActionDetail, plan: Plan, today: date) -> dict[str, str]:
    """What of an action's decisions is this person's own, by matter, with why. Three queries."""
    party, interests = PostHolding.objects.party(user), of_detail(detail, today)
    if plan.state != PlanState.DRAFT:
        interests[Matter.WITHDRAWAL] = replace(interests[Matter.DATE], pressed=frozenset())
    own = {str(matter): why_own(matter, party, one) for matter, one in interests.items()}
    return {matter: why for matter, why in own.items() if why}


def of_completions(claims: Iterable[Completion], today: date) -> dict[int, Interest]:
    """An answer to a claim that an action is complete, by its key. Two queries where the claiming
    updates are loaded."""
    rows = list(claims)
    days = {row.action_id: _spoken(row.update_claiming, today) for row in rows}
    posts = lead_posts(days)
    return {
        row.pk: Interest(
            pressed=_keys(row.claimed_by_id),
            authors=_keys(row.update_claiming.author_id),
            posts=posts[row.action_id],
            days=days[row.action_id],
        )
        for row in rows
    }


def of_dates(asked: Iterable[DeadlineRevision], today: date) -> dict[int, Interest]:
    """An answer to a new date that is asked for, by its key. Two queries."""
    rows = list(asked)
    days = {row.action_id: frozenset({row.requested_on, today}) for row in rows}
    posts = lead_posts(days)
    return {
        row.pk: Interest(
            pressed=_keys(row.requested_by_id),
            posts=posts[row.action_id],
            days=days[row.action_id],
        )
        for row in rows
    }


def _spoken(update: Spoken, today: date) -> frozenset[date]:
    """The day that an update speaks of, that on which it was recorded, and today."""
    return frozenset({update.as_at, timezone.localdate(update.made_at), today})


def _keys(*keys: int | None) -> frozenset[int]:
    return frozenset(key for key in keys if key)
