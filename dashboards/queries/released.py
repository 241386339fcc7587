"""What those read who see nothing in preparation: an inspector, and who reads editions only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Permission, Role
from committees.models import Area, RoleGrant
from committees.permissions import permissions_in
from editions.queries.pages import EditionRow, rows_of, seen
from plans.models import PlanVersion, SignOff
from reporting.enums import ReportState
from reporting.models import Report

P = Permission


@dataclass(frozen=True)
class ReleasedReport:
    """An issued version: who released it and when, and what came in its place."""

    report: Report
    replaced_by: Report | None


@dataclass(frozen=True)
class Released:
    """What an inspector was given in one area, with its history, and until when."""

    area: Area
    until: date | None
    reports: Sequence[ReleasedReport]
    versions: Sequence[PlanVersion]
    sign_offs: Sequence[SignOff]


@dataclass(frozen=True)
class Editions:
    """For whoever reads published editions only: the area, and nothing of its meetings."""

    area: Area
    rows: Sequence[EditionRow] = ()


def released_to(user: User, areas: Sequence[Area], today: date) -> list[Released]:
    """By area, for inspectors; nothing is asked for anybody else but their roles. Six queries."""
    grants = RoleGrant.objects.filter(user=user, area__in=areas, role=Role.INSPECTOR)
    until = dict(grants.current(today).order_by("ends").values_list("area_id", "ends"))
    if not until:
        return []
    reports = Report.objects.visible_to(user).filter(state=ReportState.ISSUED, area__in=until)
    issued = list(reports.select_related("plan", "issued_by").order_by("-as_of", "-version"))
    gone = Report.objects.replaced(issued)
    versions = PlanVersion.objects.visible_to(user).filter(plan__area__in=until)
    kept = list(versions.select_related("plan").defer("content").order_by("-dated", "-pk"))
    signed = SignOff.objects.visible_to(user).filter(plan__area__in=until).select_related("plan")
    decided = list(signed.order_by("-decided_on", "-pk"))
    return [
        Released(
            area=area,
            until=until[area.pk],
            reports=[ReleasedReport(r, gone.get(r.pk)) for r in issued if r.area_id == area.pk],
            versions=[row for row in kept if row.plan.area_id == area.pk],
            sign_offs=[row for row in decided if row.plan.area_id == area.pk],
        )
        for area in areas
        if area.pk in until
    ]


def editions_for(user: User, areas: Sequence[Area]) -> list[Editions]:
    """The areas where `user` reads editions only, each with those that were issued. No query where
    there is none; four at most."""
    only = [area for area in areas if not permissions_in(user, area.pk)]
    if not only:
        return []
    rows = rows_of(list(seen(user).filter(area__in=only)))
    return [Editions(area, [row for row in rows if row.edition.area == area]) for area in only]
