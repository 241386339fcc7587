"""The plan that a page is about, within the person's scope, and the day that it looks at."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from actions.queries.positions import Position, position
from actions.rules.record import Detail
from dashboards.forms.filters import DaysForm
from dashboards.rules.addresses import Addresses
from plans.models import Plan
from timescales.date_format import long_day


@dataclass(frozen=True)
class Days:
    """The day looked at and the one compared with (None: the quarter before); `form` says both."""

    as_of: date
    since: date | None
    today: date
    form: DaysForm

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


def position_on(plan: Plan, days: Days, detail: Detail = Detail.BONES) -> Position:
    return position(plan, days.as_of, days.since, detail)


def addresses_of(plan: Plan, days: Days) -> Addresses:
    return Addresses(reverse("plan_actions", args=[plan.slug]), days.fixed)
