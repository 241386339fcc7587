"""Everything that an indicator's own page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from actions.enums import IndicatorKind
from actions.models import ActionIndicator
from actions.queries.positions import position
from charts.figure import Figure
from committees.querysets import Actor
from dashboards.queries.figures import Change, changes_of
from documents.statuses import Tag
from figures.enums import LinkKind
from figures.models import Indicator, IndicatorLink
from figures.queries.record import figure_record
from figures.queries.told import told_to
from figures.rules.exhibits import (
    as_published,
    drafted,
    exhibit,
    forms_of,
    lines,
    measured,
    shown_period,
)
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord, Observed, Said
from figures.rules.sentences import Spoken, for_audience, spoken
from figures.rules.told import Told
from figures.rules.values import printed
from timescales.date_format import long_day, long_moment


@dataclass(frozen=True)
class Asked:
    """A scrutiny question with the committee's answers, the newest period first."""

    question: str
    answers: Sequence[tuple[str, Said]]


@dataclass(frozen=True)
class JoinedAction:
    """An action that came of the figure or is measured by it; `tag` None where it is not rated."""

    link: ActionIndicator
    kind: str
    tag: Tag | None


@dataclass(frozen=True)
class Edited:
    """A comparator's number in one edition; `newest` is what holds."""

    period: str
    name: str
    category: str
    text: str
    edition: date
    source: str
    newest: bool


@dataclass(frozen=True)
class Revision:
    """A number that was put right: what stood before, what stands now, and why."""

    period: str
    category: str
    before: str
    now: str
    row: Observed


@dataclass(frozen=True)
class Linked:
    """Another indicator whose numbers belong to this one's; said on this one if it is its `own`."""

    pk: int
    words: str
    other: Indicator
    own: bool


BACK = {
    LinkKind.PART_OF: "contains",
    LinkKind.JOINS: "gets, in the period, the number of",
    LinkKind.LEAVES: "loses, in the period, the number of",
    LinkKind.DENOMINATOR: "is what this is a share of:",
}


@dataclass(frozen=True)
class IndicatorPage:
    """`newest` is the last period of which anything is told; None where nothing is."""

    record: IndicatorRecord
    told: Told | None
    newest: Period | None
    exact: bool
    figures: Sequence[Figure] = ()
    said: Spoken | None = None
    changes: Sequence[Change] = ()
    asked: Sequence[Asked] = ()
    actions: Sequence[JoinedAction] = ()
    editions: Sequence[Edited] = ()
    revisions: Sequence[Revision] = ()
    missing: Sequence[Period] = ()
    links: Sequence[Linked] = ()

    @property
    def meaning(self) -> list[tuple[str, str]]:
        """What it counts, of whom and when: label and words."""
        own = self.record
        what = measured(own)
        rows = [
            ("What kind of figure", own.unit.label),
            ("What is counted", what.counted),
            ("Out of whom or what", what.out_of),
            ("When", f"{own.timing.label}, {own.frequency.label.lower()}"),
            ("Its year", own.year_type.label),
            ("Which way is good", own.good.label),
            ("Source", own.source),
            ("Post that gives it", own.post_title or "Nobody yet"),
            (own.breakdown or "Categories", "\n".join(row.label for row in own.categories)),
            ("Asked for since", long_day(own.starts)),
            ("Last day", long_day(own.ends) if own.ends else ""),
        ]
        return [(label, words) for label, words in rows if words]

    @property
    def agreed(self) -> list[str]:
        """ "Threshold 90%: agreed by Committee, 17 June 2026"."""
        told = zip(lines(self.record), self.record.agreed, strict=True)
        return [
            f"{line.words}: agreed by {line.agreed}." + (f" {one.note}" if one.note else "")
            for line, one in told
        ]

    @property
    def stale_words(self) -> str:
        """What was written beside earlier numbers, and what may be done about it."""
        written = self.said.written if self.said and self.said.stale else None
        if written is None:
            return ""
        return (
            f"“{written.text}” was written on {long_moment(timezone.localtime(written.at))}, "
            "before the newest number. Until somebody writes it anew, the drafted one is printed."
        )


