"""What stands deep in other calls gives no room back between two steps."""

import _thread
import resource
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock

import pytest

from documents.files.stack import roomy

STEPS = 2_000
DEPTHS = range(400)


def step():
    return None


def steps():
    for _ in range(STEPS):
        step()


def at(depth, work):
    return work() if not depth else at(depth - 1, work)


def taken(work):
    """How often the system was asked for a page of memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most_taken():
    return max(taken(partial(at, depth, steps)) for depth in DEPTHS)


def outside(work):
    """What ``work`` gives back where there is no room, which all the tests have (`tests.room`)."""
    given, ended = [], Lock()
    ended.acquire()
    _thread.start_new_thread(lambda: (given.append(work()), ended.release()), ())
    assert ended.acquire(timeout=60)
    return given[0]


def test_at_some_depth_each_step_asks_for_memory_and_inside_at_none():
    assert (outside(most_taken) >= STEPS, roomy(most_taken) < STEPS / 10) == (True, True)


def test_all_the_tests_and_their_threads_have_room():
    with ThreadPoolExecutor(1) as threads:
        assert max(most_taken(), threads.submit(most_taken).result()) < STEPS / 10


def test_what_is_worked_out_inside_is_given_back():
    assert roomy(lambda: 3) == 3


def test_what_fails_inside_fails_outside():
    with pytest.raises(ZeroDivisionError):
        roomy(lambda: 1 / 0)
