"""The one loader of figures: everything about an area's indicators in a constant number of queries.

Who may see what is decided by whoever asks: the record holds exact numbers.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.enums import Kind
from audit.models import Version
from audit.rules.days import Day
from committees.models import Area
from figures.enums import (
    Chapter,
    Frequency,
    Good,
    LinkKind,
    ObservationStatus,
    Timing,
    Unit,
    YearType,
)
from figures.models import (
    Answer,
    Benchmark,
    Category,
    Goal,
    Indicator,
    IndicatorLink,
    Observation,
    Sentence,
)
from figures.rules.facts import IndicatorFacts
from figures.rules.periods import Period
from figures.rules.record import (
    Ages,
    Agreed,
    CategoryRow,
    Comparator,
    FigureRecord,
    IndicatorRecord,
    Link,
    Observed,
    Said,
)


def figure_record(
    area: Area, *, at: datetime | None = None, only: int | None = None
) -> FigureRecord:
    """The figures of `area`, of which `only` names one indicator; exact, for whoever may see them.

    `at` is the moment up to which things were given; definitions are those of its day. Nine
    queries, one more for a moment that is past.
    """
    moment = at or timezone.now()
    rows = Indicator.objects.filter(area=area).select_related("post", "set")
    if only is not None:
        rows = rows.filter(pk=only)
    indicators = list(rows.order_by("position", "pk"))
    keys = [row.pk for row in indicators]
    day = _day(area, timezone.localdate(moment)) if at else None
    loaded = _Loaded(keys, moment)
    return FigureRecord(
        area.pk,
        area.name,
        moment,
        tuple(_indicator(row, loaded, day) for row in indicators if _there(row, day)),
    )


def _day(area: Area, on: date) -> Day:
    return Version.objects.later_than(on, plan_id=0, area_id=area.pk).on(on)


def _there(row: Indicator, day: Day | None) -> bool:
    return day is None or day.came_later(Kind.INDICATOR, row.pk) is None


class _Loaded:
    """What hangs from indicators, by the key of each."""

    def __init__(self, keys: list[int], moment: datetime) -> None:
        by: Any = {"indicator__in": keys}
        self.categories = _by(
            Category.objects.filter(**by).order_by("position", "pk"),
            lambda row: CategoryRow(row.pk, row.label, row.position, row.parent_id),
        )
        self.links = _by(
            IndicatorLink.objects.filter(**by).order_by("kind", "to"),
            lambda row: Link(LinkKind(row.kind), row.to_id),
        )
        given = Observation.objects.filter(**by, entered_at__lte=moment)
        self.observed = _by(
            given.select_related("entered_by").order_by(
                "period_end", "category__position", "category", "revision", "pk"
            ),
            _observed,
        )
        benchmarks = Benchmark.objects.filter(**by, entered_at__lte=moment)
        self.comparators = _by(
            benchmarks.order_by("comparator", "period_end", "edition_date", "pk"),
            lambda row: Comparator(
                *(row.comparator, row.category_id, Period(row.period_end, row.period_start)),
                *(row.value, row.edition_date, row.source),
            ),
        )
        self.goals = _by(
            Goal.objects.filter(
                Q(agreed_on__lte=timezone.localdate(moment)), **by, entered_at__lte=moment
            ).order_by("agreed_on", "pk"),
            lambda row: row,
        )
        self.sentences = _by(
            Sentence.objects.filter(**by, written_at__lte=moment)
            .select_related("written_by")
            .order_by("period_end", "pk"),
            lambda row: Said(
                *(row.period_end, "", row.text, str(row.written_by or ""), row.written_at),
                drafted=row.drafted,
            ),
        )
        self.answers = _by(
            Answer.objects.filter(**by, answered_at__lte=moment)
            .select_related("answered_by")
            .order_by("period_end", "pk"),
            lambda row: Said(
                *(row.period_end, row.question, row.text),
                *(str(row.answered_by or ""), row.answered_at),
            ),
        )


def _by(rows: QuerySet[Any], made: Any) -> dict[int, list[Any]]:
    kept: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        kept[row.indicator_id].append(made(row))
    return kept


def _observed(row: Observation) -> Observed:
    return Observed(
        *(row.pk, row.category_id, Period(row.period_end, row.period_start), row.revision),
        *(row.numerator, row.denominator, ObservationStatus(row.status), row.note),
        *(row.entered_at, str(row.entered_by or "")),
    )


def _indicator(row: Indicator, loaded: _Loaded, day: Day | None) -> IndicatorRecord:
    categories = tuple(loaded.categories.get(row.pk, []))
    links = tuple(loaded.links.get(row.pk, []))
    facts = _facts(row, categories, links)
    if day is not None:
        facts = day.one(Kind.INDICATOR, row.pk, facts)
    return IndicatorRecord(
        pk=row.pk,
        number=facts["number"],
        name=facts["name"],
        position=facts["position"],
        unit=Unit(facts["unit"]),
        decimals=facts["decimals"],
        numerator=facts["numerator"],
        numerator_ages=Ages(facts["numerator_age_from"], facts["numerator_age_to"]),
        denominator=facts["denominator"],
        denominator_ages=Ages(facts["denominator_age_from"], facts["denominator_age_to"]),
        timing=Timing(facts["timing"]),
        frequency=Frequency(facts["frequency"]),
        year_type=YearType(facts["year_type"]),
        good=Good(facts["good"]),
        source=facts["source"],
        questions=tuple(line for line in facts["questions"].split("\n") if line.strip()),
        breakdown=facts["breakdown"],
        overlapping=facts["overlapping"],
        counts_children=facts["counts_children"],
        complement_sensitive=facts["complement_sensitive"],
        published_elsewhere=facts["published_elsewhere"],
        headline=facts["headline"],
        chapter=Chapter(facts["chapter"]),
        starts=date.fromisoformat(facts["starts"]),
        ends=date.fromisoformat(facts["ends"]) if facts["ends"] else None,
        post=facts["post_id"],
        post_title=row.post.title if row.post and row.post_id == facts["post_id"] else "",
        set_name=str(row.set) if row.set and row.set_id == facts["set_id"] else "",
        categories=tuple(
            CategoryRow(one["id"], one["label"], one["position"], one["parent"])
            for one in facts["categories"]
        ),
        links=tuple(Link(LinkKind(one["kind"]), one["to"]) for one in facts["links"]),
        observed=tuple(loaded.observed.get(row.pk, [])),
        comparators=tuple(loaded.comparators.get(row.pk, [])),
        agreed=_agreed(loaded.goals.get(row.pk, [])),
        sentences=_newest(loaded.sentences.get(row.pk, [])),
        answers=_newest(loaded.answers.get(row.pk, [])),
    )


def _facts(
    row: Indicator, categories: tuple[CategoryRow, ...], links: tuple[Link, ...]
) -> IndicatorFacts:
    return row.facts(
        [
            {"id": one.pk, "label": one.label, "position": one.position, "parent": one.parent}
            for one in categories
        ],
        [{"kind": one.kind.value, "to": one.to} for one in links],
    )


def _agreed(rows: list[Goal]) -> tuple[Agreed, ...]:
    """What holds of each kind: the last agreed, unless that says that it holds no more."""
    last = {row.kind: row for row in rows}
    return tuple(
        Agreed(row.kind, row.value, row.agreed_on, row.agreed_by, row.note)
        for row in last.values()
        if row.value is not None
    )


def _newest(rows: list[Said]) -> tuple[Said, ...]:
    return tuple({(row.period_end, row.question): row for row in rows}.values())
