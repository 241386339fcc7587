"""Forms of which sub-committee owes which return."""

from typing import Any

from django import forms
from django.utils import timezone

from committees.enums import BodyKind
from committees.models import Area, Body
from figures.enums import YearType
from returns.enums import ReturnKind
from returns.rules.facts import DutyFacts
from web.fields import DayField, NumberField, TextField
from web.forms import PageForm, VersionedForm

DAYS = "Write a whole number of days."


class AddDutyForm(PageForm):
    button = "Save"

    body = forms.ModelChoiceField(
        Body.objects.none(), label="Which group?", empty_label="Choose a group"
    )
    kind = forms.ChoiceField(label="What it tells of", choices=ReturnKind, widget=forms.RadioSelect)
    name = TextField(
        label="What the return is called",
        max_length=120,
        required=False,
        help_text="Only where the words above do not say it.",
    )
    year_type = forms.ChoiceField(
        label="Year of its quarters", choices=YearType, initial=YearType.APRIL
    )
    starts = DayField(
        label="From which day on?",
        help_text="The first whole quarter after this day is the first that is asked for.",
    )
    ends = DayField(label="Until", required=False, help_text="Leave empty while it is owed.")
    asked_after = NumberField(
        label="Days after the quarter’s end on which it is asked for",
        min_value=1,
        max_value=60,
        initial=1,
        said=DAYS,
    )
    due_after = NumberField(
        label="Days after the quarter’s end by which it is due",
        min_value=2,
        max_value=90,
        initial=21,
        said=DAYS,
        help_text="So many that it comes before the papers of the meeting.",
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Body.objects.serving(area).exclude(
            kind__in=(BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
        )
        self.offer("body", groups.order_by("position", "name"))
        self.initial.setdefault("starts", timezone.localdate())

    def values(self) -> dict[str, Any]:
        given = super().values()
        expected = {"expected": given.pop("expected")} if "expected" in given else {}
        facts = DutyFacts(
            **{
                **given,
                "body": given["body"].pk,
                "kind": ReturnKind(given["kind"]),
                "year_type": YearType(given["year_type"]),
            }
        )
        return {**expected, "facts": facts}


class EditDutyForm(AddDutyForm, VersionedForm):
    """A duty that stands, which somebody else may be writing too."""
