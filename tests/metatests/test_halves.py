"""What is run on SQLite alone is still met on PostgreSQL, by kind. The table: tests/halves.py."""

import ast
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from tests.browser import pytest_collection_modifyitems as mark_browsers
from tests.halves import AGAIN, INSTEAD, MET, ONCE, is_instead, is_once, runs_again

ROOT = Path(__file__).resolve().parents[2]
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
PATTERNS = [pattern for patterns in ONCE.values() for pattern in patterns]


def named_in(path: Path) -> list[str]:
    """The names of a file's tests, as pytest begins them."""
    short = path.relative_to(ROOT).as_posix()
    return [
        f"{short}::{node.name}"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


@cache
def every_test() -> list[str]:
    """When it is asked for: whoever collects this file need not parse all others."""
    return [name for path in sorted(ROOT.glob("tests/**/test_*.py")) for name in named_in(path)]


@pytest.mark.parametrize("pattern", [*PATTERNS, *AGAIN, *INSTEAD])
def test_nothing_is_named_that_is_not_there(pattern):
    """A value of a parametrised test stands behind its name."""
    names = pattern.split("[")[0]

    assert any(fnmatchcase(name, names) for name in every_test())


@pytest.mark.parametrize("pattern", AGAIN)
def test_what_is_run_again_would_be_left_out_with_its_file(pattern):
    names = [name for name in every_test() if fnmatchcase(name, pattern.split("[")[0])]

    assert all(any(fnmatchcase(name, once.split("[")[0]) for once in PATTERNS) for name in names)


@pytest.mark.parametrize("nodeid", MET.values())
def test_what_stands_for_the_rest_is_there_and_run_again(nodeid):
    names = [name for name in every_test() if name.startswith(nodeid.split("[")[0])]

    assert [name for name in names if is_once(name)] == []
    assert names


@pytest.mark.parametrize("app", [app for app in APPS if (ROOT / "tests" / app).is_dir()])
def test_every_app_is_met_again(app):
    own = [name for name in every_test() if name.startswith(f"tests/{app}/")]

    assert not all(map(is_once, own))


@pytest.mark.parametrize(
    ("nodeid", "once"),
    [
        ("tests/oracle/test_years.py::test_every_statement_of_a_year_is_true[3]", False),
        ("tests/oracle/test_years.py::test_every_statement_of_a_year_is_true[6]", True),
        ("tests/metatests/test_urls.py::test_roles_that_may_get_in[area]", True),
        ("tests/metatests/test_urls.py::test_address_opens_to_one_who_may[area]", False),
        ("tests/metatests/test_urls.py::test_roles_that_may_not_are_refused[area]", True),
        ("tests/actions/test_services.py::test_whatever", False),
    ],
)
def test_which_are_run_once(nodeid, once):
    assert is_once(nodeid) == once


@pytest.mark.parametrize("pattern", INSTEAD)
def test_what_stands_instead_is_run_on_postgresql_alone(pattern):
    nodeid = pattern.replace("*", "[area]")

    assert (is_instead(nodeid), is_once(nodeid)) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_what_commits_is_run_again_whatever_the_table_says(request, monkeypatch):
    monkeypatch.setitem(ONCE, "planted", ("tests/metatests/test_halves.py::*",))

    assert (is_once(request.node.nodeid), runs_again(request.node)) == (True, True)


@pytest.mark.django_db
def test_what_only_reads_and_writes_is_run_as_the_table_says(request, monkeypatch):
    before = runs_again(request.node)
    monkeypatch.setitem(ONCE, "planted", ("tests/metatests/test_halves.py::*",))

    assert (before, runs_again(request.node)) == (True, False)


def test_what_asks_no_database_is_run_once(request):
    assert not runs_again(request.node)


@pytest.fixture
def browser(client):
    """Without a screen, by the name of the one that has one."""
    return client


def test_what_starts_no_browser_is_not_left_out_with_those_that_do(request, browser):
    mark_browsers([request.node])

    assert request.node.get_closest_marker("browser") is None
