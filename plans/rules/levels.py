"""The levels of a new plan."""

from typing import NamedTuple

from plans.enums import LevelRole


class LevelSpec(NamedTuple):
    """A level of a new plan: the committee's own name for it and what it means."""

    singular: str
    plural: str
    role: LevelRole
    numbered: bool = True
    number_pattern: str = ""
