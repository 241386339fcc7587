"""The plan that a page is about, within the person's scope, and the day that it looks at."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from actions.queries.positions import Position, position
from actions.rules.record import Detail
from dashboards.forms.filters import DaysForm
from dashboards.rules.addresses import Addresses
from documents.enums import ReportKind
from plans.models import Plan
from reporting.models import Report
from reporting.queries.reports import last_issued, name_of
from timescales.date_format import long_day


@dataclass(frozen=True)
class Days:
    """The day looked at and the one compared with; `form` says both.

    Compared is with `since` where a person chose a day, else with the last issued `report`.
    """

    as_of: date
    since: date | None
    today: date
    form: DaysForm
    report: Report | None = None

    @property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        """What every link of the page carries, so that the day stays the same."""
        carried = []
        if self.as_of != self.today:
            carried.append(("as_of", self.as_of.isoformat()))
        if self.since:
            carried.append(("since", self.since.isoformat()))
        return tuple(carried)

    @property
    def compared(self) -> date | None:
        """The day compared with; None where nobody chose one and nothing is issued yet."""
        return self.since or (self.report.as_of if self.report else None)

    @property
    def compared_name(self) -> str:
        """What it is compared with, in words that follow a day."""
        if self.since:
            return "the day that you chose"
        if self.report:
            return name_of(self.report)
        return "the quarter before, because no report has been issued yet"

    @property
    def words(self) -> str:
        told = f"Everything here is as it stood on {long_day(self.as_of)}."
        ahead = f"{long_day(self.as_of)} has not come: what is said until then is not known yet."
        return ahead if self.ahead else told

    @property
    def ahead(self) -> bool:
        return self.as_of > self.today


def asked_days(asked: QueryDict) -> Days:
    """The days that an address names; a day that cannot be read is said so, and today is shown."""
    today = timezone.localdate()
    form = DaysForm(asked, today=today, auto_id="day_%s")
    if not form.is_valid():
        return Days(form.cleaned_data.get("as_of") or today, None, today, form)
    as_of, since = form.cleaned_data["as_of"] or today, form.cleaned_data["since"]
    shown = DaysForm(initial={"as_of": as_of, "since": since}, today=today, auto_id="day_%s")
    return Days(as_of, since, today, shown)


def beside_report(plan: Plan, days: Days) -> Days:
    """The same days beside the last issued report, unless a person chose a day (rule 8)."""
    if days.since:
        return days
    return replace(days, report=last_issued(plan, days.as_of, ReportKind.QUARTERLY))


def position_on(plan: Plan, days: Days, detail: Detail = Detail.BONES) -> Position:
    return position(plan, days.as_of, days.compared, detail)


def addresses_of(plan: Plan, days: Days) -> Addresses:
    return Addresses(reverse("plan_actions", args=[plan.slug]), days.fixed)
