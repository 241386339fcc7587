"""What is asked of whom on a day, from the rows as they are at this moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from actions.enums import CheckOutcome, CompletionState
from actions.models import Action, Completion, UpdateCheck
from actions.queries.occurrences import fell_due_of
from actions.queries.record import plan_record
from actions.rules.occurrences import RECURS, FellDue
from actions.rules.overdue import CLOSED
from actions.rules.record import Completed, LeadState
from actions.rules.standing import Standing
from committees.enums import Seat
from committees.models import Area, Membership, Offsets, RoleGrant
from documents.enums import Silence
from letters.enums import LetterState
from plans.enums import PlanState
from plans.models import Plan
from reminders.enums import ReminderKind
from reminders.enums import Why as Why
from reminders.models import Reminder
from reminders.queries.asked_figures import FigureAsk, figure_asks
from reminders.queries.asked_parts import PartAsk, part_asks
from reminders.queries.asked_returns import ReturnAsk, return_asks
from reminders.queries.asked_reviews import ReviewAsk, review_asks
from reminders.rules.line import Line, bodies_behind
from reminders.rules.steps import (
    CHAIR,
    COORDINATOR,
    DEPUTY,
    LEAD,
    MADE_UP_FOR,
    Asking,
    due_step,
    sent_back_due,
)
from windows.models import UpdateWindow, WindowReopening

ASKED_OF: Final = (PlanState.AGREED, PlanState.PUBLISHED)
# steps after the closing come within so many days of it (the offsets' own limit, and making up)
EVERYBODY: Final = (LEAD, DEPUTY, CHAIR, COORDINATOR)
HANDED_BACK: Final = (CompletionState.RETURNED, CompletionState.REOPENED)
LATEST: Final = timedelta(days=90) + MADE_UP_FOR


Asked = tuple[User, "Why", tuple[ReminderKind, ...]]


@dataclass(frozen=True)
class Ask:
    """One action that one person is to hear of today. `key` names the step (see Reminder).

    `fell` is what had fallen due of recurring work when the window opened, and is not answered.
    `coordinators` are those whom an answer to the e-mail reaches.
    """

    user: User
    why: Why
    kind: ReminderKind
    key: str
    row: Standing
    plan: Plan
    window: UpdateWindow | None = None
    closes_on: date | None = None
    coordinators: Sequence[User] = ()
    fell: FellDue | None = None

    @property
    def area_id(self) -> int:
        return self.plan.area_id

    @property
    def committee(self) -> str:
        return str(self.plan.body or self.plan.area)


AnyAsk = Ask | FigureAsk | ReturnAsk | ReviewAsk | PartAsk


def all_due(today: date, user: User | None = None) -> list[AnyAsk]:
    """As `asks_due`, with the figures that are to be given, the returns and parts of reports to be
    written, and the risks to be reviewed."""
    areas = _keeping(user)
    asked: list[AnyAsk] = []
    if counting := areas["figures"]:
        asked += figure_asks(today, counting, user)
    if reporting := areas["returns"]:
        asked += return_asks(today, reporting, user)
    if watching := areas["risks"]:
        asked += review_asks(today, watching, user)
    if narrating := areas["parts"]:
        asked += part_asks(today, narrating, user)
    gone = _told(asked)
    mine = [ask for ask in asked if (ask.user.pk, ask.key) not in gone]
    return [*asks_due(today, user), *mine]


KEPT: Final = {
    "figures": "indicators",
    "returns": "return_duties",
    "risks": "risks",
    "parts": "reports__sections__steps",
}


def _keeping(user: User | None) -> dict[str, list[Area]]:
    """The areas that keep something of `KEPT`, by what they keep: all, or those in which `user` has
    a role. One query."""
    own = Area.objects.filter(pk=OuterRef("pk"))
    keeps = {
        f"keeps_{name}": Exists(own.filter(**{f"{way}__isnull": False}))
        for name, way in KEPT.items()
    }
    areas = Area.objects.annotate(**keeps)
    if user is not None:
        areas = areas.filter(role_grants__user=user).distinct()
    rows = list(areas)
    return {name: [row for row in rows if getattr(row, f"keeps_{name}")] for name in KEPT}


def asks_due(today: date, user: User | None = None) -> list[Ask]:
    """Everything that is to be told today and was not told yet: to everybody, or to `user`.

    A step whose letter never left counts as not told. About nine queries for each plan in which
    something may be due.
    """
    due = [ask for plan in _plans(today, user) for ask in _asks(plan, today)]
    if user is not None:
        due = [ask for ask in due if ask.user == user]
    gone = _told(due)
    return [ask for ask in due if (ask.user.pk, ask.key) not in gone]


def step_key(window: UpdateWindow, closes_on: date, kind: ReminderKind) -> str:
    """Names one step of one window; a window that was reopened is asked about anew."""
    return f"window:{window.pk}:{closes_on.isoformat()}:{kind.value}"


def _plans(today: date, user: User | None) -> Iterable[Plan]:
    """The plans in force in which a window may be asked about, or something was sent back."""
    asked = UpdateWindow.objects.filter(opens_on__lte=today, closes_on__gte=today - LATEST)
    plans = Plan.objects.filter(state__in=ASKED_OF).filter(
        Q(pk__in=asked.values("plan"))
        | Q(actions__checks__outcome=CheckOutcome.RETURNED, actions__checks__checked_on__lt=today)
        | Q(actions__completions__state__in=HANDED_BACK)
    )
    if user is not None:
        plans = plans.filter(area__role_grants__user=user)
    return plans.select_related("area", "body__offsets").distinct()


def _told(asks: Sequence[AnyAsk]) -> set[tuple[int, str]]:
    keys = {ask.key for ask in asks}
    if not keys:
        return set()
    rows = Reminder.objects.filter(key__in=keys).exclude(letter__state=LetterState.WAITING)
    return set(rows.values_list("user_id", "key"))


def _asks(plan: Plan, today: date) -> list[Ask]:
    window, asking = _asked_in(plan, today) or (None, None)
    # most days of a quarter ask nothing of anybody, and a plan's whole record is much to load
    speaks = asking is not None and any(due_step(asking, kinds, today) for kinds in EVERYBODY)
    if not speaks and not _has_sent_back(plan):
        return []
    record = plan_record(plan, holders_on=today)
    standings = record.standings(today)
    alive = [row for row in standings if not row.claimed and row.rating not in CLOSED]
    still = [row for row in alive if row.rated]
    fell = _fell_due(alive, window) if speaks and window else {}
    rows = [row for row in alive if (row.rated and row.owes) or row.action.pk in fell]
    completions = {item.action.pk: item.completions for item in record.actions}
    nation = plan.area.nation
    handed = [row for row in still if _handed_back(row, completions[row.action.pk], today, nation)]
    if not rows and not handed:
        return []
    line = line_of(plan, [lead for row in (*rows, *handed) for lead in row.leads], today)
    back = [ask for row in rows for ask in _sent_back(plan, row, line, today)]
    back += [
        ask for row in handed for ask in _come_back(plan, row, completions[row.action.pk][-1], line)
    ]
    if window is None or asking is None:
        return back
    told = [row for row in rows if not _told_as_sent_back(row, asking, today)]
    asked = (ask for row in told for ask in _of_window(plan, window, asking, row, line, today))
    return [*(replace(ask, fell=fell.get(ask.row.action.pk)) for ask in asked), *back]


def _fell_due(rows: Sequence[Standing], window: UpdateWindow) -> dict[int, FellDue]:
    """What had fallen due of recurring work by the opening and is not answered, by action: once a
    quarter is enough. Three queries where any recurs, else none."""
    recur = [row for row in rows if row.action.timescale_kind in RECURS]
    known = [row.action.pk for row in recur if row.silence != Silence.NOT_ASKED]
    if not known:
        return {}
    recurring = Action.objects.filter(pk__in=known)
    fell = fell_due_of(recurring.select_related("plan"), window.opens_on)
    return {key: one for key, one in fell.items() if one.due}


def _has_sent_back(plan: Plan) -> bool:
    back = UpdateCheck.objects.filter(action__plan=plan, outcome=CheckOutcome.RETURNED)
    handed = Completion.objects.filter(action__plan=plan, state__in=HANDED_BACK)
    return back.exists() or handed.exists()


def _handed_back(row: Standing, completions: Sequence[Completed], today: date, nation: str) -> bool:
    """Whether the lead's last word was a completion that was lately returned or reopened."""
    last = completions[-1] if completions else None
    if last is None or row.said is None or last.update_claiming_id != row.said.pk:
        return False
    day = last.reopened_on or last.decided_on
    if last.state not in HANDED_BACK or day is None:
        return False
    return sent_back_due(day, today, nation) and today <= day + MADE_UP_FOR


