"""The steps of risks and the scales of areas, as the rules read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from risks.enums import StepKind
from risks.models import Risk, RiskScale, RiskStep
from risks.rules.course import Scale, Step
from risks.rules.facts import Rating


def steps_of(risk: Risk) -> Sequence[Step]:
    """Everything that happened to a risk, oldest first. One query."""
    return steps_by_risk([risk.pk]).get(risk.pk, ())


def steps_by_risk(risks: Collection[int]) -> Mapping[int, Sequence[Step]]:
    """The same of some risks, by their keys. One query."""
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    rows = RiskStep.objects.filter(risk__in=risks).select_related("made_by").order_by("on", "pk")
    for row in rows:
        steps[row.risk_id].append(_step(row))
    return steps


def scales_of(area: int) -> Sequence[Scale]:
    """What scores mean and meant in an area, oldest first. One query."""
    rows = RiskScale.objects.filter(area=area).order_by("on", "pk")
    return [Scale(*row) for row in rows.values_list("on", "medium_from", "high_from")]


def _step(row: RiskStep) -> Step:
    scores = (row.likelihood, row.impact, row.likelihood_after, row.impact_after)
    rating = Rating(*(score or 0 for score in scores)) if row.likelihood else None
    return Step(
        pk=row.pk,
        kind=StepKind(row.kind),
        on=row.on,
        rating=rating,
        review_by=row.review_by,
        reason=row.reason,
        who=str(row.made_by) if row.made_by else "",
    )
