"""Places and attendance of courses, summed and told. Pure: no total is ever typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Places:
    """What is known of one course: the places offered, and how many came by agency. No attendance
    says that nobody counted, which is not the same as that nobody came."""

    offered: int | None = None
    attendance: Mapping[str, int] = field(default_factory=dict)

    @property
    def taken(self) -> int | None:
        return sum(self.attendance.values()) if self.attendance else None


def capacity(course: Places) -> str:
    """Of one course, as a sentence without its full stop; "" where nothing was counted."""
    if course.taken is None:
        return (
            f"{_places(course.offered)} offered, attendance not counted" if course.offered else ""
        )
    if course.offered is None:
        return f"{_people(course.taken)} came; how many places were offered is not said"
    return _of(course.taken, course.offered)


def all_capacity(courses: Sequence[Places]) -> str:
    """Of several courses together: over those that say both, and how many those are."""
    both = [
        (one.taken, one.offered)
        for one in courses
        if one.taken is not None and one.offered is not None
    ]
    if not both:
        return ""
    said = _of(sum(taken for taken, _ in both), sum(offered for _, offered in both))
    if len(both) == len(courses):
        return f"{said}, over {_courses(len(both))}"
    return f"{said}, over the {len(both)} of {_courses(len(courses))} that say both numbers"


def by_agency(courses: Sequence[Places]) -> list[tuple[str, int]]:
    """How many came of each agency to all of them, the most first."""
    total: Counter[str] = Counter()
    for one in courses:
        total.update(one.attendance)
    return sorted(total.items(), key=lambda row: (-row[1], row[0]))


def _of(taken: int, offered: int) -> str:
    share = f" ({taken * 100 / offered:.0f}%)" if offered else ""
    return f"{taken} of {_places(offered)} taken{share}"


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _courses(count: int) -> str:
    return f"{count} course{'' if count == 1 else 's'}"
