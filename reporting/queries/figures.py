"""What the figures of a report are written from, as they were given until a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from actions.enums import IndicatorKind
from actions.models import ActionIndicator
from actions.rules.worse_results import Joined
from committees.models import Area
from documents.enums import ReportKind, Silence
from documents.schema.indicators import ToldRecord
from figures.enums import Audience
from figures.models import Edition, FigureRequest
from figures.queries.audiences import rules_of
from figures.queries.gaps import givers_of
from figures.queries.record import figure_record
from figures.queries.told import history_of, lifted_names, said_in
from figures.rules.editions.audiences import Rule
from figures.rules.editions.extents import headlines
from figures.rules.editions.release import released
from figures.rules.periods import Period
from figures.rules.publication import Extent
from figures.rules.record import FigureRecord, IndicatorRecord
from figures.rules.told import Told
from plans.models import Plan
from reporting.rules.snapshots.figures import Figured, Lacking
from reporting.rules.snapshots.order import Order
from reporting.rules.snapshots.years import ToldByYears, by_years
from timescales.date_format import long_day
from timescales.days import plus_months

ABSENT = "not given"
MONTHS_BACK = {ReportKind.QUARTERLY.value: -24, ReportKind.ANNUAL.value: -60}
# a figure that was missing for longer is not told again in every report
MISSING_SINCE = timedelta(days=400)


@dataclass(frozen=True)
class Readers:
    """For whom the figures of a report are, and what they may see of them."""

    audience: Audience
    rule: Rule

    @property
    def exact(self) -> bool:
        return self.rule.is_exact


def readers_of(area: Area, kind: str) -> Readers:
    """An annual report is for the public. A quarterly one is for members, unless the committee
    lets chief officers see figures as they are: then it is for them. One query."""
    rules = rules_of(area)
    if kind == ReportKind.ANNUAL:
        return Readers(Audience.PUBLIC, rules[Audience.PUBLIC])
    if rules[Audience.CHIEF_OFFICERS].is_exact:
        return Readers(Audience.CHIEF_OFFICERS, rules[Audience.CHIEF_OFFICERS])
    return Readers(Audience.MEMBERS, rules[Audience.MEMBERS])


def extent_of(kind: str, as_of: date, record: FigureRecord, rule: Rule) -> Extent:
    """What a report tells: two years of quarters without their parts, and where nothing is hidden
    the four that end with each; or five years of the headlines with their parts, put together
    where they are small."""
    since = plus_months(as_of, MONTHS_BACK[kind]) + timedelta(1)
    if kind != ReportKind.ANNUAL:
        return Extent(since=since, until=as_of, breakdowns=False, rolling=rule.is_exact)
    return headlines(record, Extent(since=since, until=as_of), rule.threshold)


def record_at(area: Area, moment: datetime) -> FigureRecord:
    """The figures as they were given until the freeze: those of a quarter come after its end. What
    is told of them are periods that ended by the day of the position (ADR 237)."""
    return figure_record(area, at=moment)


def figured(
    plan: Plan, order: Order, readers: Readers, record: FigureRecord, edition: Edition | None = None
) -> Figured:
    """What the figures of a report of `plan` are written from. Without an `edition` it is worked
    out what one would tell now.

    Raises NotSafe where that could not be made safe.
    """
    if edition is None:
        name = f"Proof of {long_day(order.as_of)}"
        extent = extent_of(order.kind, order.as_of, record, readers.rule)
        told = released(
            *(record, extent, readers.rule), name=name, history=history_of(plan.area),
            lifted=lifted_names(plan.area, readers.audience, record),
        ).said  # fmt: skip
    else:
        told = said_in(edition)
    yearly = order.kind == ReportKind.ANNUAL
    about: ToldRecord = {
        "audience": WORDS[readers.audience],
        "rule": readers.rule.words,
        "edition": edition.number if edition else 0,
        "sha256": edition.sha256 if edition else "",
    }
    shown = by_years(record) if yearly else record
    return Figured(
        record=shown,
        told=(ToldByYears if yearly else Told)(told, absent=ABSENT),
        edition=about,
        joined=_joined(plan, order.frozen_at),
        lacking=lacking(plan.area, record, order.as_of, order.frozen_at),
        exact=readers.exact,
        yearly=yearly,
    )


WORDS = {
    Audience.CHIEF_OFFICERS: "chief officers",
    Audience.MEMBERS: "committee members",
    Audience.PUBLIC: "the public",
}


def fingerprint(record: FigureRecord) -> str:
    """Whether two loads hold the same. Keyed, so that nobody who reads it can try numbers out."""
    told = repr(record.indicators)
    return salted_hmac("figures of a report", told, algorithm="sha256").hexdigest()


def _joined(plan: Plan, moment: datetime) -> list[Joined]:
    rows = ActionIndicator.objects.on(moment).filter(action__plan=plan)
    rows = rows.order_by("indicator__position", "action__position", "pk")
    return [
        Joined(action, indicator, IndicatorKind(kind))
        for action, indicator, kind in rows.values_list("action_id", "indicator_id", "kind")
    ]


def lacking(area: Area, record: FigureRecord, as_of: date, moment: datetime) -> list[Lacking]:
    """Periods up to a day for which nothing is there at a moment, and who was asked. At most three
    queries."""
    after, since = as_of + timedelta(1), as_of - MISSING_SINCE
    rows = [
        (row, period)
        for row in record.indicators
        for period in row.missing(after)
        if period.end >= since
    ]
    if not rows:
        return []
    day = timezone.localdate(moment)
    givers = givers_of({row.post: area.pk for row, _ in rows if row.post}, day)
    able = {post for post, behind in givers.items() if behind.first}
    asked = _asked([row for row, _ in rows], day)
    return [_missing(row, period, able, asked, day) for row, period in rows]


def _asked(rows: Sequence[IndicatorRecord], day: date) -> dict[tuple[int, date], FigureRequest]:
    requests = FigureRequest.objects.filter(
        indicator__in={row.pk for row in rows}, asked_on__lte=day
    )
    return {(row.indicator_id, row.period_end): row for row in requests.order_by("asked_on", "pk")}


def _missing(
    row: IndicatorRecord,
    period: Period,
    able: set[int],
    asked: dict[tuple[int, date], FigureRequest],
    day: date,
) -> Lacking:
    request = asked.get((row.pk, period.end))
    post = row.post_title
    if row.post not in able:
        words = f"{post}: nobody holds it" if post else "No post gives it"
        return Lacking(row.pk, period, Silence.NOBODY, words)
    if request is None:
        return Lacking(row.pk, period, Silence.NOT_ASKED, post)
    said = f"{post}, asked on {long_day(request.asked_on)}"
    if day <= request.due_on:
        return Lacking(row.pk, period, Silence.AWAITED, f"{said}, until {long_day(request.due_on)}")
    return Lacking(row.pk, period, Silence.UNANSWERED, said)
