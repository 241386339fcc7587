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

from tests.cpcplan.planted import TOLD_BY_CONTRACT, TOLD_BY_TREES
from tests.cpcplan.planted_uses import USES
from tests.cpcplan.rooms import ROOMS, ROOT
from tests.cpcplan.walls import faults, stale


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Path:
    """A copy of the product with every fault in it."""
    copy = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(ROOT / room, copy / room, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for place, line, _said in (*TOLD_BY_CONTRACT, *TOLD_BY_TREES, *USES):
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


@pytest.mark.parametrize(("place", "line", "said"), [*TOLD_BY_TREES, *USES])
def test_trees_refuse(trees_say, place, line, said):
    module = place.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    assert [row for row in trees_say if row.startswith(f"{module}:") and said in row] != []
