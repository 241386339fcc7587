"""Names of tasks stand once, in the enums of their app; each is registered, no other is rung."""

import ast
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

from celery import current_app
from django.conf import settings

from tests.cpcplan.rooms import ROOMS, ROOT, Module, modules


def named() -> set[str]:
    """Every constant of an app's enums that is a task's name: "app.what_it_does"."""
    rooms = [room for room in ROOMS if find_spec(f"{room}.enums")]
    return {
        value
        for room in rooms
        for value in vars(import_module(f"{room}.enums")).values()
        if isinstance(value, str) and value.startswith(f"{room}.") and value != f"{room}.enums"
    }


def spelled_out(module: Module) -> list[str]:
    """Calls that give a task's name as a literal, where a constant belongs."""
    return [
        f"{module.name}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"enqueue", "shared_task"}
        for given in node.keywords
        if given.arg in {"task", "name"} and isinstance(given.value, ast.Constant)
    ]


def test_each_name_is_registered_and_each_task_is_named():
    for room in ROOMS:
        if find_spec(f"{room}.tasks"):
            import_module(f"{room}.tasks")
    registered = {name for name in current_app.tasks if name.split(".")[0] in ROOMS}

    assert named() == registered


def test_beat_rings_only_what_has_a_name():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} - named() == set()


def test_nobody_spells_a_name_out():
    assert [place for module in modules(ROOT) for place in spelled_out(module)] == []


def test_a_worker_loads_no_page_and_no_solver():
    asked = "from cpcplan.celery import app; import sys; app.loader.import_default_modules();"
    told = "print({'cpcplan.urls', 'numpy', 'openpyxl', 'reporting.tasks'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", asked + told], capture_output=True, check=True, text=True
    )
    assert done.stdout == "{'reporting.tasks'}\n"
