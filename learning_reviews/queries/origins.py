"""Learning reviews among what actions came of and what nothing answers yet, for those who are named
on them and nobody else (ADR 352)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from actions.enums import Origin
from actions.models import Action, Lineage
from committees.models import Area
from committees.querysets import Actor
from learning_reviews.enums import Stage
from learning_reviews.models import ReviewAction, ReviewFinding
from plans.queries.origins import NOT_ANSWERED, Outstanding, Provenance, Register

ONLY: Final = "Only those who are named on it see this line."


def _came_of(user: Actor, actions: Collection[int]) -> Iterator[Provenance]:
    """The same query for everybody."""
    links = ReviewAction.objects.visible_to(user).standing().filter(action_key__in=actions)
    for link in links.select_related("finding__review").order_by("added_at", "pk"):
        page = "learning_review", link.finding.review_id
        yield Provenance(link.action_key, *page, str(link.finding), ONLY)


def _outstanding(user: Actor, area: Area) -> Iterator[Outstanding]:
    """Findings of which no action came, or only such as were withdrawn for nothing. The same query
    for everybody who is named on nothing."""
    findings = ReviewFinding.objects.visible_to(user).filter(review__area=area)
    rows = list(findings.select_related("review").prefetch_related("review__steps", "links"))
    joined: defaultdict[object, set[int]] = defaultdict(set)
    for row in rows:
        joined[row.pk] = {one.action_key for one in row.links.all() if one.ended_at is None}
    answering = _answering({key for keys in joined.values() for key in keys})
    for row in sorted(rows, key=lambda row: (row.review.reference, row.number)):
        if joined[row.pk].isdisjoint(answering):
            steps = row.review.steps.all()
            yield Outstanding(
                str(Origin.LEARNING_REVIEW.label),
                *("learning_review", row.review_id),
                str(row),
                row.get_theme_display(),
                max(one.on for one in steps if one.stage in BEGUN and one.ended_at is None),
                state=f"{NOT_ANSWERED} {ONLY}",
            )


# a review has findings once it has reported; until then the day on which it was notified
BEGUN: Final = (Stage.NOTIFIED, Stage.REPORTED)


def _answering(keys: Collection[int]) -> set[int]:
    """Of actions, those that stand, and those that others took the place of."""
    if not keys:
        return set()
    standing = Action.objects.filter(pk__in=keys, withdrawn_on=None).values_list("pk", flat=True)
    onward = Lineage.objects.filter(source__in=keys).values_list("source", flat=True)
    return {*standing, *onward}


REVIEWS: Final = Register(_came_of, _outstanding)
