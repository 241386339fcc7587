"""What a person types into the forms of learning reviews."""

from accounts.roles import Role
from learning_reviews.enums import Stage
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def _named(w: World) -> Press:
    return Press(at=[make.NamedPersonFactory(review=w.review).pk])


def _finding(w: World) -> Press:
    return Press(at=[make.ReviewFindingFactory(review=w.review, number=90).pk])


def _last_step(w: World) -> Press:
    """The last stage of a review without findings."""
    review, user = make.ReviewFactory(area=w.area), w.person(Role.LEAD_OFFICER)
    make.NamedPersonFactory(review=review, person_key=user.pk)
    make.StepFactory(review=review)
    return Press(at=[make.StepFactory(review=review, stage=Stage.GATHERING).pk], by=user)


def _joined(w: World) -> Press:
    return Press(at=[make.ReviewActionFactory(finding=w.review_finding).pk])


REVIEWS: dict[str, Prepared] = {
    "learning_review_open": lambda w: Press({"notified_on": "2026-06-01"}),
    "learning_review_step": lambda w: Press({"stage": "considered", "on": "2026-06-20"}),
    "learning_review_step_back": _last_step,
    "learning_review_name": lambda w: Press({"person": w.holding.user_id}),
    "learning_review_unname": _named,
    "learning_review_finding": lambda w: Press({"number": "7", "theme": "delivery"}),
    "learning_review_finding_remove": _finding,
    "learning_review_join": lambda w: Press({"action": w.action.pk}),
    "learning_review_part": _joined,
}
