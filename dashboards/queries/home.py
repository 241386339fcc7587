"""What needs one person now: updates asked, decisions waiting, reports to prepare or release."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.roles import Permission
from actions.enums import CompletionState, RevisionState
from actions.models import Completion, DeadlineRevision
from committees.models import Area, Meeting
from committees.permissions import makes_areas, may, may_anywhere
from committees.queries.access import to_confirm as to_confirm_access
from dashboards.queries.figures_asked import FiguresAsked, figures_asked
from dashboards.queries.first_steps import vacant_posts
from dashboards.queries.quarter import Ahead, ahead_of
from dashboards.queries.released import Editions, Released, editions_for, released_to
from dashboards.queries.risks import reviews_to_give
from decisions.queries.check_counts import check_counts
from decisions.queries.decision_queue import waiting_for_chief_officers
from governance.models import Strategy, Term
from governance.queries.due import Due, due_in
from meetings.enums import DecisionState
from meetings.models import MeetingDecision
from narratives.queries.to_do import PartsWaiting, parts_waiting
from plans.enums import PlanState
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Report, Section, Snapshot
from reporting.queries.directions import DirectionRow, awaiting
from reporting.queries.distribution import to_confirm
from reporting.queries.reports import content_of
from reporting.rules.versions import later, replacement
from returns.models import Duty
from returns.queries.to_do import ReturnsWaiting, returns_waiting
from risks.models import Risk
from risks.queries.reviews import WantedReview
from updates.queries.my_actions import Mine, my_actions

NEAR = timedelta(days=14)
SHOWN_ASKED = 5


HERE: Final = OuterRef("pk")
# registers of which the first page asks, beside the areas themselves
KEEPS: Final = {
    "keeps_risks": Exists(Risk.objects.filter(area=HERE)),
    "keeps_returns": Exists(Duty.objects.filter(area=HERE)),
    "keeps_parts": Exists(
        Section.objects.filter(
            report__area=HERE, report__state=ReportState.DRAFT, steps__isnull=False
        )
    ),
    "keeps_offices": Exists(Term.objects.filter(membership__body__area=HERE))
    | Exists(Strategy.objects.filter(body__area=HERE)),
}


@dataclass(frozen=True)
class Waiting:
    """Decisions about one plan that this person may take: none of their own asking.

    `officers_dates` are the chief officers group's to decide; here its decision is written down.
    """

    plan: Plan
    completions: int
    dates: int
    officers_dates: int = 0

    @property
    def total(self) -> int:
        return self.completions + self.dates + self.officers_dates


@dataclass(frozen=True)
class Checking:
    """How many updates of one plan this person has to check."""

    plan: Plan
    updates: int


@dataclass(frozen=True)
class MeetingToApply:
    """A meeting near today with decisions about one plan that are recorded and not applied."""

    plan: Plan
    meeting: Meeting
    decisions: int


@dataclass(frozen=True)
class VacantPosts:
    """How many posts of an area lead something and have no holder. `fills`: this person may say
    who holds them."""

    area: Area
    posts: int
    fills: bool


@dataclass(frozen=True)
class AccessWaiting:
    """How many changes of who sees what wait in an area for this person to confirm."""

    area: Area
    changes: int


@dataclass(frozen=True)
class Home:
    """One person's first page. `area` is the one chosen, None for all of them."""

    areas: Sequence[Area]
    area: Area | None
    asked: Sequence[Mine]
    asked_total: int
    closes_on: date | None
    leads: bool
    waiting: Sequence[Waiting]
    preparing: Sequence[Report]
    sent_back: Sequence[Report]
    to_confirm: Sequence[Report]
    to_release: Sequence[Report]
    meetings: Sequence[MeetingToApply]
    issued: Report | None
    plans: Sequence[Plan]
    reads_reports: bool
    manages_people: bool
    directions: Sequence[DirectionRow]
    checking: Sequence[Checking] = ()
    access: Sequence[AccessWaiting] = ()
    dates: int = 0  # new dates that wait for this chief officer
    asked_of_officers: Sequence[str] = ()  # decisions that the newest issued report asks for
    ahead: Ahead | None = None
    beginning: Sequence[Area] = ()  # areas of theirs to set up, without a plan in force
    vacant: Sequence[VacantPosts] = ()
    unheld: bool = False  # whether any of the areas has such posts, shown to this person or not
    makes_areas: bool = False
    figures: Sequence[FiguresAsked] = ()
    reviews: Sequence[WantedReview] = ()  # of risks that this person owns
    returns: ReturnsWaiting | None = None
    parts: PartsWaiting | None = None  # of reports: to write, or to read and agree
    released: Sequence[Released] = ()  # to an inspector
    editions: Sequence[Editions] = ()  # for who reads nothing else
    committees: Sequence[Due] = ()  # terms and reviews that fall due, for lead officer and chairs

    @property
    def reads_only(self) -> bool:
        """Whether all that this person may do here is to read what was released."""
        return bool(self.released or self.editions) and not self.leads

    @property
    def quiet(self) -> bool:
        """Whether nothing waits for this person."""
        waits = (
            *(self.asked, self.waiting, self.preparing, self.sent_back, self.to_release),
            *(self.to_confirm, self.directions, self.checking, self.meetings, self.dates),
            *(self.beginning, self.unheld, self.access, self.figures, self.reviews),
            *(self.committees, self.returns, self.parts),
        )
        return not any(waits)


