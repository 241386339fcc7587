"""A framework as an area stands by it: the newest judgement of each indicator, what shows it, gaps,
and the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from committees.models import Area
from committees.querysets import Actor
from evaluation.models import Evaluation, Evidence, Framework, QualityIndicator
from evaluation.queries.evidence import Shown, shown
from evaluation.rules.programme import overdue, planned_words

# what evidence is named by, and what its words are read from
NAMED = ("activity", "action__plan", "update__action__plan", "indicator", "edition", "voice__group")
JUDGED = ("activity__judgements",)


@dataclass(frozen=True)
class Said:
    """An evaluation with what a person may see of what it rests on; what that says today only
    where one indicator is asked for."""

    evaluation: Evaluation
    evidence: Sequence[Shown]


@dataclass(frozen=True)
class Line:
    """An indicator with the evaluation that stands (None: never evaluated), one that nobody has
    shared yet, those that stood before, and the programme in words."""

    indicator: QualityIndicator
    said: Said | None
    draft: Said | None
    earlier: Sequence[Said]
    planned: str
    overdue: bool


@dataclass(frozen=True)
class Group:
    """A domain with its indicators."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Programme:
    framework: Framework
    groups: Sequence[Group]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def summary(self) -> str:
        """How many are evaluated, never evaluated and overdue, in words."""
        lines = self.lines
        done = sum(line.said is not None for line in lines)
        late = sum(line.overdue for line in lines)
        return (
            f"{len(lines)} quality indicator{'s' * (len(lines) != 1)}: {done} evaluated, "
            f"{len(lines) - done} never evaluated. Overdue in the programme: {late}."
        )


def frameworks(user: Actor, area: Area) -> list[Framework]:
    """Those of an area, the newest edition first."""
    return list(Framework.objects.visible_to(user).filter(area=area).order_by("-dated", "-pk"))


def programme(user: Actor, framework: Framework, today: date) -> Programme:
    """The whole framework. Four queries."""
    said = _said(user, framework)
    indicators = QualityIndicator.objects.select_related("planned")
    domains = framework.domains.prefetch_related(Prefetch("indicators", indicators))
    groups = [
        Group(row.name, [_line(one, said[one.pk], today) for one in row.indicators.all()])
        for row in domains
    ]
    return Programme(framework, groups)


def line_of(user: Actor, indicator: QualityIndicator, today: date) -> Line:
    """One indicator's."""
    framework = indicator.domain.framework
    said = _said(user, framework, of=indicator)[indicator.pk]
    rows = [one.evidence for row in said for one in row.evidence]
    now = shown(rows, framework.area, today)
    with_words = [
        Said(row.evaluation, [now[one.evidence.pk] for one in row.evidence]) for row in said
    ]
    return _line(indicator, with_words, today)


def _said(
    user: Actor, framework: Framework, of: QualityIndicator | None = None
) -> defaultdict[int, list[Said]]:
    """By the key of an indicator what was said of it, or of one, in the order in which it was
    shared."""
    which = {"indicator__domain__framework": framework} if of is None else {"indicator": of}
    seen = Evidence.objects.visible_to(user).select_related(*NAMED)
    seen = seen.prefetch_related(*JUDGED) if of else seen
    about: defaultdict[int, list[Shown]] = defaultdict(list)
    for one in seen.filter(**{f"evaluation__{name}": value for name, value in which.items()}):
        about[one.evaluation_id].append(Shown(one))
    rows = Evaluation.objects.visible_to(user).filter(**which)
    rows = rows.select_related("written_by", "shared_by")
    by_indicator: defaultdict[int, list[Said]] = defaultdict(list)
    for row in rows.order_by("shared_at", "pk"):
        by_indicator[row.indicator_id].append(Said(row, about[row.pk]))
    return by_indicator


def _line(indicator: QualityIndicator, said: Sequence[Said], today: date) -> Line:
    shared = [one for one in said if one.evaluation.shared_at]
    stands = shared[-1] if shared else None
    planned = indicator.planned.on if hasattr(indicator, "planned") else None
    evaluated = max((one.evaluation.on for one in shared), default=None)
    return Line(
        indicator=indicator,
        said=stands,
        draft=next((one for one in said if not one.evaluation.shared_at), None),
        earlier=shared[-2::-1],
        planned=planned_words(planned, evaluated, today),
        overdue=overdue(planned, evaluated, today),
    )
