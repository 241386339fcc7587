"""Read by each Python process whose clock is moved, before anything else.

Python sleeps until a reading of the clock that counts on. libfaketime holds that for a reading of
the moved clock, and the system refuses it; so here it sleeps as it did before Python 3.11.
"""

import select
import time


def sleep(seconds: float, /) -> None:
    select.select([], [], [], seconds)


time.sleep = sleep
