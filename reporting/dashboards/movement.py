"""What moved between two days of a plan. Pure: how an action stood then, how it stands now."""

from collections.abc import Mapping

from actions.standing import Standing
from plans.enums import Canonical

LABELS = {
    "improved": "Improved",
    "worsened": "Worsened",
    "completed": "Completed",
    "added": "Added to the plan",
    "withdrawn": "Withdrawn",
    "fell_silent": "No longer heard from",
}

# From bad to good. What nobody has rated can neither improve nor worsen.
RANK: Mapping[Canonical, int] = {
    Canonical.OFF_TRACK: 0,
    Canonical.AT_RISK: 1,
    Canonical.NOT_STARTED: 2,
    Canonical.ON_TRACK: 3,
}


def moves_of(now: Standing, then: Standing | None) -> frozenset[str]:
    """The keys of `LABELS` that are true of an action between then and now.

    `then` is None when the action was not yet in the plan. An action that nobody spoke of
    since is not said to have improved or worsened: that would print an old rating as news.
    """
    found = set()
    if then is None:
        found.add("added")
    if now.rating == Canonical.COMPLETE and (then is None or then.rating != Canonical.COMPLETE):
        found.add("completed")
    if now.silent and then is not None and not then.silent:
        found.add("fell_silent")
    if then is not None and not now.silent:
        found |= _direction(now.rating, then.rating)
    return frozenset(found)


def _direction(now: Canonical, then: Canonical) -> set[str]:
    if now not in RANK or then not in RANK or RANK[now] == RANK[then]:
        return set()
    return {"improved" if RANK[now] > RANK[then] else "worsened"}
