"""Six journeys from address to answer: which modules of ours a request goes through, how often it
comes back to one, and what it asks of the database.

Each journey is a real request, or the real task, over a small plan with something of everything;
it is made once before, so that what a process does once does not count. A module counts when a
function of it is called (a profile hook sees every call).

Beside the way are what every journey rests on: rules, enums, models, querysets, the databases' note
of what is written in the record, `guard` (every text and every request passes it), what stands at
the door of every request (`entrance`, `cpcplan.sign_in`), `web`, and the three rooms that are rules
themselves, `charts`, `documents` and `timescales`: pure, held to it by the walls, and told in a
number of their own. Before a commit what was written is entered in the record's chain, the same for
whatever was done: its queries are told apart too. What an import reads with is pure too and counts
as one. `cpcplan.broker` is the transport of a message where a folder stands for Redis.
Transactions' own statements are no queries.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from benchmarks.figures import Figure
from benchmarks.imports import workbook
from benchmarks.pages import empty_plan
from documents.enums import Canonical
from imports.models import ImportDraft
from jobs.models import Job
from plans.models import Plan
from reminders.enums import SEND_DIGEST
from reminders.services import queue_digests
from reminders.tasks import send_digest
from reporting.models import Report
from reporting.services import freeze_report
from tests.factories import (
    ChallengeFactory,
    CompletionFactory,
    DeadlineRevisionFactory,
    DirectionFactory,
    HighLevelOutcomeFactory,
    LeadFactory,
    MeasureFactory,
    PostFactory,
    ProgressUpdateFactory,
    UpdateWindowFactory,
    entry_of,
    holder_of,
    person_with,
)
from tests.factories.reports import ReportFactory
from timescales.working_days import next_working

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = ("tests", "benchmarks", ".venv", "var", "node_modules")
BESIDE = frozenset({"rules", "roles", "enums", "models", "querysets", "databases"})
PURE = frozenset({"charts", "documents", "timescales"})
TRANSPORT = "cpcplan.broker"
CHAIN = "audit.services.chain"
READERS = "imports.rules"
MODULES, QUERIES, FREEZE = 8, 12, 25


@dataclass
class Way:
    """What one request or task went through, in the order of its calls."""

    calls: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    chained: list[str] = field(default_factory=list)

    @property
    def stays(self) -> list[str]:
        """Each stay in a module that counts, from the call that enters it on."""
        return [name for name, _ in groupby(name for name in self.calls if not _is_pure(name))]

    @property
    def modules(self) -> list[str]:
        """Every module that counts, in the order in which it is first entered."""
        return list(dict.fromkeys(self.stays))

    @property
    def pure(self) -> list[str]:
        return list(dict.fromkeys(name for name in self.calls if _is_pure(name)))

    @property
    def returns(self) -> int:
        return len(self.stays) - len(self.modules)


def _is_pure(name: str) -> bool:
    return name.partition(".")[0] in PURE


@dataclass(frozen=True)
class Leg:
    """One request or task of a journey: what is measured, on another row each time."""

    name: str
    run: Callable[[int], None]
    most_queries: int | None = QUERIES  # None: no journey of one person, so without a goal


def measure() -> list[Figure]:
    return [figure for leg, way in walked() for figure in _figures(leg, way)]


def walked() -> list[tuple[Leg, Way]]:
    """Every leg with the way that its second run took."""
    with override_settings(
        ALLOWED_HOSTS=["testserver"],
        DEBUG=False,
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ):
        mail.outbox = []
        return [(leg, _walk(leg)) for leg in _legs(build())]


def _figures(leg: Leg, way: Way) -> list[Figure]:
    most = MODULES if leg.most_queries else None
    return [
        Figure(f"{leg.name}: modules", len(way.modules), "modules", most),
        Figure(f"{leg.name}: of the pure rooms besides", len(way.pure), "modules"),
        Figure(f"{leg.name}: stays, returns", len(way.stays), f"stays, {way.returns} returns"),
        Figure(f"{leg.name}: queries", len(way.queries), "queries", leg.most_queries),
        Figure(f"{leg.name}: of the record's chain besides", len(way.chained), "queries"),
    ]


def _walk(leg: Leg) -> Way:
    leg.run(0)
    way = Way()
    # what follows the commit belongs to the way, also in a test, which commits nothing
    committed = TestCase.captureOnCommitCallbacks(execute=True)
    hook = _Hook(way.calls)
    with CaptureQueriesContext(connection) as asked, hook.watching(), committed:
        leg.run(1)
    asked_for = [query["sql"] for query in asked.captured_queries]
    for at, sql in enumerate(asked_for, start=asked.initial_queries):
        if not sql.startswith(CONTROL):
            (way.chained if hook.is_chained(at) else way.queries).append(sql)
    return way


# How a transaction is begun and ended is no question; that a session was used is noted once a
# minute, whatever is asked.
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")
CONTROL = (*TRANSACTION, 'UPDATE "entrance_session"')


class _Hook:
    """Every call of a function of ours puts its module's name into `calls`, but while what was
    written is entered in the chain; from which query to which that is done is noted."""

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls
        self.entering: FrameType | None = None
        self.spans: list[list[int]] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        sys.setprofile(self)
        try:
            yield
        finally:
            sys.setprofile(None)

    def is_chained(self, query: int) -> bool:
        return any(first <= query < last for first, last in self.spans)

    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        if self.entering:
            if frame is self.entering and event == "return":
                self.entering = None
                self.spans[-1].append(len(connection.queries_log))
        elif event == "call" and (name := _module(frame.f_code.co_filename)):
            if name == CHAIN:
                self.entering = frame
                self.spans.append([len(connection.queries_log)])
            else:
                self.calls.append(name)


@cache
def _module(filename: str) -> str:
    """The name of a module of ours; "" for any other, and for what is beside the way."""
    path = Path(filename)
    if not path.is_relative_to(ROOT):
        return ""
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts)
    if name.startswith(READERS):
        return READERS
    rooms = {*NOT_OURS, "web", "guard", "entrance"}
    beside = parts[0] in rooms or name in _gates() or BESIDE & {*parts}
    return "" if beside else name


@cache
def _gates() -> frozenset[str]:
    """What every request passes before its way begins, and the broker."""
    gates = (*settings.MIDDLEWARE, *settings.AUTHENTICATION_BACKENDS)
    return frozenset({TRANSPORT, *(gate.rpartition(".")[0] for gate in gates)})


@dataclass(frozen=True)
class World:
    """A plan in its quarter with something of everything, and two of what a journey is about."""

    plan: Plan
    leads: list[User]
    updated: list[int]  # actions whose lead says how they are going
    dated: list[int]  # actions for which a new date is asked
    said: list[int]  # updates that wait for the coordinator
    reports: list[int]  # in preparation


def build() -> World:
    today = timezone.localdate()
    plan = empty_plan(actions=12)
    _earlier_plan()
    opened = today - timedelta(days=3)
    UpdateWindowFactory.create(plan=plan, opens_on=opened, closes_on=today + timedelta(days=7))
    posts = PostFactory.create_batch(4, area=plan.area)
    leads = [holder_of(post) for post in posts]
    rows = list(plan.actions.all())
    for n, row in enumerate(rows):
        led = 0 if n < 3 else 1 + n % 3  # each is owed something that nothing else is about
        LeadFactory.create(action=row, post=posts[led])
        long_ago = opened - timedelta(days=40)
        ProgressUpdateFactory.create(action=row, as_at=long_ago, author=leads[led])
    for row in rows[2:4]:
        later = today + timedelta(days=60)
        DeadlineRevisionFactory.create(action=row, proposed_due=later, requested_on=today)
    behind = {"as_at": today, "canonical": Canonical.AT_RISK}
    said = [ProgressUpdateFactory.create(action=row, **behind) for row in rows[6:8]]
    CompletionFactory.create(action=rows[8], completed_on=today)
    ChallengeFactory.create(action=rows[9], made_on=today)
    HighLevelOutcomeFactory.create(plan=plan)
    MeasureFactory.create(plan=plan)
    before = _report(plan, days=60)
    freeze_report(by=person_with(Role.LEAD_OFFICER, plan.area), report=before)
    DirectionFactory.create(report=before, given_on=today - timedelta(days=5))
    return World(
        plan=plan,
        leads=leads,
        updated=[row.pk for row in rows[:2]],
        dated=[row.pk for row in rows[2:4]],
        said=[row.pk for row in said],
        reports=[_report(plan, days=days).pk for days in (2, 1)],
    )


EARLIER = timedelta(days=60)


def _earlier_plan() -> None:
    """Another area's plan, whose window opened two months ago and asked one person."""
    day = next_working(timezone.localdate() - EARLIER, "scotland")
    plan = empty_plan(actions=2)
    UpdateWindowFactory.create(plan=plan, opens_on=day, closes_on=day + timedelta(days=7))
    post = PostFactory.create(area=plan.area)
    holder_of(post)
    for row in plan.actions.all():
        LeadFactory.create(action=row, post=post)


