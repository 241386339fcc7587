"""A committee's year with a moved clock: thirty leads in nine agencies, and every e-mail counted.

The oracle at the foot knows nothing of the program's rules: it has the quarter's days written out,
and each lead's habits, and says from these alone who must have had which e-mail on which day.
"""

import smtplib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from accounts.roles import Role
from actions.models import Action
from audit.services import record
from committees.enums import Capacity, Seat
from committees.models import Post
from jobs.enums import JobState
from jobs.models import Job
from letters.enums import LetterState
from letters.models import Letter
from plans.enums import PlanState
from plans.models import Plan
from reminders.enums import SEND_DIGEST
from reminders.models import Reminder
from reminders.services.day import run_day
from reminders.tasks import send_digest
from tests import factories as make
from windows.models import UpdateWindow

pytestmark = pytest.mark.django_db

LEADS, AGENCIES, GROUPS = 30, 9, 3
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    """A quarter's days, written out by hand: opens, reminder, last, closes, deputy, chair."""

    opens: date
    reminder: date
    last: date
    closes: date
    deputy: date
    chair: date


# Meetings on Thursdays; windows from 28 to 14 days before, as domain.md has it.
QUARTERS = (
    # the closing is a Thursday: the deputy hears on Friday, the chair on Monday instead of Sunday
    Quarter(
        date(2026, 8, 13), date(2026, 8, 20), date(2026, 8, 25), date(2026, 8, 27),
        date(2026, 8, 28), date(2026, 8, 31),
    ),
    # the chair hears on Tuesday: Monday is St Andrew's Day, and in May the spring bank holiday
    Quarter(
        date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 24), date(2026, 11, 26),
        date(2026, 11, 27), date(2026, 12, 1),
    ),
    # a window set by hand, from a Saturday to a Sunday: its steps move to working days
    Quarter(
        date(2027, 2, 15), date(2027, 2, 22), date(2027, 2, 26), date(2027, 2, 28),
        date(2027, 3, 1), date(2027, 3, 3),
    ),
    Quarter(
        date(2027, 5, 13), date(2027, 5, 20), date(2027, 5, 25), date(2027, 5, 27),
        date(2027, 5, 28), date(2027, 6, 1),
    ),
)  # fmt: skip
SET_TO_OPEN = {QUARTERS[2].opens: date(2027, 2, 13)}
FIRST, LAST_DAY = date(2026, 8, 1), date(2027, 6, 30)

# habits, by the lead's number
NEVER = {3, 9, 21, 27}  # says nothing all year
ON_TUESDAYS = {5, 14}  # wants to be asked on Tuesdays
SEVERAL = {0: 6, 10: 4}  # leads so many actions, the others one
VACANT, ORPHAN = 7, 17  # nobody holds the post; 17 has no deputy either
BOUNCES = 12  # the address is refused in the first quarter
REASSIGNED = 22  # in the second quarter the action is given to lead 23 before the sending
OUTAGE = [date(2026, 11, 18) + n * DAY for n in range(3)]  # over the second quarter's reminder


def answers_on(lead: int, quarter: Quarter) -> date | None:
    """When a lead sends the updates of a quarter: in the morning, before the day's e-mail."""
    if lead in NEVER or lead in {VACANT, ORPHAN}:
        return None
    return quarter.opens + (lead % 16) * DAY  # the sixteenth day is after the closing


@dataclass
class Year:
    plan: Plan
    posts: list[Post]
    people: dict[int, User]
    deputies: dict[int, User]
    chairs: list[User]
    coordinator: User
    actions: dict[int, list[Action]]


def name_of(year: Year) -> dict[str, str]:
    """Everybody's address, by a short name that the oracle uses."""
    found = {user.email: f"lead {number}" for number, user in year.people.items()}
    found |= {user.email: f"deputy {number}" for number, user in year.deputies.items()}
    found |= {user.email: f"chair {number}" for number, user in enumerate(year.chairs)}
    return found | {year.coordinator.email: "coordinator"}


@pytest.fixture
def year() -> Year:
    area = make.AreaFactory()
    body = make.BodyFactory(area=area)
    plan = make.PlanFactory(area=area, body=body, state=PlanState.PUBLISHED)
    agencies = [make.AgencyFactory() for _ in range(AGENCIES)]
    groups = [make.BodyFactory(area=area, kind="sub_committee") for _ in range(GROUPS)]
    chairs = [make.person_with(Role.SUB_COMMITTEE_CHAIR, area) for _ in groups]
    for group, chair in zip(groups, chairs, strict=True):
        make.MembershipFactory(body=group, user=chair, seat=Seat.CHAIR)
    posts = [
        make.PostFactory(area=area, agency=agencies[n % AGENCIES], body=groups[n % GROUPS])
        for n in range(LEADS)
    ]
    people = {n: make.holder_of(posts[n]) for n in range(LEADS) if n not in {VACANT, ORPHAN}}
    User.objects.filter(pk__in=[people[n].pk for n in ON_TUESDAYS]).update(mail_day=1)
    deputies = {}
    for n in [3, VACANT, 15]:
        deputies[n] = make.person_with(Role.ACTION_LEAD, area)
        make.PostHoldingFactory(post=posts[n], user=deputies[n], capacity=Capacity.DEPUTY)
    actions = {
        n: [make.ActionFactory(plan=plan) for _ in range(SEVERAL.get(n, 1))] for n in range(LEADS)
    }
    for n, rows in actions.items():
        for action in rows:
            make.LeadFactory(action=action, post=posts[n])
    for quarter in QUARTERS:
        opens = SET_TO_OPEN.get(quarter.opens, quarter.opens)
        make.UpdateWindowFactory(plan=plan, opens_on=opens, closes_on=quarter.closes)
    coordinator = make.person_with(Role.LEAD_OFFICER, area)
    return Year(plan, posts, people, deputies, chairs, coordinator, actions)


