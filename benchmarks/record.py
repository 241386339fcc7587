"""The chain of the record: what it adds to a write, to many rows at once, and how fast it is read.

Each kind of write is done with the chain and without it in turns, so that both see the same
machine. "Without" is the same transaction with nothing called before its commit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from audit.databases.written import RECORD
from audit.queries.verification import breaks, extent
from audit.services import keep_all, record
from benchmarks.figures import Figure
from benchmarks.pages import empty_plan
from documents.enums import Canonical
from tests.factories import ActionFactory, UserFactory, entry_of
from updates.services.updates import record_update

TURNS = 20
ROWS = 2000


def measure() -> list[Figure]:
    plan, author = empty_plan(), UserFactory.create()
    action = ActionFactory.create(plan=plan)
    rows = [action] * ROWS
    updating, plainly = _both(lambda turn: _update(action, author, turn), TURNS)
    many, many_plainly = _both(lambda turn: _many(rows), 3)
    start = perf_counter()
    broken = list(breaks())
    reading = perf_counter() - start
    assert not broken, broken[:3]
    return [
        Figure("an update of an action, with the chain", 1000 * updating, "ms"),
        Figure("that ÷ the same without the chain", updating / plainly, "times", 1.5),
        Figure(f"{ROWS} events and versions in one transaction", many, "s"),
        Figure("that ÷ the same without the chain", many / many_plainly, "times", 2),
        Figure("verified", extent().links / reading, "links a second"),
    ]


def _update(action: Action, author: User, turn: int) -> None:
    now, entry = Action.objects.get(pk=action.pk), entry_of(action.plan, Canonical.ON_TRACK)
    assert entry is not None
    record_update(
        by=author,
        action=now,
        expected=now.row_version,
        entry=entry,
        as_at=timezone.localdate(),
        what_happened=f"The group met and agreed draft {turn}.",
    )


def _many(rows: list[Action]) -> None:
    with transaction.atomic():
        keep_all(by=None, rows=rows)
        for row in rows:
            record(by=None, verb="imported action", target=row, changes={"text": ["", row.text]})


def _both(write: Callable[[int], None], turns: int) -> tuple[float, float]:
    """Median seconds with the chain and without it. What was written without it is entered after,
    so that the record is whole."""
    with_chain, without = [], []
    for turn in range(turns):
        with_chain.append(_seconds(partial(write, 2 * turn)))
        with _later():
            without.append(_seconds(partial(write, 2 * turn + 1)))
    return median(with_chain), median(without)


def _seconds(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


@contextmanager
def _later() -> Iterator[None]:
    """Nothing is entered before commits; afterwards all of it is."""
    enter, kept = RECORD.enter, []
    RECORD.enter = lambda using, written: kept.append((using, written))
    try:
        yield
    finally:
        RECORD.enter = enter
        with transaction.atomic():
            for using, written in kept:
                enter(using, written)
