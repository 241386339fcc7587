"""How a parallel run is shared out: what sets up the same goes to one process, the longest first.

A file is done by one process. All files whose path begins as one in `TOGETHER` are, one after the
other, since what they set up for all of them takes longer than what each of them tests. What takes
minutes is begun first, so that at the end no process waits for one that has just begun it.
"""

import gc
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/demonstration/", "tests/reporting/test_pdf")
LONGEST = (
    "tests/pages/test_accessibility.py",
    "tests/demonstration/",
    "tests/journeys/",
    "tests/reporting/test_past.py",
    "tests/jobs/test_worker.py",
    "tests/metatests/",
    "tests/oracle/",
    "tests/reporting/test_pdf",
    "tests/entrance/test_policy.py",
    "tests/gatehouse/test_sign_in.py",
    "tests/reporting/test_lists.py",
    "tests/audit/test_verification.py",
)


class Shares(LoadScopeScheduling):
    """Hands out whole files, or all of `TOGETHER`, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::")[0]
        return next((start for start in TOGETHER if path.startswith(start)), path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shares:
    config.option.loadscopereorder = False
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In each process of a parallel run alike; a run in one process keeps its order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))


def pytest_collection(session: pytest.Session) -> None:
    """To collect is to make what stays: the garbage collector would look through all of it again
    and again, here and, unless it is told that it stays, with every test."""
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    gc.enable()
    gc.collect()
    gc.freeze()


def rank(nodeid: str) -> int:
    places = (place for place, start in enumerate(LONGEST) if nodeid.startswith(start))
    return next(places, len(LONGEST))
