"""How a parallel run is shared out: what sets up the same goes to one process, the longest first.

A file is done by one process. Of a folder in `TOGETHER` all files are, one after the other, since
what they set up for the whole folder takes longer than what each of them tests. What takes minutes
is begun first, so that at the end no process waits for one that has just begun it.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/demonstration/",)
LONGEST = (
    "tests/pages/test_accessibility.py",
    "tests/demonstration/",
    "tests/journeys/",
    "tests/reporting/test_past.py",
    "tests/jobs/test_worker.py",
    "tests/metatests/",
)


class Shares(LoadScopeScheduling):
    """Hands out whole files, or whole folders, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::")[0]
        return next((folder for folder in TOGETHER if path.startswith(folder)), path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shares:
    config.option.loadscopereorder = False
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In each process of a parallel run alike; a run in one process keeps its order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))


def rank(nodeid: str) -> int:
    places = (place for place, start in enumerate(LONGEST) if nodeid.startswith(start))
    return next(places, len(LONGEST))
