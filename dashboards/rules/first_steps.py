"""The steps from nothing to a first window: each done, next, or for later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounts.roles import Permission

DONE, NEXT, LATER = "done", "next", "later"


@dataclass(frozen=True)
class Step:
    """One step: what there is of it so far, and `links` (label, address) to where it is done."""

    title: str
    says: str
    permission: Permission
    done: bool = False
    links: tuple[tuple[str, str], ...] = ()
    whose: str = ""
    state: str = LATER

    @property
    def state_words(self) -> str:
        return {DONE: "Done", NEXT: "Next", LATER: "Later"}[self.state]


def in_order(steps: Sequence[Step]) -> list[Step]:
    """The steps with their states: of those that are not done the first is next."""
    first = next((place for place, step in enumerate(steps) if not step.done), None)
    return [
        replace(step, state=DONE if step.done else NEXT if place == first else LATER)
        for place, step in enumerate(steps)
    ]
