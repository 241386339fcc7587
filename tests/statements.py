"""Which statements each test sends: what ADR 279 was decided by, to be asked again.

    python -m tests.servers python -m pytest -p tests.statements --statements FILE

runs every test that touches PostgreSQL, those of `tests/halves.py` that are run once too, and
writes to FILE the statements that only those send, and which of them sends each.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.db.backends.utils import CursorWrapper

# Two statements are of one shape when they differ in these: names of savepoints, how long a list
# is, and numbers.
VARIES: Final = (
    (re.compile(r'"s\d+_x\d+"'), "savepoint"),
    (re.compile(r"\((?:%s(?:::\w+)?(?:, )?)+\)"), "(#)"),
    (re.compile(r"(?:\(#\)(?:, )?)+"), "(#)"),
    (re.compile(r"\b[U-W]?\d+\b"), "0"),
)


def shape(statement: str) -> str:
    for varies, instead in VARIES:
        statement = varies.sub(instead, statement)
    return statement


class Noted:
    """Every shape of a statement, and the tests that sent it."""

    def __init__(self, path: Path, halves: Any) -> None:
        self.path, self.halves, self.now = path, halves, ""
        self.sent_by: defaultdict[str, set[str]] = defaultdict(set)
        for name in ("execute", "executemany"):
            self._note(name, getattr(CursorWrapper, name))

    def _note(self, name: str, original: Any) -> None:
        def noted(cursor: Any, sql: Any, *args: Any, **kwargs: Any) -> Any:
            self.sent_by[shape(str(sql))].add(self.now)
            return original(cursor, sql, *args, **kwargs)

        setattr(CursorWrapper, name, noted)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.now = item.nodeid
        return (yield)

    def pytest_sessionfinish(self) -> None:
        lines = [
            f"{sorted(tests)[0]}\n    {statement}\n"
            for statement, tests in sorted(self.sent_by.items())
            if all(map(self.halves.is_once, tests))
        ]
        self.path.write_text("".join(lines), encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--statements", required=True, type=Path)


def pytest_configure(config: pytest.Config) -> None:
    # whatever touches the database is run, as if nothing were run once
    halves = config.pluginmanager.unregister(name="tests.halves")
    config.pluginmanager.register(Noted(config.getoption("--statements").absolute(), halves))