def _come_back(plan: Plan, row: Standing, last: Completed, line: Line[User]) -> Iterator[Ask]:
    """The lead hears once that what they reported complete is theirs again."""
    people, _ = _answerers(row, line)
    key = f"completion:{last.pk}:{last.state}"
    for user in people:
        yield Ask(
            user, Why.SENT_BACK, ReminderKind.SENT_BACK, key, row, plan,
            coordinators=line.coordinators,
        )  # fmt: skip


def _sent_back(plan: Plan, row: Standing, line: Line[User], today: date) -> Iterator[Ask]:
    """The lead hears once that the coordinator sent an update back, whatever the window."""
    check = row.returned
    if check is None or not sent_back_due(check.checked_on, today, plan.area.nation):
        return
    people, _ = _answerers(row, line)
    for user in people:
        yield Ask(
            user, Why.SENT_BACK, ReminderKind.SENT_BACK, f"check:{check.pk}", row, plan,
            coordinators=line.coordinators,
        )  # fmt: skip


def _of_window(
    plan: Plan, window: UpdateWindow, asking: Asking, row: Standing, line: Line[User], today: date
) -> Iterator[Ask]:
    """Who is to hear of one action that owes an answer in the window."""
    closes = asking.closes_on
    for user, why, kinds in _whom(row, line, late=today > closes):
        step = due_step(asking, kinds, today, user.mail_day)
        # who answered once is not told that the window has opened
        if step and not (row.returned and step.kind == ReminderKind.OPENED):
            key = step_key(window, closes, step.kind)
            told = line.coordinators
            yield Ask(user, why, step.kind, key, row, plan, window, closes, told)


