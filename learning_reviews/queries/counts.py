"""How many reviews an area has at each stage, for those who see exact numbers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from committees.models import Area
from learning_reviews.models import Review, Step
from learning_reviews.rules.counts import Counts, counted
from learning_reviews.rules.stages import Taken


def counts_of(area: Area, day: date) -> Counts:
    """Every review of an area, whoever is named on it, as at the end of a day: exact numbers, for
    chief officers alone (ADR 309). Two queries."""
    steps: defaultdict[UUID, list[Taken]] = defaultdict(list)
    for row in Step.objects.filter(review__area=area, ended_at=None):
        steps[row.review_id].append(row.taken())
    keys = Review.objects.filter(area=area).values_list("pk", flat=True)
    return counted([steps[key] for key in keys], day)