class Refusing:
    """A mail server that refuses lead 12's address in the first quarter."""

    def __init__(self, year: Year, patch: pytest.MonkeyPatch) -> None:
        self.address = year.people[BOUNCES].email
        self.refused: list[date] = []
        accept = EmailBackend.send_messages

        def send(backend: object, messages: list[mail.EmailMessage]) -> int:
            today = datetime.now(tz=UTC).date()
            if messages[0].to == [self.address] and today <= QUARTERS[0].closes:
                self.refused.append(today)
                raise smtplib.SMTPRecipientsRefused({self.address: (550, b"No such user")})
            return accept(backend, messages)

        patch.setattr(EmailBackend, "send_messages", send)


def test_every_mail_of_a_year_is_counted(year, monkeypatch):
    server = Refusing(year, monkeypatch)
    mails = list(simulated(year))

    assert Counter(mails) == Counter(set(mails))  # at most one a person and day
    assert sorted(mails) == sorted(set(expected()) - {(day, "lead 12") for day in server.refused})
    assert server.refused == [day for day, who in expected() if who == "lead 12"][:2]
    assert len(mails) == len(expected()) - 2
    assert Letter.objects.filter(state=LetterState.BOUNCED).count() == 2
    assert Letter.objects.count() == len(expected())
    assert asked_after_the_answer() == []


def simulated(year: Year) -> Iterator[tuple[date, str]]:
    """Live through the year day by day; each e-mail as it goes out."""
    names, day = name_of(year), FIRST
    while day <= LAST_DAY:
        with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), tick=False):
            answer(year, day)
            if day not in OUTAGE:
                before = len(mail.outbox)
                run_day(day)
                put_right(year, day)
                work()
                if len(mail.outbox) > before:
                    run_day(day)  # beat rings again and again
                    work()
                yield from [(day, names[message.to[0]]) for message in mail.outbox[before:]]
        day += DAY


def answer(year: Year, day: date) -> None:
    for quarter in QUARTERS:
        for lead, actions in year.actions.items():
            if answers_on(lead, quarter) == day:
                for action in actions:
                    make.ProgressUpdateFactory(action=action, as_at=day, author=year.people[lead])


def put_right(year: Year, day: date) -> None:
    """Lead 22's action was never theirs: seen when jobs are queued and none is sent."""
    if day == QUARTERS[1].opens:
        for action in year.actions[REASSIGNED]:
            action.leads.update(post=year.posts[REASSIGNED + 1])
            area_id = year.plan.area_id
            record(by=year.coordinator, verb="changed lead", target=action, area_id=area_id)
        year.actions[REASSIGNED + 1] += year.actions.pop(REASSIGNED)


def work() -> None:
    waiting = Job.objects.filter(task=SEND_DIGEST, state=JobState.QUEUED).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        send_digest(pk)


def asked_after_the_answer() -> list[tuple[Reminder, Action]]:
    """Steps about an action that had its answer since the window opened."""
    reminders = Reminder.objects.prefetch_related("actions__updates").select_related("window")
    return [
        (reminder, action)
        for reminder in reminders
        for action in reminder.actions.all()
        for update in action.updates.all()
        if reminder.window.opens_on <= update.as_at <= reminder.sent_on
    ]


def expected() -> list[tuple[date, str]]:
    """The oracle: every e-mail of the year, from the days and the habits alone."""
    return sorted(
        (day, who)
        for number, quarter in enumerate(QUARTERS)
        for day, who in in_quarter(number, quarter)
    )


def in_quarter(number: int, quarter: Quarter) -> Iterator[tuple[date, str]]:
    to_coordinator = False
    for lead in range(LEADS):
        if number >= 1 and lead == REASSIGNED:
            continue  # the action is lead 23's, who answers for both together
        answered = answers_on(lead, quarter) or date.max
        who = {VACANT: "deputy 7", ORPHAN: "coordinator"}.get(lead, f"lead {lead}")
        for day in asked_days(lead, number, quarter):
            if day < answered:
                yield day, who
        if quarter.deputy < answered and lead in {3, VACANT, 15}:
            yield quarter.deputy, f"deputy {lead}"
        to_coordinator |= quarter.chair < answered
    for group in range(GROUPS):
        if any(
            quarter.chair < (answers_on(n, quarter) or date.max)
            for n in range(group, LEADS, GROUPS)
            if n != ORPHAN  # there was nobody to ask: only the coordinator hears
        ):
            yield quarter.chair, f"chair {group}"
    if to_coordinator:
        yield quarter.chair, "coordinator"


def asked_days(lead: int, number: int, quarter: Quarter) -> list[date]:
    """The days on which a lead who says nothing is asked."""
    days = [quarter.opens, quarter.reminder, quarter.last]
    if lead in ON_TUESDAYS:
        days = [tuesday(day) if tuesday(day) <= quarter.closes else day for day in days]
    days = [OUTAGE[-1] + 3 * DAY if day in OUTAGE else day for day in days]
    return list(dict.fromkeys(days))


def tuesday(day: date) -> date:
    return next(day + n * DAY for n in range(7) if (day + n * DAY).weekday() == 1)


def test_windows_of_the_year_are_those_of_the_oracle(year):
    windows = UpdateWindow.objects.filter(plan=year.plan)

    assert [row.closes_on for row in windows] == [quarter.closes for quarter in QUARTERS]
