"""What a plan's pages are compared with: its last issued report (domain.md, rule 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from documents.enums import ReportKind
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Report
from reporting.queries.reports import name_of

QUARTERS = 4  # whose days a trend shows, beside the day looked at
NAMED = ("as_of", "title", "version", "issued_at")


@dataclass(frozen=True)
class Baseline:
    """The last issued report; `days` are those of the last ones, oldest first."""

    as_of: date
    title: str
    version: int
    issued_at: datetime
    days: Sequence[date]

    @property
    def name(self) -> str:
        return name_of(self)


def with_issued_reports(plans: QuerySet[Plan], day: date) -> QuerySet[Plan]:
    """Plans with their last issued quarterly report as of a day before `day`, and the days of the
    last `QUARTERS`. No query more: a page of a plan has it from the plan's own."""
    rows = Report.objects.filter(
        plan=OuterRef("pk"), kind=ReportKind.QUARTERLY, state=ReportState.ISSUED, as_of__lt=day
    )
    last = rows.order_by("-as_of", "-version", "-pk")
    days = rows.order_by("-as_of").values("as_of").distinct()
    fields: dict[str, Any] = {f"report_{name}": Subquery(last.values(name)[:1]) for name in NAMED}
    ago = {f"report_day_{at}": Subquery(days[at : at + 1]) for at in range(QUARTERS)}
    return plans.annotate(**fields, **ago)


def baseline_of(plan: Plan) -> Baseline | None:
    """What a plan loaded `with_issued_reports` is compared with; None before the first report."""
    loaded: Mapping[str, Any] = vars(plan)
    if loaded["report_as_of"] is None:
        return None
    days = [loaded[f"report_day_{at}"] for at in reversed(range(QUARTERS))]
    return Baseline(
        as_of=loaded["report_as_of"],
        title=loaded["report_title"],
        version=loaded["report_version"],
        issued_at=loaded["report_issued_at"],
        days=[day for day in days if day],
    )
