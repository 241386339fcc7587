"""The form of "What changed": since a meeting, an issued report or a day, until a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.db.models import Q, Value

from accounts.models import User
from committees.enums import BodyKind
from committees.models import Meeting
from documents.difference.changes import LABELS
from documents.enums import ReportKind
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Report
from timescales.date_format import long_day
from timescales.days import FIRST_DAY
from web.fields import DayField

A_DAY = "day"
MEETING, REPORT = "meeting", "report"
GOVERNING = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)


@dataclass(frozen=True)
class Point:
    """A meeting or an issued report: its kind and key, its day and what it is called.

    `of` is the kind of the body that met, or of the report.
    """

    kind: str
    pk: int
    day: date
    name: str
    version: int
    of: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def title(self) -> str:
        if self.kind == MEETING:
            return f"{self.name}, {long_day(self.day)}"
        version = f", version {self.version}" if self.version > 1 else ""
        return f"{self.name}{version}, as of {long_day(self.day)}"


@dataclass(frozen=True)
class Points:
    """What a plan can be compared with by name, latest first."""

    rows: Sequence[Point]

    def last_meeting(self, until: date) -> Point | None:
        """The committee's own last meeting before a day."""
        return self._last(MEETING, BodyKind.COMMITTEE, until)

    def last_report(self, until: date) -> Point | None:
        """The last issued quarterly report as of a day before a day: the default (rule 8)."""
        return self._last(REPORT, ReportKind.QUARTERLY, until)

    def _last(self, kind: str, of: str, until: date) -> Point | None:
        rows = (row for row in self.rows if (row.kind, row.of) == (kind, of))
        return next((row for row in rows if row.day < until), None)

    def of(self, key: str) -> Point | None:
        return next((row for row in self.rows if row.key == key), None)


def points_of(plan: Plan, user: User, today: date) -> Points:
    """Meetings of the committee and of chief officers, and issued reports that `user` may read.

    One query.
    """
    governing = Q(body__area=plan.area_id, body__kind__in=GOVERNING) | Q(body=plan.body_id)
    held = Meeting.objects.filter(governing, held_on__range=(plan.period_start, today))
    issued = Report.objects.visible_to(user).filter(plan=plan, state=ReportState.ISSUED)
    rows = (
        held.order_by()
        .values_list(Value(MEETING), "pk", "held_on", "body__name", Value(0), "body__kind")
        .union(
            issued.order_by().values_list(Value(REPORT), "pk", "as_of", "title", "version", "kind"),
            all=True,
        )
    )
    points = (Point(*row) for row in rows)
    return Points(sorted(points, key=lambda row: (row.day, row.version, row.pk), reverse=True))


class SinceForm(forms.Form):
    """What is compared. After `is_valid`, `since` and `until` are the two days."""

    point = forms.ChoiceField(label="Changes since", required=False)
    since = DayField(label="The day", required=False)
    until = DayField(label="Until", required=False)
    kind = forms.ChoiceField(label="Kind of change", required=False)

    def __init__(
        self, data: Mapping[str, Any], *, points: Points, today: date, ongoing: str
    ) -> None:
        self.points, self.today = points, today
        super().__init__(_asked(data, points, today), auto_id="changes_%s")
        self.fields["since"].help_text = "Only with “A day”"
        for name, choices in (
            ("point", [*_named(points), (A_DAY, "A day")]),
            ("kind", [("", "All kinds"), *LABELS.items(), ("ongoing", ongoing)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"] or self.today
        if until > self.today:
            raise forms.ValidationError("This day has not come. Give today or a day before.")
        return until

    def clean(self) -> dict[str, Any]:
        until = self.cleaned_data.get("until")
        point, day = self.cleaned_data.get("point"), self.cleaned_data.get("since")
        by_day = point == A_DAY
        named = self.points.of(point or "")
        since = day if by_day else named and named.day
        field = "since" if by_day else "point"
        if by_day and not day and "since" not in self.errors:
            self.add_error("since", "Give the day to compare with, for example 31 July 2026.")
        elif since and since < FIRST_DAY:
            self.add_error("since", "Give a day since 1990.")
        elif since and until and since >= until:
            self.add_error(field, f"Compare with a day before {long_day(until)}.")
        return {**self.cleaned_data, "since": since}

    @property
    def chosen(self) -> Point | None:
        """The meeting or report that is compared with; None for a day."""
        return self.points.of(str(self.cleaned_data.get("point") or ""))


def _asked(data: Mapping[str, Any], points: Points, today: date) -> dict[str, Any]:
    """What the address asks for, days as people write them; without a start, the last report."""
    asked = {name: str(data.get(name, "")) for name in ("point", "since", "until", "kind")}
    for name in ("since", "until"):
        asked[name] = _in_words(asked[name])
    asked["until"] = asked["until"] or long_day(today)
    if not asked["point"]:
        asked["point"] = A_DAY if asked["since"] else _first_point(points, today)
    if asked["point"] == A_DAY and not asked["since"] and "point" not in data:
        asked["since"] = long_day(today - relativedelta(months=3))
    elif asked["point"] != A_DAY:
        asked["since"] = ""
    return asked


def _first_point(points: Points, today: date) -> str:
    last = points.last_report(today) or points.last_meeting(today)
    return last.key if last else A_DAY


def _in_words(text: str) -> str:
    try:
        return long_day(date.fromisoformat(text))
    except ValueError:
        return text


def _named(points: Points) -> list[tuple[str, Any]]:
    """The choices in groups; a group without any is left out."""
    groups = [
        (name, [(row.key, row.title) for row in points.rows if row.kind == kind])
        for name, kind in (("Issued reports", REPORT), ("Meetings", MEETING))
    ]
    return [group for group in groups if group[1]]
