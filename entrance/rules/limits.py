"""When a session is over, and what one notes of it."""

from typing import TypedDict

IDLE = "nothing happened for a long time"
ABSOLUTE = "it had lasted as long as a session may"
# what is noted of a session's last use is at most so many seconds old
NOTED_EVERY = 60


class Stamp(TypedDict):
    """What a session holds of itself. Moments are seconds since 1970."""

    began: float
    seen: float
    device: str
    network: str


def over(stamp: Stamp, now: float, *, idle: float, absolute: float) -> str:
    """Why a session is over at `now`, or "" while it goes on. `idle` and `absolute` in seconds."""
    if now - stamp["began"] >= absolute:
        return ABSOLUTE
    return IDLE if now - stamp["seen"] >= idle else ""


def seconds_left(stamp: Stamp, now: float, *, idle: float, absolute: float) -> int:
    """How long the session lasts if nothing happens from `now` on."""
    return max(0, int(min(now + idle, stamp["began"] + absolute) - now))
