"""From live rows to the hash and to every file, each value is known by its type.

The type checker refuses an explicit `Any` there (`disallow_any_explicit` in `pyproject.toml`); what
it cannot refuse is read here from the syntax trees: casts, bare `object`, silenced complaints.
"""

import ast
import tomllib
from pathlib import Path

import pytest

from tests.cpcplan.rooms import ROOMS, ROOT
from tests.cpcplan.test_house_rules import modules, short

TYPED = (
    *(
        "charts/",
        "documents/",
        "earlier/",
        "handouts/",
        "reporting/queries/snapshots.py",
        "reporting/rules/snapshots/",
    ),
    "reporting/queries/earlier_days.py",
    *("dashboards/queries/changes.py",),
)
UNTOLD = {"Any", "cast", "object"}


def untold(source: str) -> list[str]:
    """Names in a module that tell the type checker nothing, and comments that silence it."""
    tree = ast.parse(source)
    named = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    named += [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    quoted = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    silenced = ["type: ignore"] * source.count("# type: " + "ignore")
    return [name for name in (*named, *quoted) if name in UNTOLD] + silenced


def test_nothing_in_typed_records_is_untold():
    paths = [path for path in modules(*ROOMS) if typed(path)]
    spoken = {short(path): untold(path.read_text(encoding="utf-8")) for path in paths}

    assert len(paths) > 30
    assert {name: words for name, words in spoken.items() if words} == {}


def typed(path: Path) -> bool:
    return short(path).startswith(TYPED)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x: dict[str, Any] = {}", ["Any"]),
        ("x: dict[str, typing.Any] = {}", ["Any"]),
        ("x = cast(Record, y)", ["cast"]),
        ("x = typing.cast('Record', y)", ["cast"]),
        ("def f(x: object) -> str: ...", ["object"]),
        ("def f(x: 'object') -> str: ...", ["object"]),
        ("x = y  # type: " + "ignore[misc]", ["type: ignore"]),
        ("x: dict[str, int] = {}", []),
    ],
)
def test_what_tells_nothing_is_seen(source, words):
    assert untold(source) == words


def test_the_type_checker_refuses_any_there():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    strict = [
        row["module"]
        for row in settings["tool"]["mypy"]["overrides"]
        if row.get("disallow_any_explicit")
    ]

    assert strict == [
        [name.removesuffix(".py").strip("/").replace("/", ".") + ("" if name[-1] != "/" else ".*")
         for name in TYPED]
    ]  # fmt: skip