def _whom(row: Standing, line: Line[User], *, late: bool) -> Iterable[Asked]:
    """An update that came without its line is no silence: its lead alone is asked for the line."""
    if row.rated and row.owes:
        return _late(row, line) if late else _in_time(row, line)
    people, _ = _answerers(row, line)
    return [] if late else [(user, Why.RECURRING, LEAD) for user in people]


def _told_as_sent_back(row: Standing, asking: Asking, today: date) -> bool:
    """Whether an update was sent back so lately that the letter about that is all there is to say:
    before that letter is due, and after the closing, when the lead had answered in time."""
    check = row.returned
    if check is None:
        return False
    told = sent_back_due(check.checked_on, today, asking.nation)
    return check.checked_on > asking.closes_on or not told


def line_of(plan: Plan, leads: Iterable[LeadState], today: date) -> Line[User]:
    """Those who may be written to about `plan`; `leads` come with the holders of the day.

    Two queries at most: who chairs is asked only where leads stand for a body.
    """
    people: dict[int, User] = {}
    permissions: defaultdict[int, set[Permission]] = defaultdict(set)
    coordinators: dict[int, User] = {}
    grants = RoleGrant.objects.filter(area=plan.area_id, user__is_active=True).current(today)
    for grant in grants.select_related("user").order_by("user__name", "user_id", "role"):
        people[grant.user_id] = grant.user
        permissions[grant.user_id] |= ROLE_PERMISSIONS[Role(grant.role)]
        if grant.role == Role.LEAD_OFFICER:
            coordinators.setdefault(grant.user_id, grant.user)
    seats: defaultdict[int, list[User]] = defaultdict(list)
    chairs = Membership.objects.filter(
        body__in=bodies_behind(leads), seat=Seat.CHAIR, user__is_active=True
    ).current(today)
    for seat in chairs.select_related("user"):
        if seat.user and Permission.PLAN_READ in permissions[seat.user.pk]:
            seats[seat.body_id].append(seat.user)
    return Line(people, permissions, list(coordinators.values()), seats)


def _in_time(row: Standing, line: Line[User]) -> Iterator[Asked]:
    """While the window is open: the lead; without one the deputy; with neither the coordinator."""
    people, why = _answerers(row, line)
    if not people:
        people, why = line.coordinators, Why.NOBODY
    for user in people:
        yield user, why, LEAD


def _late(row: Standing, line: Line[User]) -> Iterator[Asked]:
    """After the closing: the deputy, the sub-committee's chair, and the coordinator.

    Where there was nobody to ask only the coordinator hears, and hears that.
    """
    if row.silence == Silence.NOBODY or not _answerers(row, line)[0]:
        for user in line.coordinators:
            yield user, Why.NOBODY, COORDINATOR
        return
    for user in line.deputies(row.accountable.post) if row.accountable else []:
        yield user, Why.DEPUTY, DEPUTY
    for user in line.chairs(row):
        yield user, Why.CHAIR, CHAIR
    for user in line.coordinators:
        yield user, Why.COORDINATOR, COORDINATOR


def _answerers(row: Standing, line: Line[User]) -> tuple[list[User], Why]:
    """Who is to answer for an action, and as what. Nobody is guessed where no lead is named."""
    if row.accountable is None:
        return [], Why.NOBODY
    if holders := line.holders(row.accountable.post):
        return holders, Why.LEAD
    return line.deputies(row.accountable.post), Why.STANDS_IN


def _asked_in(plan: Plan, today: date) -> tuple[UpdateWindow, Asking] | None:
    """The latest window that has opened, as `PlanRecord.window_on` has it, and its days: from its
    latest reopening on, if it was reopened. One query.

    The offsets are those of the committee whose meeting it is for, else of the plan's own.
    """
    again = WindowReopening.objects.filter(window=OuterRef("pk"), reopened_on__lte=today)
    last = again.order_by("-pk")
    opened = UpdateWindow.objects.filter(plan=plan, opens_on__lte=today).annotate(
        again_on=Subquery(last.values("reopened_on")[:1]), until=Subquery(last.values("until")[:1])
    )
    window = opened.select_related("meeting__body__offsets").last()
    if window is None:
        return None
    body = window.meeting.body if window.meeting else plan.body
    offsets: Offsets = getattr(body, "offsets", None) or Offsets()
    return window, Asking(
        opens_on=window.again_on or window.opens_on,
        closes_on=max(window.until or window.closes_on, window.closes_on),
        reminder_before=offsets.reminder_before_closing,
        last_before=offsets.last_before_closing,
        deputy_after=offsets.deputy_after_closing,
        chair_after=offsets.chair_after_closing,
        nation=plan.area.nation,
    )
