"""Who may open what of learning reviews: everybody in the world of these tests is named on one.
What those see who are not is tried in `tests/learning_reviews/test_unseen.py`."""

from dataclasses import replace

from tests.metatests.gates import IN_AREA, Gate, P, holders, in_area


def of_review(name: str = "review", *permissions: P, post_only: bool = False) -> Gate:
    """A page at the key of a review, or of what hangs from it."""
    allowed = holders(*permissions) & IN_AREA if permissions else IN_AREA
    return Gate(lambda world: [getattr(world, name).pk], allowed, IN_AREA, post_only)


KEPT = of_review("review", P.REVIEW_KEEP)

REVIEWS: dict[str, Gate] = {
    "learning_review_list": in_area(),
    "learning_review_open": in_area(P.REVIEW_KEEP),
    "learning_review_numbers": in_area(P.REVIEW_COUNT),
    "learning_review": of_review(),
    "learning_review_step": KEPT,
    "learning_review_name": KEPT,
    "learning_review_finding": KEPT,
    "learning_review_step_back": replace(
        KEPT, made=lambda world: [world.review.steps.first().pk], post_only=True
    ),
    "learning_review_unname": replace(
        KEPT, made=lambda world: [world.review.people.first().pk], post_only=True
    ),
    "learning_review_finding_remove": of_review("review_finding", P.REVIEW_KEEP, post_only=True),
    "learning_review_join": of_review("review_finding", P.REVIEW_KEEP),
    "learning_review_part": of_review("review_action", P.REVIEW_KEEP, post_only=True),
}
