"""A plan in which something of everything has happened, for the tests of dashboard and lists.

Two windows: August and November 2026. The names of the actions say what is true of them on `DAY`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Role
from actions.enums import ActionKind, CheckOutcome, CompletionState
from actions.models import Action
from documents.enums import Canonical
from plans.enums import LevelRole
from plans.models import Heading, Plan
from tests import factories as make
from timescales.enums import TimescaleKind

DAY = date(2026, 11, 21)
BEFORE = date(2026, 8, 28)  # the August window's end: what November is compared with
AUGUST, NOVEMBER = date(2026, 8, 10), date(2026, 11, 10)
PAST = date(2026, 7, 31)

GREEN, AMBER, RED = Canonical.ON_TRACK, Canonical.AT_RISK, Canonical.OFF_TRACK
# name: rating in August, rating in November, fields of the action
SAID: dict[str, tuple[Canonical | None, Canonical | None, dict[str, Any]]] = {
    "steady": (GREEN, GREEN, {}),
    "worsened": (GREEN, AMBER, {}),
    "overdue": (AMBER, RED, {"due": PAST}),
    "improved": (AMBER, GREEN, {}),
    "silent": (GREEN, None, {}),
    "unheard": (None, None, {}),
    "new": (None, None, {"due": None, "added_on": date(2026, 10, 15), "timescale_words": "Soon"}),
    "challenged": (GREEN, GREEN, {}),
    "vacant": (GREEN, GREEN, {}),
}


@dataclass
class Busy:
    plan: Plan
    outcomes: list[Heading]
    actions: dict[str, Action]
    reader: User


def busy() -> Busy:
    """The plan, with somebody who may read it."""
    plan = make.PlanFactory.create(title="Busy plan", slug="busy-plan")
    priority = make.LevelFactory.create(plan=plan, singular="Priority", role=LevelRole.PRIORITY)
    outcome = make.LevelFactory.create(plan=plan)
    top = make.HeadingFactory.create(plan=plan, level=priority)
    outcomes = [
        make.HeadingFactory.create(plan=plan, level=outcome, parent=top, number=str(number))
        for number in (1, 2)
    ]
    for opens in (date(2026, 8, 1), date(2026, 11, 1)):
        make.UpdateWindowFactory.create(plan=plan, opens_on=opens)
    actions = {
        name: _rated(plan, outcomes[place % 2], name, *said)
        for place, (name, said) in enumerate(SAID.items())
    }
    actions["loose"] = make.ActionFactory.create(plan=plan, heading=top, text="loose")
    actions["ongoing"] = make.ActionFactory.create(
        plan=plan,
        kind=ActionKind.ONGOING,
        text="ongoing",
        due=None,
        timescale_words="Ongoing",
        timescale_kind=TimescaleKind.CONTINUOUS,
    )
    found = Busy(plan, outcomes, actions, make.person_with(Role.MEMBER, plan.area))
    _decisions(found)
    return found


def _rated(
    plan: Plan,
    heading: Heading,
    name: str,
    august: Canonical | None,
    november: Canonical | None,
    fields: dict[str, Any],
) -> Action:
    action = make.ActionFactory.create(plan=plan, heading=heading, text=name, **fields)
    for day, rating in ((AUGUST, august), (NOVEMBER, november)):
        if rating:
            make.ProgressUpdateFactory.create(action=action, as_at=day, canonical=rating)
    if name != "new":
        lead = make.LeadFactory.create(action=action)
        if name != "vacant":
            make.holder_of(lead.post)
    return action


def _decisions(found: Busy) -> None:
    """A challenge, a date asked for, a claim, a verified completion, a withdrawal."""
    plan, [one, two] = found.plan, found.outcomes
    last = found.actions["challenged"].updates.last()
    make.ChallengeFactory.create(
        action=last.action, update_challenged=last, canonical=RED, made_on=date(2026, 11, 15)
    )
    make.DeadlineRevisionFactory.create(
        action=found.actions["improved"], requested_on=date(2026, 11, 12)
    )
    for name, state in (("claimed", CompletionState.CLAIMED), ("done", CompletionState.VERIFIED)):
        action = found.actions[name] = make.ActionFactory.create(plan=plan, heading=one, text=name)
        make.LeadFactory.create(action=action)
        make.ProgressUpdateFactory.create(action=action, as_at=AUGUST)
        make.CompletionFactory.create(
            action=action, update_claiming__as_at=NOVEMBER, completed_on=NOVEMBER, state=state
        )
    _checked(found)
    found.actions["withdrawn"] = make.ActionFactory.create(
        plan=plan,
        heading=two,
        text="withdrawn",
        withdrawn_on=date(2026, 11, 5),
        withdrawn_reason="Done nationally.",
    )


def _checked(found: Busy) -> None:
    """An update sent back, and a proposed rating accepted beside the lead's own."""
    back, adopted = (found.actions[name].updates.last() for name in ("steady", "worsened"))
    make.UpdateCheckFactory.create(
        action=back.action, update_checked=back, outcome=CheckOutcome.RETURNED, checked_on=DAY
    )
    make.ProposalDecisionFactory.create(action=adopted.action, about=adopted, decided_on=DAY)
