"""Histories of a small plan, made by the real services on their days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState, RevisionState
from actions.models import Action, Completion, DeadlineRevision, ProposalDecision
from actions.services import add_action, edit_action, set_leads, withdraw_action
from committees.models import Post
from decisions.services import (
    decide_as_officer,
    decide_completion,
    decide_new_date,
    request_new_date,
)
from documents.schema.content import SnapshotContent
from plans.models import Heading, LegendEntry, Plan
from plans.services import edit_heading
from reporting.queries import snapshots
from reporting.rules.snapshots.order import Order
from tests import factories as make
from timescales.quarters import Period
from updates.services import challenge_rating, record_update
from windows.services import open_window

FIRST = date(2026, 3, 2)
REASON = {"reason": "The second post is still vacant.", "recovery": "Cover is being found."}


@dataclass
class Past:
    """A plan with three actions, and the people who work on it."""

    plan: Plan
    leads: User
    chair: User
    posts: list[Post]
    headings: list[Heading]
    entries: list[LegendEntry]
    frozen: dict[date, SnapshotContent] = field(default_factory=dict)

    def action(self, place: int) -> Action:
        rows = list(Action.objects.filter(plan=self.plan).order_by("pk"))
        return rows[place % len(rows)]

    def freeze(self, day: date) -> None:
        """The content of a snapshot made at the end of a day."""
        order = Order(
            kind="quarterly", as_of=day, period=Period(FIRST, day, "Quarter"),
            frozen_at=timezone.now(), prepared_by="E. Tait", marking="official",
        )  # fmt: skip
        self.frozen[day] = snapshots.build(plan=self.plan, order=order)


def begun() -> Past:
    plan = make.PlanFactory.create()
    level = make.LevelFactory.create(plan=plan)
    headings = [make.HeadingFactory.create(plan=plan, level=level) for _ in range(2)]
    agencies = [make.AgencyFactory.create(), make.AgencyFactory.create(), None]
    posts = [make.PostFactory.create(area=plan.area, agency=agency) for agency in agencies]
    for place in range(3):
        action = make.ActionFactory.create(plan=plan, heading=headings[place % 2])
        make.LeadFactory.create(action=action, post=posts[place])
    entries = list(LegendEntry.objects.filter(legend__plan=plan))
    leads, chair = (make.person_with(role, plan.area) for role in (Role.LEAD_OFFICER, Role.CHAIR))
    return Past(plan, leads, chair, posts, headings, entries)


def lived(past: Past, steps: Iterable[tuple[int, str, int]]) -> Past:
    """Take each step (days since the first, what, a number that chooses) on its own day.

    What a rule refuses is left out, as it would be. "freeze" is taken at the end of its day.
    """
    last_thing = sorted(steps, key=lambda step: (step[0], step[1] == "freeze"))
    for after, what, number in last_thing:
        day = FIRST + timedelta(days=after)
        with time_machine.travel(datetime.combine(day, time(12), UTC), tick=False):
            try:
                STEPS[what](past, day, number)
            except ValidationError:
                continue
    return past


def _update(past: Past, day: date, number: int) -> None:
    action, entry = past.action(number), past.entries[number % len(past.entries)]
    record_update(
        by=past.leads, action=action, expected=action.row_version, entry=entry, as_at=day,
        what_happened="The group met.", evidence="Minutes.", difference="It is quicker.", **REASON,
    )  # fmt: skip


def _decide_claim(past: Past, day: date, number: int) -> None:
    for claim in Completion.objects.filter(action__plan=past.plan, state=CompletionState.CLAIMED):
        decide_completion(
            by=past.chair, completion=claim, verified=number % 3 > 0, on=day, note="Seen."
        )


def _reopen(past: Past, day: date, number: int) -> None:
    done = Completion.objects.filter(action__plan=past.plan, state=CompletionState.VERIFIED)
    done.update(
        state=CompletionState.REOPENED, reopened_by=past.chair, reopened_on=day,
        reopen_reason="The audit found gaps.",
    )  # fmt: skip


def _challenge(past: Past, day: date, number: int) -> None:
    action, entry = past.action(number), past.entries[number % len(past.entries)]
    if update := action.updates.last():
        challenge_rating(
            by=past.chair, action=action, update=update, entry=entry, reason="Not yet.", on=day
        )


def _ask_date(past: Past, day: date, number: int) -> None:
    proposed = day + timedelta(days=30 + number)
    request_new_date(
        by=past.leads, action=past.action(number), proposed=proposed, reason="Late.", on=day,
        impact="Training starts later.",
    )  # fmt: skip


def date_decided(past: Past, row: DeadlineRevision, *, approved: bool, on: date) -> None:
    """Decided by the chair, or by a chief officer where it goes to them."""
    if row.to_chief_officers:
        decide_as_officer(
            by=past.chair, area=past.plan.area, answers={row.pk: approved}, note="Agreed.", on=on
        )
    else:
        decide_new_date(by=past.chair, revision=row, approved=approved, on=on, note="Agreed.")


def _decide_date(past: Past, day: date, number: int) -> None:
    for action in Action.objects.filter(plan=past.plan):
        for row in action.revisions.filter(state=RevisionState.REQUESTED):
            date_decided(past, row, approved=number % 3 > 0, on=day)


def _adopt(past: Past, day: date, number: int) -> None:
    action, entry = past.action(number), past.entries[number % len(past.entries)]
    if not ProposalDecision.objects.filter(action=action, key=str(day)).exists():
        make.ProposalDecisionFactory.create(
            action=action, about=action.updates.last(), key=str(day), canonical=entry.canonical,
            entry=entry, entry_label=entry.label, decided_on=day, accepted=number % 4 > 0,
        )  # fmt: skip


def _edit(past: Past, day: date, number: int) -> None:
    values: list[dict[str, Any]] = [
        {"text": f"Other words {number}"},
        {"number": f"9.{number}"},
        {"expected_impact": f"Children wait {number} days less."},
        {"timescale_words": f"{1 + number % 28} May 2026"},
        {"heading": past.headings[number % 2]},
        {"heading": None},
    ]
    action = past.action(number // 6)
    edit_action(
        by=past.leads, action=action, expected=action.row_version, **values[number % len(values)]
    )


def _rename(past: Past, number: int) -> None:
    heading = past.headings[number % 2]
    heading.refresh_from_db()
    edit_heading(
        by=past.leads, heading=heading, expected=heading.row_version, text=f"Renamed {number}"
    )


def _lead(past: Past, day: date, number: int) -> None:
    first, *rest = past.posts[number % 3 :] + past.posts[: number % 3]
    accountable = first if number % 4 else None
    set_leads(
        by=past.leads, action=past.action(number), accountable=accountable,
        contributing=rest[: number % 3],
    )  # fmt: skip


STEPS: dict[str, Any] = {
    "update": _update,
    "decide claim": _decide_claim,
    "reopen": _reopen,
    "challenge": _challenge,
    "ask date": _ask_date,
    "decide date": _decide_date,
    "adopt": _adopt,
    "edit": _edit,
    "lead": _lead,
    "rename": lambda past, day, number: _rename(past, number),
    "withdraw": lambda past, day, number: withdraw_action(
        by=past.leads, action=past.action(number), reason="Done nationally.", on=day
    ),
    "add": lambda past, day, number: add_action(
        by=past.leads, plan=past.plan, text=f"New {number}", added_on=day,
        heading=past.headings[number % 2], timescale_words="31 May 2026",
        accountable=past.posts[number % 3],
    ),
    "window": lambda past, day, number: open_window(
        by=past.leads, plan=past.plan, label="Quarter", opens_on=day,
        closes_on=day + timedelta(days=14),
    ),
    "freeze": lambda past, day, number: past.freeze(day),
}  # fmt: skip
