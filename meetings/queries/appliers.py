"""Whose decision each new date of a meeting is, and who may apply what the meeting recorded.

What the committee agreed is applied by somebody whose own it is not: a completion, a rating, a
change of lead and a withdrawal by whoever does not lead the action; where all do, by whoever did
not ask for it, for it is the committee's own decision.

The chair decides on a new date, the vice-chair where it is the chair's own, the committee itself
where it is both's; what goes to the chief officers is asked for and waits for them (rule 5). It is
worked out when a decision is recorded and again when it is applied, by the same function.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from accounts.models import User
from accounts.roles import Permission, Role, roles_with
from actions.enums import CompletionState, DecidedAs, RevisionState
from actions.models import Completion, DeadlineRevision
from actions.queries.date_rule import date_rule_of
from actions.queries.interests import of_actions, of_completions, of_dates
from actions.rules.overdue import goes_to_chief_officers
from committees.models import PostHolding, RoleGrant
from committees.rules.interests import Interest, Matter, Party, why_own
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from plans.models import Plan

WHOSE = {
    DecidedAs.CHAIR: "A new date is the chair’s to decide.",
    DecidedAs.VICE_CHAIR: "The vice-chair decides: it is the chair’s own.",
    DecidedAs.COMMITTEE: "The committee itself decides: it is the chair’s own, and no vice-chair "
    "is free to decide.",
    DecidedAs.CHIEF_OFFICERS: "It is asked for, and the chief officers group decides.",
}
# what is decided of an action beside its date and its completion, by the kind of the decision
LED = {
    DecisionKind.RATING: Matter.RATING,
    DecisionKind.LEAD: Matter.LEAD,
    DecisionKind.WITHDRAW: Matter.WITHDRAWAL,
}


@dataclass(frozen=True)
class Appliers:
    """Who may apply one decision; `decided_as` says whose decision a new date is, else None."""

    people: Sequence[User]
    decided_as: DecidedAs | None = None
    anybody: bool = False  # who records decisions here
    # whether the committee itself decides, for it is the own of everybody who could
    committee: bool = False

    @property
    def told(self) -> str:
        """Who may apply it, and whose decision it is, as a sentence."""
        names = " or ".join(str(user) for user in self.people) or "Nobody here"
        whose = WHOSE[self.decided_as] if self.decided_as else ""
        return f"{names} can apply it. {whose}".strip()

    def may(self, user: User) -> bool:
        return self.anybody or user in self.people


class _Facts(NamedTuple):
    """What is known about a plan's people and dates: five queries, two more for each kind of
    decision that waits: claims, dates."""

    people: dict[User, set[str]]  # who records meetings here today, with their roles
    parties: dict[int, Party]  # what they hold, by their keys
    leads: dict[int, Interest]  # whom an action concerns by the posts that lead it
    asked: dict[int, DeadlineRevision]  # the request that waits, by action
    dates: dict[int, Interest]  # whom that request concerns, by action
    claims: dict[int, Interest]  # whom a claim of completion concerns, by action
    moved: dict[int, int]  # how often a date was moved, by action

    def free(self, matter: Matter, interest: Interest) -> list[User]:
        """Those whose own it is not."""
        return [user for user in self.people if not self.own(matter, user, interest)]

    def own(self, matter: Matter, user: User, interest: Interest) -> bool:
        return bool(why_own(matter, self.parties[user.pk], interest))


def appliers_of(plan: Plan, rows: Sequence[MeetingDecision], today: date) -> dict[int, Appliers]:
    """Who may apply each decision of `rows`, by its key (None for one that is not saved yet)."""
    actions = [row.action_id for row in rows if row.action_id]
    facts = _facts(plan, actions, today)
    rule = date_rule_of(plan)
    appliers: dict[int, Appliers] = {}
    for row in rows:
        if row.kind == DecisionKind.EXTEND and row.action and row.proposed_due:
            first_due, moved = row.action.first_due, facts.moved.get(row.action.pk, 0)
            officers = first_due is not None and goes_to_chief_officers(
                moved, first_due, row.proposed_due,
                from_move=rule.officers_from_move, after_days=rule.officers_after_days,
            )  # fmt: skip
            appliers[row.pk] = _of_date(row, facts, officers=officers)
        elif row.kind == DecisionKind.COMPLETE and row.action_id in facts.claims:
            claim = facts.claims[row.action_id or 0]
            appliers[row.pk] = _of_others(Matter.COMPLETION, claim, claim.minuted, facts)
        elif row.kind in LED:
            led = facts.leads.get(row.action_id or 0, Interest())
            wrote = Interest(pressed=frozenset({row.recorded_by_id}))
            appliers[row.pk] = _of_others(LED[DecisionKind(row.kind)], led, wrote, facts)
        else:
            appliers[row.pk] = Appliers(list(facts.people), anybody=True)
    return appliers


def _of_others(matter: Matter, interest: Interest, minuted: Interest, facts: _Facts) -> Appliers:
    """Those whose own it is not; where it is everybody's, the committee's: those who did not ask
    for it or write it down."""
    if free := facts.free(matter, interest):
        return Appliers(free)
    return Appliers(facts.free(matter, minuted), committee=True)


def _of_date(row: MeetingDecision, facts: _Facts, *, officers: bool) -> Appliers:
    """A request of another date that waits is declined with it: not by whoever asked for it."""
    asked = facts.asked.get(row.action_id or 0)
    same = asked is not None and asked.proposed_due == row.proposed_due
    own = {asked.requested_by_id} if asked else set()
    if same and asked and asked.to_chief_officers:
        return Appliers(list(facts.people), DecidedAs.CHIEF_OFFICERS)
    if not same:
        own |= set() if officers else {row.recorded_by_id}
    others = [user for user in facts.people if user.pk not in own]
    if officers and not same:
        return Appliers(others, DecidedAs.CHIEF_OFFICERS)
    key = row.action_id or 0
    interest = facts.dates[key] if same else facts.leads.get(key, Interest())
    led = {user.pk for user in facts.people if facts.own(Matter.DATE, user, interest)}
    for role, decided_as in (
        (Role.CHAIR, DecidedAs.CHAIR),
        (Role.VICE_CHAIR, DecidedAs.VICE_CHAIR),
    ):
        free = [user for user in others if role in facts.people[user] and user.pk not in led]
        if free:
            stands_in = [
                user
                for user in others
                if Role.VICE_CHAIR in facts.people[user] and user.pk not in led | _keys(free)
            ]
            return Appliers([*free, *stands_in], decided_as)
    return Appliers(others, DecidedAs.COMMITTEE, committee=True)


def _keys(users: Sequence[User]) -> set[int]:
    return {user.pk for user in users}


def _facts(plan: Plan, actions: Sequence[int], today: date) -> _Facts:
    roles = roles_with(Permission.MEETING_RECORD)
    grants = RoleGrant.objects.filter(area=plan.area_id, role__in=roles, user__is_active=True)
    people: defaultdict[User, set[str]] = defaultdict(set)
    for grant in grants.current(today).select_related("user").order_by("pk"):
        people[grant.user].add(grant.role)
    dates = DeadlineRevision.objects.filter(action__in=actions)
    asked, moved = {}, dict.fromkeys(actions, 0)
    for row in dates.exclude(state=RevisionState.DECLINED):
        if row.state == RevisionState.REQUESTED:
            asked[row.action_id] = row
        else:
            moved[row.action_id] += 1
    claims = list(
        Completion.objects.filter(action__in=actions, state=CompletionState.CLAIMED).select_related(
            "update_claiming"
        )
    )
    concerned, dated = of_completions(claims, today), of_dates(asked.values(), today)
    return _Facts(
        people=dict(people),
        parties=PostHolding.objects.parties([user.pk for user in people]),
        leads=of_actions(actions, today),
        asked=asked,
        dates={action: dated[row.pk] for action, row in asked.items()},
        claims={row.action_id: concerned[row.pk] for row in claims},
        moved=moved,
    )
