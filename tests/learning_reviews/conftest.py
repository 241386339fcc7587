"""A review that three people may know of, with all that a review can hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.roles import Role
from actions.models import Action
from committees.models import Area
from learning_reviews.enums import Course, Reason, Stage, Theme
from learning_reviews.models import Review, ReviewAction, ReviewFinding
from learning_reviews.rules.stages import DECIDING, IN_ORDER
from learning_reviews.services import (
    add_finding,
    join_action,
    name_person,
    note_reading,
    open_review,
    record_step,
)
from tests import factories as make

DAY = date(2026, 6, 1)
DECIDES = "Independent Chair of the committee"


@dataclass
class Story:
    review: Review
    finding: ReviewFinding
    link: ReviewAction
    keeper: User
    chair: User
    member: User


def live(area: Area, action: Action) -> Story:
    """Everything that can be recorded of a review, but its publication."""
    return lived(area, action, insiders(area))


def insiders(area: Area) -> tuple[User, ...]:
    """Those who will be named, and the post that decides."""
    make.PostFactory(area=area, title=DECIDES)
    roles = (Role.LEAD_OFFICER, Role.CHAIR, Role.MEMBER)
    return tuple(make.person_with(role, area) for role in roles)


def lived(area: Area, action: Action, people: tuple[User, ...]) -> Story:
    """The same by people who are there already."""
    keeper, chair, member = people
    post = area.posts.get(title=DECIDES)
    review = open_review(by=keeper, area=area, key=uuid4(), notified_on=DAY)
    for person in (chair, member):
        name_person(by=keeper, review=review, person=person)
    for stage in (*IN_ORDER[1:], Stage.TOLD):
        said = {"course": Course.PROCEED, "reason": Reason.CRITERIA_MET, "post": post}
        told = said if stage in DECIDING else {}
        record_step(by=keeper, review=review, stage=stage, on=DAY, **told)
    finding = add_finding(by=keeper, review=review, number=1, theme=Theme.DELIVERY)
    link = join_action(by=keeper, finding=finding, action=action)
    note_reading(by=member, review=review)
    return Story(review, finding, link, keeper, chair, member)


@pytest.fixture
def story() -> Story:
    plan = make.PlanFactory(state="published")
    return live(plan.area, make.ActionFactory(plan=plan))


@pytest.fixture
def opened() -> Callable[[], Review]:
    """A review that was notified and nothing more, by its keeper."""

    def open_one() -> Review:
        area = make.AreaFactory()
        keeper = make.person_with(Role.LEAD_OFFICER, area)
        return open_review(by=keeper, area=area, key=uuid4(), notified_on=DAY)

    return open_one
