"""Calls of the services that write learning reviews."""

from typing import Any
from uuid import UUID

from accounts.roles import Role
from learning_reviews.enums import Stage, Theme
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, Prepare


def _last_step(w: World) -> dict[str, Any]:
    review = make.ReviewFactory(area=w.area)
    make.StepFactory(review=review)
    return {"step": make.StepFactory(review=review, stage=Stage.GATHERING)}


def _named(w: World) -> dict[str, Any]:
    keeper = make.person_with(Role.LEAD_OFFICER, w.area)
    make.NamedPersonFactory(review=w.review, person_key=keeper.pk)
    return {"named": make.NamedPersonFactory(review=w.review)}


REVIEWS: dict[str, Prepare] = {
    "learning_reviews.open_review": lambda w: {
        "area": w.area,
        "key": UUID("5f0f2c6e-0e0f-4b4e-9c3e-0a7f1d1c2b3a"),
        "notified_on": DAY,
    },
    "learning_reviews.name_person": lambda w: {"review": w.review, "person": w.holding.user},
    "learning_reviews.end_naming": _named,
    "learning_reviews.hand_over": lambda w: {
        "area": w.area,
        "person": make.person_with(Role.CHAIR, w.area),
    },
    "learning_reviews.note_reading": lambda w: {"review": w.review},
    "learning_reviews.record_step": lambda w: {
        "review": w.review,
        "stage": Stage.CONSIDERED,
        "on": DAY,
    },
    "learning_reviews.take_back_step": _last_step,
    "learning_reviews.add_finding": lambda w: {
        "review": w.review,
        "number": 7,
        "theme": Theme.DELIVERY,
    },
    "learning_reviews.remove_finding": lambda w: {
        "finding": make.ReviewFindingFactory(review=w.review, number=90)
    },
    "learning_reviews.join_action": lambda w: {"finding": w.review_finding, "action": w.action},
    "learning_reviews.part_action": lambda w: {"link": w.review_action},
}
