"""A plan in force with somebody at every place in the line, for the tests of asking."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import time_machine
from django.core import mail

from accounts.models import User
from accounts.roles import Role
from actions.models import Action
from audit.services import record
from committees.enums import Capacity, Seat
from committees.models import Body, Post
from jobs.enums import JobState
from jobs.models import Job
from plans.enums import PlanState
from plans.models import Plan
from reminders.enums import SEND_DIGEST
from reminders.services.day import run_day
from reminders.tasks import send_digest
from tests import factories as make
from windows.models import UpdateWindow

# Tuesday 4, after Scotland's bank holiday, to Friday 28 August 2026; default offsets
OPENS, CLOSES = date(2026, 8, 4), date(2026, 8, 28)
REMINDER, LAST, LATE = date(2026, 8, 21), date(2026, 8, 26), date(2026, 8, 31)


@dataclass
class Asked:
    plan: Plan
    window: UpdateWindow
    group: Body
    post: Post
    lead: User
    deputy: User
    chair: User
    coordinator: User
    action: Action

    def more(self, post: Post | None = None, **fields: object) -> Action:
        """Another action of the same post, or of `post`."""
        action = make.ActionFactory(plan=self.plan, **fields)
        make.LeadFactory(action=action, post=post or self.post)
        return action

    def answer(self, action: Action | None = None, day: date = OPENS, **fields: object) -> object:
        return make.ProgressUpdateFactory(
            action=action or self.action, as_at=day, author=self.lead, **fields
        )

    def recorded(self, verb: str) -> None:
        """The row that every write of a service leaves in the record."""
        record(by=self.lead, verb=verb, target=self.action, area_id=self.plan.area_id)


def asked() -> Asked:
    area = make.AreaFactory(name="Strathfarrow")
    body = make.BodyFactory(area=area, name="Strathfarrow Child Protection Committee")
    group = make.BodyFactory(area=area, name="Practice Group", kind="sub_committee")
    plan = make.PlanFactory(area=area, body=body, title="Plan 2025 to 2027", state=PlanState.AGREED)
    post = make.PostFactory(
        area=area,
        title="Head of Children’s Services",
        body=group,
        agency=make.AgencyFactory(name="Strathfarrow Council"),
    )
    lead = make.holder_of(post, name="Ailsa Wren")
    deputy = make.person_with(Role.ACTION_LEAD, area, name="Dugald Reid")
    make.PostHoldingFactory(post=post, user=deputy, capacity=Capacity.DEPUTY)
    chair = make.person_with(Role.SUB_COMMITTEE_CHAIR, area, name="Catriona Muir")
    make.MembershipFactory(body=group, user=chair, seat=Seat.CHAIR)
    coordinator = make.person_with(Role.LEAD_OFFICER, area, name="Morag Weir")
    window = make.UpdateWindowFactory(
        plan=plan, label="Quarter 1", opens_on=OPENS, closes_on=CLOSES
    )
    action = make.ActionFactory(plan=plan, text="Agree how agencies hand over between teams")
    make.LeadFactory(action=action, post=post)
    return Asked(plan, window, group, post, lead, deputy, chair, coordinator, action)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def beat(day: date) -> list[str]:
    """What goes out on a day: beat rings and the worker works. The addresses, in order."""
    before = len(mail.outbox)
    with time_machine.travel(morning(day), tick=False):
        run_day(day)
        work()
    return [message.to[0] for message in mail.outbox[before:]]


def work() -> None:
    """A worker takes every digest that waits."""
    waiting = Job.objects.filter(task=SEND_DIGEST, state=JobState.QUEUED).order_by("pk")
    for pk in waiting.values_list("pk", flat=True):
        send_digest(pk)
