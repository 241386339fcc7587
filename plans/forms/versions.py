"""Forms of a plan's versions: begun, kept, compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from committees.models import Meeting
from plans.enums import PlanState
from plans.models import Plan, PlanVersion
from timescales.date_format import long_day, month
from web.fields import DayField, TextField
from web.forms import PageForm

NOW = "now"


class ReviewForm(PageForm):
    """Opens the words of a published plan."""

    purpose = TextField(
        label="What is reviewed, and why",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text="For example, the yearly review, or what an inspection asked for.",
    )

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.button = f"Begin version {number}"


class VersionForm(PageForm):
    """Keeps the plan's words; of a published plan it says who agreed them."""

    button = "Keep this version"

    label = TextField(
        label="Name of the version",
        max_length=120,
        help_text="For example, Reviewed and updated November 2026.",
    )
    dated = DayField(label="Date of the version", initial=timezone.localdate)
    decided_at = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Meeting that agreed it",
        required=False,
        empty_label="None of these",
    )
    decided_by = TextField(
        label="Who agreed it",
        max_length=200,
        required=False,
        help_text="Where it was no meeting of this list. For example, Chief Officers Group, by "
        "correspondence.",
    )
    note = TextField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, **kwargs)
        if plan.state != PlanState.PUBLISHED:
            del self.fields["decided_at"], self.fields["decided_by"]
            return
        self.initial.setdefault("label", f"Reviewed and updated {month(today)}")
        held = Meeting.objects.filter(body__area=plan.area_id, held_on__lte=today)
        self.offer("decided_at", held.select_related("body").order_by("-held_on", "-pk"))


class CompareForm(forms.Form):
    """Which two versions stand side by side; the later one may be the plan as it stands today."""

    before = forms.ChoiceField(label="The earlier")
    after = forms.ChoiceField(label="The later")

    def __init__(self, data: Mapping[str, str], versions: Sequence[PlanVersion]) -> None:
        """`versions` are all of the plan, the first one first; there is at least one."""
        named = [(str(row.number), named_version(row)) for row in versions]
        last = named[-1][0]
        before = data.get("before") or _before(data, last)
        super().__init__({"before": before, "after": data.get("after") or NOW})
        self.fields["before"].choices = named  # type: ignore[attr-defined]
        self.fields["after"].choices = [*named, (NOW, "The plan as it stands today")]  # type: ignore[attr-defined]


def named_version(row: PlanVersion) -> str:
    """ "Version 3: Reviewed and updated November 2026, 12 November 2026"."""
    day = long_day(row.dated)
    on = "" if day in row.label else f", {day}"
    return f"Version {row.number}: {row.label}{on}"


def _before(data: Mapping[str, str], last: str) -> str:
    """The version before the one that is looked at; the last one, beside today's plan."""
    after = data.get("after", "")
    return str(int(after) - 1) if after.isdecimal() and int(after) > 1 else last
