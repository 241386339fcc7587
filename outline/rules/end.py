"""What becomes of each open action when a plan ends, and whether the sum balances. Pure.

Open actions = carried forward + merged + withdrawn + become ongoing work (domain.md, section 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from actions.enums import Way


class Choice(NamedTuple):
    """What somebody decided of one action; `into` is the action that takes it over."""

    way: Way
    into: int | None = None


@dataclass(frozen=True)
class Balance:
    """How many actions are open, and what becomes of how many of them."""

    open: int
    carried: int
    merged: int
    withdrawn: int
    ongoing: int

    @property
    def left(self) -> int:
        """How many nobody has decided yet."""
        return self.open - self.carried - self.merged - self.withdrawn - self.ongoing

    @property
    def goes_on(self) -> int:
        """How many actions the plan that follows begins with."""
        return self.carried + self.ongoing

    @property
    def words(self) -> str:
        return (
            f"{self.open} open = {self.carried} carried forward + {self.merged} merged "
            f"+ {self.withdrawn} withdrawn + {self.ongoing} ongoing work"
        )


def balance(open_actions: list[int], choices: Mapping[int, Choice]) -> Balance:
    """The sum over the open actions; what was decided of others is not counted."""
    ways = [choices[key].way for key in open_actions if key in choices]
    return Balance(
        open=len(open_actions),
        carried=ways.count(Way.CARRY),
        merged=ways.count(Way.MERGE),
        withdrawn=ways.count(Way.WITHDRAW),
        ongoing=ways.count(Way.ONGOING),
    )


def holding(open_actions: list[int], choices: Mapping[int, Choice]) -> dict[int, Choice]:
    """The choices that hold: an action is merged only into an open one that is carried forward."""
    known = {key: choices[key] for key in open_actions if key in choices}
    carried = {key for key, one in known.items() if one.way == Way.CARRY}
    return {key: one for key, one in known.items() if one.way != Way.MERGE or one.into in carried}


def waits_for(*, claimed: bool, asked: bool) -> str:
    """What has to be settled of an action before anything can become of it; "" where nothing."""
    if claimed:
        return "It is reported complete. Verify that, or send it back, first."
    return "A new date is asked for. Let it be decided first." if asked else ""
