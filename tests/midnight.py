"""A run that is under way at midnight stays in the day on which it began.

Tests say "today" where their module is read, and rows of a module's scene are made once: on the day
after, both would be yesterday's. From midnight on this process's clock is set back by an hour, at
most once an hour; no test is shown another day than the one before it.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

BACK = timedelta(hours=1)


class OneDay:
    def __init__(self) -> None:
        self.day = timezone.localdate()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        if timezone.localdate() > self.day:
            time_machine.travel(timezone.now() - BACK, tick=True).start()
        return (yield)


def pytest_collection_finish(session: pytest.Session) -> None:
    """The modules have been read: the day of their "today" is known."""
    session.config.pluginmanager.register(OneDay())
