"""The plan that a page is about, within the person's scope, and the day that it looks at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from actions.queries.positions import Position, position
from actions.rules.record import Detail
from dashboards.forms.filters import DaysForm
from dashboards.queries.baseline import Baseline, baseline_of
from dashboards.rules.addresses import Addresses
from plans.models import Plan
from timescales.date_format import long_day


@dataclass(frozen=True)
class Days:
    """The day looked at and the one compared with; `form` says both.

    Compared is with `since` where a person chose a day, else with the last issued report.
    """

    as_of: date
    since: date | None
    today: date
    form: DaysForm
    report: Baseline | None = None

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
    def before(self) -> Sequence[date]:
        """The days of the last reports, oldest first."""
        return self.report.days if self.report else ()

    @property
    def compared_name(self) -> str:
        """What it is compared with, in words that follow a day."""
        if self.since:
            return "the day that you chose"
        if self.report:
            return self.report.name
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
    """The same days beside the last issued report of a plan loaded `with_issued_reports`; compared
    is with that, unless a person chose a day (rule 8)."""
    return replace(days, report=baseline_of(plan))


def position_on(plan: Plan, days: Days, *, trend: bool = False) -> Position:
    """The plan's position with its words; with the days of the last reports for a `trend`."""
    return position(plan, days.as_of, days.compared, Detail.WORDS, days.before if trend else ())


def addresses_of(plan: Plan, days: Days) -> Addresses:
    return Addresses(reverse("plan_actions", args=[plan.slug]), days.fixed)