def home_of(user: User, today: date, chosen: str = "") -> Home:
    """The first page of `user`; `chosen` is the slug of one of their areas, or "" for all."""
    areas = list(Area.objects.known_to(user).annotate(**KEEPS))
    area = next((one for one in areas if one.slug == chosen), None)
    within = [area] if area else areas
    plans = [
        plan for plan in Plan.objects.visible_to(user).select_related("area") if plan.area in within
    ]
    reports = [report for report in _reports(user) if report.area in within]
    leads = any(may_anywhere(user, one) for one in (Permission.UPDATE_OWN, Permission.UPDATE_GROUP))
    mine = my_actions(user, today) if leads else None
    asked = [row for row in mine.asked if row.action.plan in plans] if mine else []
    current = _current(reports)
    issued = [report for report in current if report.state == ReportState.ISSUED]
    newest = max(issued, key=lambda report: report.as_of, default=None)
    drafts = [report for report in reports if _prepares(user, report)]
    vacant = vacant_posts(within, today)
    unread = {row.report_id for row in to_confirm(user)} if issued else set()
    return Home(
        areas=areas,
        area=area,
        asked=asked[:SHOWN_ASKED],
        asked_total=len(asked),
        closes_on=mine.closes_on if mine and asked else None,
        leads=bool(mine and mine.total),
        waiting=_waiting(user, plans),
        preparing=[report for report in drafts if not _sent_back(report)],
        sent_back=[report for report in drafts if _sent_back(report)],
        to_confirm=[report for report in issued if report.pk in unread],
        to_release=[report for report in current if _releases(user, report)],
        meetings=_to_apply(user, plans, today),
        issued=newest,
        plans=plans,
        reads_reports=may_anywhere(user, Permission.REPORT_READ_ISSUED),
        manages_people=may_anywhere(user, Permission.PEOPLE_MANAGE),
        directions=_directions(user, within, today),
        checking=_checking(user, plans, today),
        access=_access(user, within, today),
        dates=_dates(user, within, today),
        beginning=_beginning(user, within),
        vacant=_vacant(user, within, vacant),
        unheld=bool(vacant),
        makes_areas=makes_areas(user),
        figures=figures_asked(user, within, today),
        reviews=reviews_to_give(user, _keeping(within, "risks"), today),
        returns=returns_waiting(user, _keeping(within, "returns"), today),
        parts=parts_waiting(user, _keeping(within, "parts"), today),
        released=released_to(user, within, today),
        editions=editions_for(user, within),
        asked_of_officers=_decisions(user, newest),
        ahead=ahead_of(user, plans, today),
        committees=_committees(user, _keeping(within, "offices"), today),
    )


def _keeping(areas: Sequence[Area], name: str) -> list[Area]:
    """Those of `areas` that keep a register: of the others nothing of it is asked."""
    return [area for area in areas if getattr(area, f"keeps_{name}")]


def _committees(user: User, areas: Sequence[Area], today: date) -> list[Due]:
    """What falls due of the committee itself. Two queries, for those who record its meetings."""
    own = [area for area in areas if may(user, Permission.MEETING_RECORD, area)]
    return due_in(own, today)


def _beginning(user: User, areas: Sequence[Area]) -> list[Area]:
    """Areas that `user` sets up and that have no plan in force yet. One query, for those."""
    own = [area for area in areas if may(user, Permission.PEOPLE_MANAGE, area)]
    in_force = (
        Plan.objects.filter(area__in=own).standing().exclude(state=PlanState.DRAFT).order_by()
    )
    set_up = set(in_force.values_list("area_id", flat=True)) if own else set()
    return [area for area in own if area.pk not in set_up]


def _vacant(user: User, areas: Sequence[Area], posts: Mapping[int, int]) -> list[VacantPosts]:
    """For those who read the plan or say who holds posts."""
    return [
        VacantPosts(area, posts[area.pk], may(user, Permission.PEOPLE_MANAGE, area))
        for area in areas
        if area.pk in posts
        and (may(user, Permission.PLAN_READ, area) or may(user, Permission.PEOPLE_MANAGE, area))
    ]


