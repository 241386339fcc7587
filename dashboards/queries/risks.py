"""The risk register beside the last report, and a risk's own page with the actions against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.roles import Permission
from actions.models import ActionRisk
from assurance.queries.trace import standing_today
from assurance.rules.trace import Became
from committees.models import Area
from committees.permissions import may
from committees.querysets import Actor
from documents.enums import ReportKind
from figures.models import Indicator
from figures.querysets import held_by
from handouts.register_files import RegisterFile
from outcomes.models import HighLevelOutcome
from plans.models import Heading
from reporting.enums import ReportState
from reporting.models import Report
from reporting.queries.reports import name_of
from risks.enums import Level
from risks.models import Risk
from risks.queries.register import Register, RiskRow, register, told_risk
from risks.queries.reviews import WantedReview, wanted_reviews
from risks.rules.course import Step
from risks.rules.heat import Line, heat_map
from risks.rules.report import risk_part


@dataclass(frozen=True)
class Since:
    """The day that a register is compared with, and what was that day."""

    day: date
    name: str


@dataclass(frozen=True)
class RiskPage:
    """A risk with the actions that belong to it, as `actions` stand today, and what it is about."""

    row: RiskRow
    actions: Sequence[Became]
    headings: Sequence[Heading]
    outcomes: Sequence[HighLevelOutcome]
    indicators: Sequence[Indicator]

    @property
    def newest_first(self) -> Sequence[Step]:
        return list(reversed(self.row.steps))


def compared(area: Area, today: date, chosen: date | None) -> Since | None:
    """With what the register is compared: the day that somebody chose, else the area's last issued
    quarterly report (domain.md, rule 8); None before the first. One query at most."""
    if chosen and chosen < today:
        return Since(chosen, "the day that you chose")
    reports = Report.objects.filter(
        area=area, kind=ReportKind.QUARTERLY, state=ReportState.ISSUED, as_of__lt=today
    )
    last = reports.order_by("-as_of", "-version", "-pk").first()
    return Since(last.as_of, name_of(last)) if last else None


def seen_register(user: Actor, area: Area, today: date, since: Since | None) -> Register:
    """What `user` sees of it. Six queries."""
    risks = Risk.objects.visible_to(user).filter(area=area).select_related("area", "post")
    return register(area.pk, risks, today, since.day if since else None)


def register_file(user: Actor, whole: Register, area: Area, at: datetime) -> RegisterFile:
    """The register as a file of its own: what reports tell of it, as it stands now, with the
    actions that `user` sees against each risk. Drafts stand in no file."""
    rows = [row for row in whole.rows if row.risk.shared_on]
    links = ActionRisk.objects.visible_to(user).standing()
    pairs = list(
        links.filter(risk__in=[row.risk.pk for row in rows])
        .order_by("action__position", "pk")
        .values_list("risk", "action")
    )
    stood = standing_today({action for _, action in pairs}, whole.day)
    against: defaultdict[int, list[str]] = defaultdict(list)
    for risk, action in pairs:
        one = stood[action]
        against[risk].append(f"Action {one.reference}: {one.tag.marked}")
    told = [told_risk(row, against[row.risk.pk]) for row in rows]
    return RegisterFile(
        name="Risk register",
        area=area.name,
        who="",
        about="" if told else "No risk is in the register yet.",
        records=[risk_part(told, whole.scale, whole.since, names=True)] if told else [],
        at=at,
    )


def reviews_to_give(user: Actor, areas: Sequence[Area], today: date) -> list[WantedReview]:
    """Reviews of risks that were asked for and that `user` may give, of posts held today: what
    was wanted first comes first. One query, none for those who review nothing."""
    gives = [area for area in areas if may(user, Permission.RISK_REVIEW_OWN, area)]
    if not gives:
        return []
    own = Risk.objects.in_register().filter(area__in=gives, post__in=held_by(user))
    rows = list(own.select_related("area", "post"))
    wanted = [one for one in wanted_reviews(rows, today) if one.request] if rows else []
    return sorted(wanted, key=lambda one: (one.review_by, one.risk.pk))


def maps(shown: Sequence[RiskRow], whole: Register) -> Sequence[tuple[str, list[Line[RiskRow]]]]:
    """Where open risks stand after and before mitigation."""
    placed = [(row, row.now.rating) for row in shown if row.now.open]
    rated = [(row, rating) for row, rating in placed if rating is not None]
    return [
        ("After mitigation", heat_map(rated, whole.scale, after=True)),
        ("Before mitigation", heat_map(rated, whole.scale, after=False)),
    ]


def summary(rows: Sequence[RiskRow]) -> str:
    """ "7 open: 2 high, 3 medium, 2 low. 1 is with chief officers." of risks in the register."""
    standing = [row for row in rows if row.risk.shared_on and row.now.open]
    if not standing:
        return "No risk in the register is open."
    levels = Counter(row.now.level for row in standing)
    parts = ", ".join(f"{levels[level]} {level.label.lower()}" for level in reversed(Level))
    escalated = sum(row.now.escalated is not None for row in standing)
    silent = sum(row.silent for row in standing)
    told = [f"{len(standing)} open: {parts}."]
    if escalated:
        told.append(f"{escalated} {'is' if escalated == 1 else 'are'} with chief officers.")
    if silent:
        reviews = "review was" if silent == 1 else "reviews were"
        told.append(f"{silent} {reviews} asked for and not given.")
    return " ".join(told)


def risk_page(user: Actor, risk: Risk, today: date, since: Since | None) -> RiskPage:
    """Everything that a risk's own page shows, as far as `user` sees it."""
    [row] = register(risk.area_id, [risk], today, since.day if since else None).rows
    links = ActionRisk.objects.visible_to(user).standing().filter(risk=risk)
    joined = {link.action_id: link.pk for link in links.order_by("action__position", "pk")}
    stood = standing_today(joined, today)
    headings = Heading.objects.visible_to(user).filter(risks=risk).select_related("plan")
    outcomes = HighLevelOutcome.objects.visible_to(user).filter(risks=risk)
    return RiskPage(
        row=row,
        actions=[replace(stood[action], link=link) for action, link in joined.items()],
        headings=list(headings),
        outcomes=list(outcomes.select_related("plan")),
        indicators=list(Indicator.objects.visible_to(user).filter(risks=risk)),
    )