def indicator_page(user: Actor, indicator: Indicator, today: date, *, exact: bool) -> IndicatorPage:
    """The page of `indicator` as `user` may see it; `exact` where numbers are shown as they are."""
    record = figure_record(indicator.area, only=indicator.pk)
    own = record.indicators[0]
    told = told_to(user, indicator.area, indicator=own, record=record, rolling=True)
    periods = told.periods(own) if told else []
    page = IndicatorPage(
        own,
        told,
        periods[-1] if periods else None,
        exact,
        asked=[Asked(one, _answers(own, one)) for one in own.questions] if exact else (),
        actions=_actions(user, indicator, today),
        editions=list(_editions(own)),
        missing=own.missing(today) if exact else (),
        links=_links(indicator),
    )
    if told is None or page.newest is None:
        return page
    forms = forms_of(own, told)
    figures = [exhibit(own, told, area=indicator.area.name, form=form) for form in forms]
    draft = figures[0].sentence
    if exact:
        said = spoken(own, draft, page.newest)
    else:
        said = Spoken(for_audience(own, figures[0], page.newest), draft)
    return replace(
        page,
        # the sentence stands at the head of the page
        figures=[replace(figures[0], sentence=""), *figures[1:]],
        said=said,
        changes=list(changes_of(own, told, page.newest)),
        revisions=list(_revisions(own)) if exact else (),
    )


def draft_of(indicator: Indicator, user: Actor) -> tuple[str, Period | None]:
    """The sentence as the rules draft it of the numbers that stand, and the period that it is of;
    for those who see them as they are."""
    record = figure_record(indicator.area, only=indicator.pk)
    own = record.indicators[0]
    told = told_to(user, indicator.area, indicator=own, record=record)
    periods = told.periods(own) if told else []
    if told is None or not periods:
        return "", None
    return drafted(own, told, area=indicator.area.name), periods[-1]


def _answers(own: IndicatorRecord, question: str) -> list[tuple[str, Said]]:
    rows = [row for row in own.answers if row.question == question]
    rows.sort(key=lambda row: row.period_end, reverse=True)
    return [(shown_period(own, own.period_of(row.period_end)).label, row) for row in rows]


def _actions(user: Actor, indicator: Indicator, today: date) -> list[JoinedAction]:
    """Actions that belong to the indicator, of plans that the person reads, as they stand today."""
    links = list(
        ActionIndicator.objects.visible_to(user)
        .standing()
        .filter(indicator=indicator)
        .select_related("action__plan__area", "action__plan__legend")
        .order_by("action__plan__title", "action__position", "pk")
    )
    plans = {link.action.plan_id: link.action.plan for link in links}
    tags = {row.pk: row.tag for plan in plans.values() for row in position(plan, today).rows}
    return [
        JoinedAction(link, IndicatorKind(link.kind).label, tags.get(link.action_id))
        for link in links
    ]


def _editions(own: IndicatorRecord) -> Iterator[Edited]:
    """Every edition of every comparator's number, the newest period first."""
    labels = {row.pk: row.label for row in own.categories}
    newest = {(row.name, row.category, row.period): row for row in own.comparators}
    ordered = sorted(own.comparators, key=lambda row: (row.period, row.edition), reverse=True)
    for row in ordered:
        yield Edited(
            shown_period(own, row.period).label,
            row.name,
            labels.get(row.category or 0, ""),
            as_published(own, row.value).text,
            row.edition,
            row.source,
            newest[row.name, row.category, row.period] is row,
        )


def _revisions(own: IndicatorRecord) -> Iterator[Revision]:
    """Numbers that were put right, the last first. Exact: for those who see figures as they are."""
    labels = {row.pk: row.label for row in own.categories}
    before: dict[tuple[int | None, Period], Observed] = {}
    rows = []
    for row in sorted(own.observed, key=lambda row: (row.entered_at, row.revision)):
        key = (row.category, row.period)
        if key in before:
            rows.append((before[key], row))
        before[key] = row
    for earlier, row in reversed(rows):
        yield Revision(
            shown_period(own, row.period).label,
            labels.get(row.category or 0, ""),
            _given(own, earlier),
            _given(own, row),
            row,
        )


def _given(own: IndicatorRecord, row: Observed) -> str:
    if row.numerator is None:
        return "not available"
    part = printed(row.numerator, 0 if row.numerator == row.numerator.to_integral() else 2)
    if row.denominator is None:
        return part
    whole = printed(row.denominator, 0 if row.denominator == row.denominator.to_integral() else 2)
    value = own.value(row)
    share = f" ({printed(value, own.decimals, own.unit)})" if value is not None else ""
    return f"{part} of {whole}{share}"


def _links(indicator: Indicator) -> list[Linked]:
    """How its numbers belong to others', from its own side and from theirs."""
    rows = IndicatorLink.objects.filter(Q(indicator=indicator) | Q(to=indicator))
    return [
        Linked(row.pk, LinkKind(row.kind).label, row.to, own=True)
        if row.indicator_id == indicator.pk
        else Linked(row.pk, BACK[LinkKind(row.kind)], row.indicator, own=False)
        for row in rows.select_related("indicator", "to").order_by("kind", "pk")
    ]
