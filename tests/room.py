"""Room for the calls of all tests and of their threads, as a layout and the site have (ADR 382)."""

import threading
from collections.abc import Iterator

import pytest

from documents.files.stack import roomy

ROOMY = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | pytest.ExitCode | None:
    """The run itself, asked a second time from where all its calls have room."""
    if ROOMY in config.stash:
        return None
    config.stash[ROOMY] = True
    return roomy(lambda: config.hook.pytest_cmdline_main(config=config))


@pytest.fixture(autouse=True, scope="session")
def _threads_have_room() -> Iterator[None]:
    run = threading.Thread.run
    patch = pytest.MonkeyPatch()
    patch.setattr(threading.Thread, "run", lambda self: roomy(lambda: run(self)))
    yield
    patch.undo()
