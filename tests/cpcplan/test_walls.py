"""The lines of the architecture hold, and wrong imports of every kind are refused."""

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from tests.cpcplan.rooms import ROOMS, ROOT
from tests.cpcplan.walls import faults, stale

# Where a fault is planted, its line, and the words by which it must be refused.
TOLD_BY_CONTRACT = [
    ("documents/phrases.py", "from actions.models import Action", "documents.phrases -> actions"),
    ("timescales/dates.py", "from plans.models import Plan", "timescales.dates -> plans.models"),
    ("disclosure/shape.py", "from plans.models import Plan", "disclosure.shape -> plans.models"),
    ("plans/rules/numbers.py", "from plans.queries import headings_of", "plans.rules.numbers"),
    ("windows/services.py", "from windows.views import windows", "windows.services -> windows"),
    ("imports/services/drafts.py", "from imports.forms import UploadForm", "imports.services.dr"),
    (
        "plans/queries/origins.py",
        "from plans.services import create_plan",
        "plans.queries.origins -> p",
    ),
    ("letters/models.py", "from letters.services import write_letters", "letters.models ->"),
    (
        "committees/models/organisation.py",
        "from committees.queries import groups",
        "committees.models.organisation ->",
    ),
    ("committees/permissions.py", "from committees.queries import groups", "committees.permiss"),
    ("accounts/services/people.py", "from committees.models import Post", "accounts.services.p"),
    ("outcomes/models.py", "def late():\n    from actions.models import Action", "outcomes.models"),
    (
        "audit/services/record.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from plans.models import Plan",
        "audit.services.record -> plans.models",
    ),
    (
        "plans/models.py",
        "class Late:\n    from actions.models import Action",
        "plans.models -> act",
    ),
    ("charts/scale.py", "from documents.phrases import counted", "charts.scale -> documents"),
    ("jobs/tasks.py", "from reporting.views import reports", "jobs.tasks -> reporting.views"),
    ("papers/queries/minutes.py", "from editions.models import ReportEdition", "papers.queries.m"),
    ("public/queries/releases.py", "from archive.queries import contents", "public.queries.rel"),
    ("handouts/plan_page.py", "from handouts.files import slides", "handouts.plan_page -> handou"),
    ("jobs/shelf.py", "SHELF = 1", "jobs.shelf"),
    ("meetings/helpers/__init__.py", "SHELF = 1", "meetings.helpers"),
]
TOLD_BY_TREES = [
    ("documents/hash.py", "from django.conf import settings", "knows django.conf.settings"),
    ("documents/prose.py", "from django.db import connection", "knows django.db.connection"),
    ("charts/values.py", "def f():\n    import django.db", "knows django.db"),
    ("disclosure/shape.py", "from django.db import models", "knows django.db.models"),
    ("timescales/days.py", "from django.utils import timezone", "knows django.utils.timezone"),
    ("plans/rules/legends.py", "from django.db import models", "knows django.db.models"),
    ("actions/rules/thinness.py", "import django.core.exceptions", "knows django.core.excep"),
    (
        "plans/services/text.py",
        "from django.http import HttpRequest",
        "knows django.http.HttpReque",
    ),
    ("windows/services.py", "from django.contrib import messages", "knows django.contrib.mess"),
    (
        "reporting/queries/snapshots.py",
        "from django.http import HttpRequest",
        "knows django.http.HttpRequest",
    ),
    ("reporting/queries/reports.py", "import plans.views.scope", "reaches up to plans.views"),
    ("meetings/services/decisions.py", "from actions.forms import action", "reaches up to act"),
    ("reminders/queries/words.py", "from letters.services import send_letter", "reaches up to"),
    ("reporting/services/drafts.py", "from web.forms import PageForm", "uses web.forms"),
    (
        "plans/querysets.py",
        "from django.apps import apps\nactions = apps.get_model('actions', 'Action')",
        "looks actions up by name",
    ),
    (
        "audit/services/edits.py",
        "from importlib import import_module\nplans = import_module('plans.models')",
        "looks plans.models up by name",
    ),
    (
        "windows/queries.py",
        "def f(rows):\n    rows.filter(pk=1).update(label='')",
        "writes rows with update",
    ),
    ("outcomes/forms.py", "from outcomes.services import add_measure", "has no business with"),
    ("outcomes/forms.py", "def g(row):\n    row.save()", "writes rows with save"),
    (
        "outcomes/services/measures.py",
        "def h(rows):\n    rows.select_for_update().get(pk=1)",
        "locks rows past audit.services.edits",
    ),
    # who may know whom, where the contracts see nothing
    ("plans/templatetags/plan_navigation.py", "from plans import services", "has no business wi"),
    ("dashboards/templatetags/counts.py", "from dashboards.views import home", "has no busines"),
    ("exchange/management/commands/plan_document.py", "import plans.forms.plan", "has no busine"),
    ("outcomes/urls.py", "from outcomes.models import Measure", "has no business with"),
    ("risks/__init__.py", "from risks import services", "begins with risks.services"),
    ("windows/apps.py", "from windows.services import open_window", "begins with windows.serv"),
    ("decisions/views/decisions.py", "import plans", "takes the whole of plans"),
    ("demonstration/rules.py", "from plans.services import create_plan", "reaches up to plans"),
    ("guard/door.py", "from django.http import HttpRequest", "knows django.http.HttpRequest"),
    # what is looked up by a name
    ("risks/services/steps.py", "import importlib", "is no place for importlib"),
    ("voices/queries/heard.py", "import sys\nhere = sys.modules['reporting']", "looks modules up"),
    (
        "impact/services/statements.py",
        "top = __import__('reporting')",
        "is no place for __import__",
    ),
    ("connections/queries/served.py", "from django.utils import module_loading", "is no place"),
    ("plans/rules/calendar.py", "def d(a):\n    return a.get_model('plans', 'Plan')", "looks thi"),
    (
        "returns/querysets.py",
        "Report = apps.get_model(app_label='reporting', model_name='Report')",
        "looks reporting up by name",
    ),
    (
        "outcomes/models.py",
        "top = models.ForeignKey('actions.Action', on_delete=1)",
        "looks actions.Action up by name",
    ),
    ("evaluation/queries/evidence.py", "from actions.models import *", "takes whatever there is"),
    ("dashboards/queries/changes.py", "from actions.queries.rows import _row", "takes the private"),
    (
        "actions/queries/record.py",
        "import plans.levels as levels\nlevels._top",
        "takes the private",
    ),
    # what only named places ask for
    ("reporting/views/reports.py", "from django.db import connection", "is no place for django.db"),
    ("redactions/views.py", "from django import db", "takes the whole of django.db"),
    ("actions/queries/rows.py", "def f(rows):\n    return rows.raw('')", "is no place for raw()"),
    ("risks/apps.py", "from django.db.models.signals import post_save", "is no place for django."),
    ("editions/services/editions.py", "from django.dispatch import receiver", "is no place for dj"),
    ("meetings/queries/agenda.py", "from tests.factories import PlanFactory", "is no place for te"),
    ("narratives/services/parts.py", "from django.core.mail import send_mail", "is no place for"),
    ("updates/services/updates.py", "import subprocess", "is no place for subprocess"),
    ("exchange/queries/paper.py", "import pandas", "is no place for pandas"),
    (
        "imports/services/drafts.py",
        "def f(app):\n    app.send_task('a.b')",
        "is no place for send_",
    ),
    ("plans/querysets.py", "LABEL = 'actions.Action'", "names actions.Action of a room above"),
    ("risks/querysets.py", "def f(name):\n    return apps.get_model(name)", "puts a name together"),
    (
        "outcomes/models.py",
        "one = models.ForeignKey('actions' + '.Action', on_delete=1)",
        "puts a name together for ForeignKey",
    ),
    ("outcomes/urls.py", "more = include('reporting.urls')", "looks reporting.urls up by name"),
    (
        "plans/queries/origins.py",
        "from django.utils.module_loading import import_string as take",
        "calls import_string by another name",
    ),
    ("plans/queries/__init__.py", "Plan._meta.get_field('actions').related_model", "finds classes"),
    ("windows/services.py", "models = Plan.__subclasses__()", "finds classes with __subclasses__"),
    ("voices/services/links.py", "import sys\ngetattr(sys, 'modules')", "looks modules up"),
    ("voices/queries/heard.py", "from sys import modules", "is no place for sys.modules"),
    ("risks/services/steps.py", "import pydoc", "is no place for pydoc"),
    ("returns/services/returns.py", "import builtins", "is no place for builtins"),
    ("impact/services/statements.py", "compile('1', '', 'eval')", "is no place for compile()"),
    (
        "meetings/services/decisions.py",
        "from django.core.management import call_command",
        "is no place for django.core.management.call_command",
    ),
    ("plans/services/text.py", "from django.urls import resolve", "is no place for django.urls.re"),
    (
        "plans/services/text.py",
        "from django.core import serializers",
        "takes the whole of django.c",
    ),
    ("letters/models.py", "import os\nsite = os.environ['SITE']", "is no place for os.environ"),
    ("actions/queries/record.py", "from .rows import Row", "imports by a place and not by a name"),
    ("plans/queries/origins.py", "import plans.models", "takes the whole of plans with plans.mod"),
    (
        "reminders/queries/words.py",
        "from plans.models import Plan\nPlan.title = ''",
        "changes Plan.",
    ),
    # a browser that comes in without its name
    ("plans/services/text.py", "def save(*, by, request):\n    request.user", "takes a request"),
    (
        "windows/services.py",
        "from django.template.response import TemplateResponse",
        "knows django.template.response",
    ),
    ("plans/services/text.py", "from django.contrib.auth import login", "knows django.contrib.aut"),
    ("documents/hash.py", "from django.core.cache import cache", "knows django.core.cache"),
    (
        "plans/templatetags/plan_navigation.py",
        "def counted():\n    return Plan.objects.count()",
        "asks the database while a page is drawn",
    ),
    # what a rule would be told another thing by tomorrow
    ("risks/rules/heat.py", "import datetime as clock\nnow = clock.datetime.now()", "asks the wo"),
    ("actions/rules/silence.py", "import uuid\none = uuid.uuid4()", "asks the world with uuid4()"),
    ("plans/rules/levels.py", "import glob", "knows glob"),
    (
        "actions/rules/overdue.py",
        "from datetime import UTC, datetime\nnow = datetime.now(UTC)",
        "ask",
    ),
    ("actions/rules/past.py", "import time", "knows time"),
    ("papers/rules/parts.py", "import secrets", "knows secrets"),
    ("risks/rules/course.py", "words = open('course')", "asks the world with open()"),
    # writes in places that ask services
    ("plans/queries/origins.py", "def w(row):\n    row.delete()", "writes rows with delete"),
    (
        "plans/queries/origins.py",
        "def w(u):\n    seen_by(u).update(text='')",
        "writes rows with up",
    ),
    ("outcomes/forms.py", "def w(o):\n    o.headings.set([])", "writes rows with set"),
    (
        "dashboards/views/home.py",
        "async def w(row):\n    await row.asave()",
        "writes rows with asave",
    ),
    # and by a related name in those of a room above
    (
        "plans/services/text.py",
        "def w(plan):\n    plan.actions.all().delete()",
        "writes actions of a room above",
    ),
    (
        "risks/services/steps.py",
        "def w(a):\n    a.updates.create(text='')",
        "writes updates of a r",
    ),
    ("returns/views/returns.py", "def w(row):\n    row.save()", "writes rows with save"),
    (
        "archive/management/commands/archive_area.py",
        "def w(rows):\n    rows.objects.filter(pk=1).delete()",
        "writes rows with delete",
    ),
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Path:
    """A copy of the product with every fault in it."""
    copy = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(ROOT / room, copy / room, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for place, line, _said in (*TOLD_BY_CONTRACT, *TOLD_BY_TREES):
        (copy / place).parent.mkdir(exist_ok=True)
        with (copy / place).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    return copy


@pytest.fixture(scope="module")
def contract_says(planted) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=planted, env={**os.environ, "PYTHONPATH": str(planted), "COLUMNS": "200"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    return done.stdout


@pytest.fixture(scope="module")
def trees_say(planted) -> list[str]:
    return faults(planted)


@pytest.fixture
def migrated(tmp_path) -> Path:
    place = tmp_path / "plans/migrations/0099_words.py"
    place.parent.mkdir(parents=True)
    place.write_text("from plans.services import create_plan\n", encoding="utf-8")
    return tmp_path


def test_a_migration_asks_no_service(migrated):
    assert stale(ROOT) == []
    assert stale(migrated) == ["plans.migrations.0099_words:1 asks plans.services.create_plan"]


def test_every_folder_of_modules_is_a_room():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert folders - {"tests", "benchmarks"} == set(ROOMS)


def test_every_name_in_the_settings_leads_somewhere():
    """They are strings, which nothing else reads before the day on which they are needed."""
    tree = ast.parse((ROOT / "cpcplan/settings.py").read_text("utf-8"))
    named = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[a-z_]+(\.\w+)+", node.value)
        if node.value.split(".")[0] in {*ROOMS, "tests", "benchmarks"}
    }
    # those of tasks are held by `test_tasks.py`
    rung = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert [name for name in named - rung - {settings.AUTH_USER_MODEL} if not leads(name)] == []
    assert len(named) > 20


def leads(name: str) -> bool:
    """Whether one of our modules is called so, or something in one."""
    above, _, last = name.rpartition(".")
    try:
        here = import_module(name)
    except ModuleNotFoundError:
        here = getattr(import_module(above), last, None)
    return name.split(".")[0] in ROOMS and here is not None


def test_nothing_is_imported_or_written_where_it_may_not():
    assert faults(ROOT) == []


@pytest.mark.parametrize(("place", "line", "said"), TOLD_BY_CONTRACT)
def test_contract_refuses(contract_says, place, line, said):
    assert said in contract_says


@pytest.mark.parametrize(("place", "line", "said"), TOLD_BY_TREES)
def test_trees_refuse(trees_say, place, line, said):
    module = place.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    assert [row for row in trees_say if row.startswith(f"{module}:") and said in row] != []