def _decisions(user: User, report: Report | None) -> list[str]:
    """What the newest report asks of chief officers, for those who decide it. One query."""
    if report is None or not may(user, Permission.DATE_DECIDE_LATER, report.area_id):
        return []
    return content_of(Snapshot.objects.get(report=report))["decisions"]


def _checking(user: User, plans: Sequence[Plan], today: date) -> list[Checking]:
    """Updates to be checked by plan. Two queries, for those who check."""
    own = [plan for plan in plans if may(user, Permission.UPDATE_CHECK, plan.area_id)]
    counts = check_counts(own, user, today)
    return [Checking(plan, counts[plan.pk]) for plan in own if counts[plan.pk]]


def _access(user: User, areas: Sequence[Area], today: date) -> list[AccessWaiting]:
    """Changes of access for this second person. One query, for those who confirm them."""
    counts = to_confirm_access(user, areas, today)
    return [AccessWaiting(area, counts[area.pk]) for area in areas if area.pk in counts]


def _waiting(user: User, plans: Sequence[Plan]) -> list[Waiting]:
    """Decisions by plan, leaving out what `user` asked for (rules 5 and 6). Two queries."""
    deciding = [p for p in plans if may(user, Permission.DATE_DECIDE, p.area_id)]
    verifying = [p for p in plans if may(user, Permission.COMPLETION_VERIFY, p.area_id)]
    dates = Counter(
        DeadlineRevision.objects.filter(action__plan__in=deciding, state=RevisionState.REQUESTED)
        .filter(action__withdrawn_on=None)
        .exclude(requested_by=user)
        .values_list("action__plan", "to_chief_officers")
    )
    claims = Counter(
        Completion.objects.filter(action__plan__in=verifying, state=CompletionState.CLAIMED)
        .filter(action__withdrawn_on=None)
        .exclude(claimed_by=user)
        .values_list("action__plan", flat=True)
    )
    listed = [
        Waiting(plan, claims[plan.pk], dates[plan.pk, False], dates[plan.pk, True])
        for plan in plans
    ]
    return [waiting for waiting in listed if waiting.total]


def _dates(user: User, areas: Sequence[Area], today: date) -> int:
    """New dates that this chief officer may decide on: none of their own asking (rule 5)."""
    if not may_anywhere(user, Permission.DATE_DECIDE_LATER):
        return 0
    waits = waiting_for_chief_officers(user, today)
    return sum(len(one.open) for one in waits if one.area in areas)


def _directions(user: User, areas: Sequence[Area], today: date) -> list[DirectionRow]:
    """Open directions without an answer; nothing is asked for those who do not answer them."""
    answers = may_anywhere(user, Permission.DIRECTION_ANSWER)
    return awaiting(user, areas, today) if answers else []


def _to_apply(user: User, plans: Sequence[Plan], today: date) -> list[MeetingToApply]:
    """Meetings of the last and next two weeks whose decisions wait to be applied. One query."""
    recording = {p.pk: p for p in plans if may(user, Permission.MEETING_RECORD, p.area_id)}
    near = (today - NEAR, today + NEAR)
    rows = MeetingDecision.objects.filter(
        plan__in=recording, state=DecisionState.RECORDED, meeting__held_on__range=near
    ).select_related("meeting__body")
    counted = Counter((row.plan_id, row.meeting) for row in rows)
    return [MeetingToApply(recording[pk], meeting, n) for (pk, meeting), n in counted.items()]


def _reports(user: User) -> QuerySet[Report]:
    return Report.objects.visible_to(user).select_related("area", "plan", "corrects__returned_by")


def _current(reports: Sequence[Report]) -> list[Report]:
    """Those that count: not replaced by an issued version, nor waiting while another has begun."""
    kin = Report.objects.families(reports)
    return [
        report
        for report in reports
        if replacement(report, kin[report.pk]) is None
        and not (report.state == ReportState.FROZEN and later(report, kin[report.pk]))
    ]


def _sent_back(report: Report) -> bool:
    """Whether the chair sent the version before this one back."""
    return report.corrects is not None and report.corrects.state == ReportState.RETURNED


def _prepares(user: User, report: Report) -> bool:
    mine = may(user, Permission.REPORT_PREPARE, report.area_id)
    return mine and report.state == ReportState.DRAFT


def _releases(user: User, report: Report) -> bool:
    """A frozen report waits for somebody who did not prepare it."""
    mine = may(user, Permission.REPORT_ISSUE, report.area_id)
    return mine and report.state == ReportState.FROZEN and report.prepared_by_id != user.pk
