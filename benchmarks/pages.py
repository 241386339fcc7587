"""Pages: server time on 300 actions with four years of history, and the ratio to an empty page.

The empty page passes the same middleware as the same person, has the frame of every page and is
filled with plain rows of words to the same size in bytes. The number of queries is counted at 300
actions; that it is the same at one is a test of its own.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.models import Action, ProgressUpdate
from benchmarks.figures import Figure
from cpcplan import urls
from documents.enums import Canonical
from plans.enums import PlanState
from plans.models import LegendEntry, Plan
from tests import factories

ACTIONS, QUARTERS, HEADINGS, LEADS = 300, 16, 24, 12
TIMES = 30
MEDIAN_GOAL, SLOWEST_GOAL, RATIO_GOAL, QUERIES_GOAL = 60.0, 100.0, 2.5, 12
RATINGS = [Canonical.ON_TRACK] * 3 + [Canonical.AT_RISK, Canonical.OFF_TRACK]


FRAME_BYTES = 3500
ROW = "The group met and agreed a first draft of how agencies hand over."
EMPTY = """{% extends "base.html" %}{% block content %}<h1>Empty</h1><table>
{% for row in rows %}<tr><td>{{ row }}</td></tr>
{% endfor %}</table>{% endblock %}"""


def empty(request: HttpRequest, size: int) -> HttpResponse:
    """A page of the same frame and about the same size, made of nothing."""
    page = engines["django"].from_string(EMPTY)
    rows = [ROW] * max(0, (size - FRAME_BYTES) // (len(ROW) + 19))
    return HttpResponse(page.render({"rows": rows}, request))


urlpatterns = [path("empty/<int:size>", empty), *urls.urlpatterns]


def measure() -> list[Figure]:
    plan = empty_plan()
    chair = factories.person_with(Role.CHAIR, plan.area)
    officer = factories.person_with(Role.LEAD_OFFICER, plan.area)
    lead = leads(plan)
    history(plan, lead)
    meeting = factories.MeetingFactory.create(body=plan.body, held_on=timezone.localdate())
    address = {"slug": plan.slug}
    pages = [
        ("home", chair, reverse("home")),
        ("dashboard", chair, reverse("plan_dashboard", kwargs=address)),
        ("list of actions", chair, reverse("plan_actions", kwargs=address)),
        ("search in the list", chair, reverse("plan_actions", kwargs=address) + "?words=draft"),
        ("the plan's text", chair, reverse("plan_text", kwargs=address)),
        ("data quality", chair, reverse("plan_data_quality", kwargs=address)),
        ("what changed", chair, reverse("plan_changes", kwargs=address)),
        ("who owes what", officer, reverse("plan_owing", kwargs=address)),
        ("checking", officer, reverse("plan_checking", kwargs=address)),
        ("a meeting's agenda", chair, reverse("meeting_room", args=[plan.slug, meeting.pk])),
        ("my actions", lead, reverse("my_actions")),
        ("update form", lead, reverse("action_update", args=[plan.actions.earliest("pk").pk])),
        ("all my actions on one page", lead, reverse("my_actions_table")),
        ("one action", lead, reverse("action_detail", args=[plan.actions.earliest("pk").pk])),
    ]
    # As the web server does at its start, so that the rows made here weigh on no request.
    gc.collect()
    gc.freeze()
    with _same_middleware():
        return [figure for page in pages for figure in _page(*page)]


@contextmanager
def _same_middleware() -> Iterator[None]:
    with override_settings(
        ROOT_URLCONF="benchmarks.pages", ALLOWED_HOSTS=["testserver"], DEBUG=False
    ):
        yield


def _page(name: str, person: User, address: str) -> list[Figure]:
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(connection) as context:
        answer = client.get(address)
        queries = len(context)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    times, empties = _times(client, address, f"/empty/{len(answer.content)}")
    floor = median(empties)
    return [
        Figure(f"{name}, {ACTIONS} actions: median", 1000 * median(times), "ms", MEDIAN_GOAL),
        Figure(f"{name}: 95 of 100", 1000 * quantiles(times, n=20)[-1], "ms", SLOWEST_GOAL),
        Figure(f"{name}: to an empty page", median(times) / floor, "times", RATIO_GOAL),
        Figure(f"{name}: queries", queries, "queries", QUERIES_GOAL),
        Figure(f"{name}: size", len(answer.content) / 1000, "kB"),
    ]


def _times(client: Client, *addresses: str) -> list[list[float]]:
    """Seconds of each address, asked for in turn so that all feel the same machine."""
    measured: list[list[float]] = [[] for _ in addresses]
    for turn in range(TIMES + 1):
        for times, address in zip(measured, addresses, strict=True):
            start = perf_counter()
            client.get(address)
            if turn:
                times.append(perf_counter() - start)
    return measured


def empty_plan(actions: int = ACTIONS) -> Plan:
    """A published plan of `actions` actions that nobody leads and nobody spoke of yet."""
    start = timezone.localdate() - timedelta(days=91 * QUARTERS)
    area = factories.AreaFactory.create()
    plan: Plan = factories.PlanFactory.create(
        area=area,
        body=factories.BodyFactory.create(area=area),
        state=PlanState.PUBLISHED,
        period_start=start,
        period_end=start + timedelta(days=5 * 365),
    )
    level = factories.LevelFactory.create(plan=plan)
    headings = [
        factories.HeadingFactory.create(plan=plan, level=level, position=n, number=str(n))
        for n in range(1, HEADINGS + 1)
    ]
    for n in range(actions):
        factories.ActionFactory.create(
            plan=plan,
            heading=headings[n % HEADINGS],
            position=n + 1,
            number=f"{n % HEADINGS + 1}.{n // HEADINGS + 1}",
            due=start + timedelta(days=30 + 5 * n),
        )
    return plan


def leads(plan: Plan) -> User:
    """Posts that lead the actions in turn; the person who holds the first of them."""
    posts = factories.PostFactory.create_batch(LEADS, area=plan.area)
    for n, action in enumerate(plan.actions.all()):
        factories.LeadFactory.create(action=action, post=posts[n % LEADS])
    return factories.holder_of(posts[0])


def history(plan: Plan, author: User) -> None:
    """Four years of windows, and an update of every action in each."""
    actions = list(plan.actions.all())
    entries = [entry for rating in RATINGS if (entry := factories.entry_of(plan, rating))]
    for quarter in range(QUARTERS):
        day = plan.period_start + timedelta(days=91 * quarter + 20)
        factories.UpdateWindowFactory.create(
            plan=plan,
            label=f"Quarter {quarter + 1}",
            opens_on=day,
            closes_on=day + timedelta(days=14),
        )
        ProgressUpdate.objects.bulk_create(
            _update(action, day, author, entries[(quarter + n) % len(entries)])
            for n, action in enumerate(actions)
        )


def _update(action: Action, day: date, author: User, entry: LegendEntry) -> ProgressUpdate:
    made = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    update: ProgressUpdate = factories.ProgressUpdateFactory.build(
        action=action,
        author=author,
        as_at=day,
        made_at=made,
        canonical=entry.canonical,
        entry=entry,
    )
    return update
