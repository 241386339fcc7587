"""Forms of reports: what one covers, and the words of its sections."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from committees.enums import BodyKind
from committees.models import Body, Meeting
from documents.enums import ReportKind
from plans.models import Plan
from reporting.enums import Marking
from reporting.models import Report
from timescales.quarters import Period
from web.fields import DayField
from web.forms import PageForm, VersionedForm

READERS = (BodyKind.CHIEF_OFFICERS_GROUP, BodyKind.COMMITTEE, BodyKind.OTHER)


class CoverageForm(PageForm):
    """What a report covers, as of when, for whom, and how it is marked."""

    report_kind = ""  # that of a report in preparation; a report to be begun asks for it

    as_of = DayField(
        label="Position as of the end of",
        help_text="Every status, count and date in the report is that of this day.",
    )
    period_start = DayField(
        label="First day of the period covered",
        help_text="The day after the last one that the report before covers; a first report may "
        "choose.",
    )
    period_end = DayField(
        label="Last day of the period covered",
        required=False,
        help_text="The day of the position, if you leave this empty. A quarterly report covers up "
        "to that day; an annual report’s year may end before.",
    )
    marking = forms.ChoiceField(
        label="Marking",
        choices=Marking,
        widget=forms.RadioSelect,
        help_text="Printed in capitals at the head and foot of every page. The program never "
        "lowers it.",
    )
    addressed_to = forms.ModelChoiceField(
        Body.objects.none(),
        label="Presented to",
        required=False,
        empty_label="The area’s chief officers group",
    )
    considered_at = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Meeting that considers it",
        required=False,
        empty_label="Not fixed yet",
    )
    next_plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label="The plan that follows",
        required=False,
        empty_label="None: this plan goes on",
        help_text="An annual report prints it. A quarterly report does not.",
    )

    def __init__(self, *args: Any, plan: Plan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("addressed_to", Body.objects.filter(area=plan.area_id, kind__in=READERS))
        meetings = Meeting.objects.filter(body__area=plan.area_id).select_related("body")
        self.offer("considered_at", meetings.order_by("-held_on"))
        self.offer(
            "next_plan", Plan.objects.standing().filter(area=plan.area_id).exclude(pk=plan.pk)
        )

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise ValidationError("That day has not come yet. Choose today or an earlier day.")
        return as_of

    def clean_period_end(self) -> date | None:
        start = self.cleaned_data.get("period_start")
        end: date | None = self.cleaned_data["period_end"] or self.cleaned_data.get("as_of")
        if start and end and end < start:
            raise ValidationError("The period must not end before it starts.")
        return end

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        quarterly = given.get("kind", self.report_kind) == ReportKind.QUARTERLY
        end, as_of = given.get("period_end"), given.get("as_of")
        if quarterly and end and as_of and end != as_of:
            said = "A quarterly report covers up to the day of its position: leave this empty."
            self.add_error("period_end", said)
        return given

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["period"] = Period(values.pop("period_start"), values.pop("period_end"), name="")
        return values


class NewReportForm(CoverageForm):
    """A report about to be begun."""

    button = "Begin this report"
    field_order = ("kind",)

    kind = forms.ChoiceField(label="Kind of report", choices=ReportKind, widget=forms.RadioSelect)


class DetailsForm(VersionedForm, CoverageForm):
    """A report in preparation: what it covers can still be changed."""

    def __init__(self, *args: Any, row: Report, **kwargs: Any) -> None:
        self.report_kind = row.kind
        super().__init__(*args, row=row, **kwargs)
        if row.kind == ReportKind.QUARTERLY:
            self.initial["period_end"] = None  # it is the day of the position
