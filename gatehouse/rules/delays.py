"""How long the next try waits after so many wrong passwords. Pure.

After OWASP's "Slow Down Online Guessing Attacks with Device Cookies": nobody is locked out, a
stranger is slowed, and what strangers do never counts against a device that the account knows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from gatehouse.enums import Scope

FIRST = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
# who waited may come for so long after; later they wait once more, if it is still needed
COME_BACK = timedelta(hours=1)
# the record and the log name one account, or one address, so often at most
NOTED = timedelta(days=1)
# a row that was left alone for so long counts nothing any more
FORGOTTEN = timedelta(days=2)


@dataclass(frozen=True)
class Rate:
    """`free` tries wait for nothing; every `step` more double the wait. One try is forgotten after
    each `leak`."""

    free: int
    step: int
    leak: timedelta


RATES: dict[Scope, Rate] = {
    Scope.PAIR: Rate(free=5, step=1, leak=timedelta(minutes=30)),
    Scope.ACCOUNT: Rate(free=15, step=5, leak=timedelta(minutes=2)),
    # forty people behind one address who all mistype twice wait for nothing
    Scope.ADDRESS: Rate(free=120, step=20, leak=timedelta(seconds=30)),
    Scope.DEVICE: Rate(free=10, step=1, leak=timedelta(minutes=30)),
    Scope.LETTER: Rate(free=3, step=1, leak=timedelta(hours=4)),
    Scope.LETTERS: Rate(free=40, step=10, leak=timedelta(minutes=2)),
}


def remaining(count: int, since: datetime, now: datetime, rate: Rate) -> tuple[int, datetime]:
    """What is left at `now` of a count that stood so `since`, and since when that stands."""
    gone = max(0, (now - since) // rate.leak)
    return (count - gone, since + gone * rate.leak) if gone < count else (0, now)


def delay(count: int, rate: Rate) -> timedelta:
    """How long the next try waits when `count` are remembered; nothing for the free ones."""
    over = count - rate.free
    if over < 0:
        return timedelta(0)
    doubled = 1 << min(over // rate.step, 10)
    return min(FIRST * doubled, LONGEST)


def minutes(wait: timedelta) -> str:
    """The wait in words: "1 minute", "12 minutes"; never shorter than it is."""
    number = max(1, ceil(wait / timedelta(minutes=1)))
    return f"{number} minute" if number == 1 else f"{number} minutes"