def _report(plan: Plan, days: int) -> Report:
    """A report in preparation of so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    report: Report = ReportFactory.create(
        plan=plan, as_of=day, period_start=day - timedelta(days=90), period_end=day
    )
    return report


WHY = {"open_window_reason": "Chief officers meet before the window closes."}


def _legs(world: World) -> list[Leg]:
    plan = world.plan
    lead, chair, officer = (
        _signed_in(user)
        for user in (
            world.leads[0],
            person_with(Role.CHAIR, plan.area),
            person_with(Role.LEAD_OFFICER, plan.area),
        )
    )
    checking, begin = reverse("plan_checking", args=[plan.slug]), reverse("plan_import")
    updates = [reverse("action_update", args=[pk]) for pk in world.updated]
    dates = [reverse("action_new_date_decide", args=[pk]) for pk in world.dated]
    accepts = [reverse("update_accept", args=[pk]) for pk in world.said]
    reports = [reverse("report_detail", args=[pk]) for pk in world.reports]
    freezes = [reverse("report_freeze", args=[pk]) for pk in world.reports]
    today = timezone.localdate()
    days = [next_working(day, "scotland") for day in (today - EARLIER, today)]
    entry = entry_of(plan, Canonical.ON_TRACK)
    said = {"entry": entry.pk if entry else "", "expected": 1, "what_happened": "It was agreed."}
    return [
        Leg("digests: everybody's written", lambda n: _asked(days[n]), None),
        Leg("digests: one is sent", lambda n: send_digest(_job(n))),
        Leg("save an update: the form", lambda n: _shown(lead, updates[n])),
        Leg("save an update: saved", lambda n: _sent(lead, updates[n], said)),
        Leg("decide a date: the form", lambda n: _shown(chair, dates[n])),
        Leg("decide a date: decided", lambda n: _sent(chair, dates[n], {"decision": "yes"})),
        Leg("check an update: the queue", lambda n: _shown(officer, checking)),
        Leg("check an update: accepted", lambda n: _sent(officer, accepts[n], {"seen": 0})),
        Leg("freeze a report: the page", lambda n: _shown(officer, reports[n])),
        Leg("freeze a report: frozen", lambda n: _sent(officer, freezes[n], WHY), FREEZE),
        Leg("preview an import: sent in", lambda n: _sent(officer, begin, _book(plan, n))),
        Leg("preview an import: the preview", lambda n: _shown(officer, _preview(n))),
        Leg("digests: one is sent anew", lambda n: send_digest(_job(2 + n)), FREEZE),
    ]


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _shown(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def _sent(client: Client, address: str, typed: dict[str, Any]) -> None:
    """Send a form; what is done leads to another page."""
    answer = client.post(address, typed)
    if answer.status_code != HTTPStatus.FOUND:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def _book(plan: Plan, n: int) -> dict[str, Any]:
    return {
        "file": SimpleUploadedFile("plan.xlsx", workbook(20)),
        "area": plan.area_id,
        "title": f"Plan {n}",
        "period_start": "1 August 2025",
        "period_end": "31 July 2027",
    }


def _preview(n: int) -> str:
    return reverse("plan_import_preview", args=[ImportDraft.objects.order_by("pk")[n].pk])


def _asked(day: date) -> None:
    """What the day's work does for the letters."""
    if not queue_digests(by=None, today=day):
        raise RuntimeError(f"Nobody is asked on {day}")


def _job(n: int) -> int:
    """The nth letter of today; the last two wait until other things have been done."""
    return int(Job.objects.filter(task=SEND_DIGEST).order_by("pk")[1 + n].pk)
