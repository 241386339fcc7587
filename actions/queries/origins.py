"""Where actions came from: what every register says of them and of those that they replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from actions.queries.lineage import ancestors_of
from committees.querysets import Actor
from plans.queries.origins import Provenance, registers


def provenance_of(user: Actor, actions: Collection[int]) -> dict[int, Sequence[Provenance]]:
    """What some actions came of, as far as `user` sees it, by their keys: itself, or by an action
    that it took the place of. A query for each step in the longest chain, and those of each
    register."""
    above = ancestors_of(actions)
    keys = {*actions, *(key for ancestors in above.values() for key in ancestors)}
    joined: defaultdict[int, list[Provenance]] = defaultdict(list)
    for register in registers():
        for source in register.came_of(user, keys):
            joined[source.action].append(source)
    return {key: [*joined[key], *_handed_on(above[key], joined)] for key in actions}


def _handed_on(
    ancestors: dict[int, str], joined: defaultdict[int, list[Provenance]]
) -> Sequence[Provenance]:
    return [
        replace(source, through=reference)
        for key, reference in ancestors.items()
        for source in joined[key]
    ]
