"""Reminders: a day of the program's own for 30 leads with 300 actions and four years of history.

`run_day` on a day on which nothing is due is what beat does a hundred times a day. On a day that
asks it writes every letter; a job sends one, and works it out anew where something was done since.
"""

from datetime import date, timedelta
from time import perf_counter

from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from benchmarks.figures import Figure, seconds
from benchmarks.pages import ACTIONS, empty_plan, history
from jobs.models import Job
from plans.models import Plan
from reminders.services.day import run_day
from reminders.tasks import send_digest
from tests import factories
from timescales.working_days import next_working
from windows.models import UpdateWindow

LEADS = 30


def measure() -> list[Figure]:
    plan = empty_plan()
    history(plan, _leads(plan))
    day = _working_day()
    UpdateWindow.objects.filter(plan=plan).delete()
    factories.UpdateWindowFactory.create(
        plan=plan, opens_on=day, closes_on=day + timedelta(days=13), label="This quarter"
    )
    idle = seconds(lambda: run_day(day - timedelta(days=7)))
    with CaptureQueriesContext(connection) as looking:
        run_day(day - timedelta(days=7))
    asked = perf_counter()
    _, people = run_day(day)
    asked = perf_counter() - asked
    sent = _send_all()
    return [
        Figure("a day on which nothing is due", 1000 * idle, "ms"),
        Figure("a day on which nothing is due: queries", len(looking), "queries"),
        Figure(f"a day that asks {people} people, {ACTIONS} actions", 1000 * asked, "ms"),
        Figure("one letter, handed over", 1000 * sent / people, "ms", 1000),
        Figure("letters for each person", len(mail.outbox) / people, "letters", 1),
    ]


def _leads(plan: Plan) -> User:
    """Thirty posts with a holder each lead the actions in turn; the last holder."""
    posts = factories.PostFactory.create_batch(LEADS, area=plan.area)
    holders = [factories.holder_of(post) for post in posts]
    for n, action in enumerate(plan.actions.all()):
        factories.LeadFactory.create(action=action, post=posts[n % LEADS])
    return holders[-1]


def _working_day() -> date:
    """Today, or the next working day: letters go out on working days."""
    return next_working(timezone.localdate(), "scotland")


def _send_all() -> float:
    backend = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    jobs = list(Job.objects.filter(task="reminders.send_digest").values_list("pk", flat=True))
    with override_settings(EMAIL_BACKEND=backend):
        start = perf_counter()
        for pk in jobs:
            send_digest(pk)
        return perf_counter() - start
