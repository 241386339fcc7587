"""Which stage of a learning review may follow which, and what has to be said of it. Pure.

Source: domain.md, section 7. The guidance's own terms between stages are not at hand; none is made
up, so none is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from learning_reviews.enums import Course, Reason, Stage

IN_ORDER: Final = (
    *(Stage.NOTIFIED, Stage.GATHERING, Stage.RECOMMENDED, Stage.DECIDED, Stage.REVIEWING),
    *(Stage.REPORTED, Stage.CONSIDERED, Stage.PLANNED, Stage.SHARED),
)
# what is told beside the stages, and the stage from which on it may be
BESIDE: Final[Mapping[Stage, Stage]] = {
    Stage.TOLD: Stage.DECIDED,
    Stage.PUBLISHED: Stage.CONSIDERED,
}
DECIDING: Final = (Stage.RECOMMENDED, Stage.DECIDED)
REASONS: Final[Mapping[Course, Sequence[Reason]]] = {
    Course.PROCEED: (Reason.CRITERIA_MET, Reason.GOOD_PRACTICE),
    Course.STOP: (
        *(Reason.CRITERIA_NOT_MET, Reason.NOTHING_MORE),
        *(Reason.LEARNED_OTHERWISE, Reason.ELSEWHERE),
    ),
}
ENDED: Final = "Decided not to proceed"


@dataclass(frozen=True)
class Taken:
    """A stage that a review came to; `post` is the key of the one that recommended or decided."""

    stage: Stage
    on: date
    course: Course | None = None
    reason: Reason | None = None
    post: int | None = None


def reached(taken: Iterable[Taken]) -> Taken | None:
    """The furthest of the stages in their order; None where there is none."""
    known = {one.stage: one for one in taken}
    return next((known[stage] for stage in reversed(IN_ORDER) if stage in known), None)


def stopped(taken: Iterable[Taken]) -> bool:
    """Whether it was decided not to proceed."""
    return any(one.stage == Stage.DECIDED and one.course == Course.STOP for one in taken)


def stage_name(taken: Iterable[Taken]) -> str:
    """Where a review stands, in words."""
    steps = list(taken)
    last = reached(steps)
    if stopped(steps):
        return ENDED
    return str(last.stage.label) if last else ""


def next_stages(taken: Iterable[Taken]) -> list[Stage]:
    """What may be recorded now: the stage that follows, and what is told beside the stages."""
    steps = list(taken)
    last, known = reached(steps), {one.stage for one in steps}
    place = IN_ORDER.index(last.stage) if last else -1
    onward = [] if stopped(steps) else list(IN_ORDER[place + 1 : place + 2])
    beside = [stage for stage, after in BESIDE.items() if after in known and stage not in known]
    return onward + beside


def last_of(taken: Sequence[Taken]) -> list[Stage]:
    """Those that may be taken back: on which nothing rests that was recorded."""
    known = {one.stage for one in taken}
    last = reached(taken)
    resting = {BESIDE[stage] for stage in known if stage in BESIDE}
    held = [last.stage] if last and last.stage not in {*resting, Stage.NOTIFIED} else []
    return held + [stage for stage in BESIDE if stage in known]


def fault_of(taken: Sequence[Taken], new: Taken, today: date) -> dict[str, str]:
    """What stands in the way of recording `new`, by the name of the field; empty where nothing."""
    said: dict[str, str] = {}
    if new.stage not in next_stages(taken):
        said["stage"] = "This stage does not come next. Look at what is recorded already."
    after = BESIDE.get(new.stage)
    before = next((one for one in taken if one.stage == after), None) if after else reached(taken)
    if new.on > today:
        said["on"] = "This day is still to come."
    elif before and new.on < before.on:
        said["on"] = f"This is before: {before.stage.label.lower()}."
    return said | _unsaid(new)


def _unsaid(new: Taken) -> dict[str, str]:
    """What a recommendation or a decision lacks; what another stage has too much."""
    if new.stage not in DECIDING:
        much = {"course": new.course, "reason": new.reason, "post": new.post}
        words = "This is said of a recommendation or a decision only."
        return {name: words for name, value in much.items() if value}
    said: dict[str, str] = {}
    if new.course is None:
        said["course"] = "Say whether to proceed or not."
    if new.reason is None:
        said["reason"] = "Choose the reason."
    elif new.course and new.reason not in REASONS[new.course]:
        said["reason"] = f"This is no reason for: {new.course.label.lower()}."
    if new.post is None:
        said["post"] = "Choose the post."
    return said
