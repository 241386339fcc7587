"""The lines of the architecture hold, and wrong imports of every kind are refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cpcplan.test_house_rules import ROOT
from tests.cpcplan.walls import ROOMS, faults

# Where a fault is planted, its line, and the words by which it must be refused.
TOLD_BY_CONTRACT = [
    ("documents/phrases.py", "from actions.models import Action", "documents.phrases -> actions"),
    ("timescales/dates.py", "from plans.models import Plan", "timescales.dates -> plans.models"),
    ("disclosure/shape.py", "from plans.models import Plan", "disclosure.shape -> plans.models"),
    ("plans/rules/numbers.py", "from plans.queries import headings_of", "plans.rules.numbers"),
    ("windows/services.py", "from windows.views import windows", "windows.services -> windows"),
    ("imports/services/drafts.py", "from imports.forms import UploadForm", "imports.services.dr"),
    ("plans/queries.py", "from plans.services import create_plan", "plans.queries -> plans.serv"),
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
    ("plans/services.py", "from django.http import HttpRequest", "knows django.http.HttpReque"),
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


def test_nothing_is_imported_or_written_where_it_may_not():
    assert faults(ROOT) == []


@pytest.mark.parametrize(("place", "line", "said"), TOLD_BY_CONTRACT)
def test_contract_refuses(contract_says, place, line, said):
    assert said in contract_says


@pytest.mark.parametrize(("place", "line", "said"), TOLD_BY_TREES)
def test_trees_refuse(trees_say, place, line, said):
    module = place.removesuffix(".py").replace("/", ".")
    assert [row for row in trees_say if row.startswith(f"{module}:") and said in row] != []
