"""What becomes of an open action, and the closing of its plan."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils import timezone

from actions.enums import ActionKind, Way
from actions.models import Action
from outline.queries.end import End, Ending
from plans.forms.plan import PeriodForm
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm, VersionedForm

HINTS = {
    Way.CARRY: "It stands in the plan that follows with its lead, its first agreed date and every "
    "move of it.",
    Way.MERGE: "One action of the plan that follows takes both over.",
    Way.ONGOING: "It stands in the plan that follows as ongoing work, without a rating.",
    Way.WITHDRAW: "It ends with this plan. The reason stands in the record and in reports.",
}


class DisposalForm(VersionedForm):
    """What becomes of one action."""

    button = "Keep this and go to the next"

    way = forms.ChoiceField(
        label="What becomes of it?",
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it."},
    )
    into = forms.ModelChoiceField(
        Action.objects.none(),
        label="Which action takes it over?",
        required=False,
        empty_label="Choose an action",
        help_text="Only where it is merged. That one is carried forward.",
    )
    reason = WordsField(
        label="Why",
        limit=2000,
        rows=3,
        required=False,
        help_text="Needed where it is withdrawn.",
    )

    def __init__(self, *args: Any, end: End, ending: Ending, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_hints = {"way": {way.value: hint for way, hint in HINTS.items()}}
        bases = [one.action.pk for one in end.rows if _takes_over(one, ending)]
        self.offer("into", Action.objects.filter(pk__in=bases).order_by("kind", "position"))
        if ending.ongoing:
            self.initial.setdefault("way", Way.ONGOING)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "way": Way(self.cleaned_data["way"])}


class CarryRestForm(PageForm):
    """All that nobody has decided is carried forward at once."""

    button = "Carry forward all that are left"
    guarded = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, end: End, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = end.digest


class DecidedForm(PageForm):
    """Who closed the plan; for a plan of which nothing goes on that is all."""

    button = "Close the plan"
    warning = True

    decided_by = TextField(
        label="Who decided", max_length=200, help_text="For example, Chief Officers Group."
    )
    on = DayField(label="Decided on", initial=timezone.localdate)
    note = TextField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class EndForm(DecidedForm):
    def __init__(self, *args: Any, end: End, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = end.digest


class SuccessorForm(DecidedForm, PeriodForm):
    """The same with the plan that follows."""

    def __init__(self, *args: Any, end: End, **kwargs: Any) -> None:
        super().__init__(*args, area=end.plan.area, **kwargs)
        del self.fields["body"]
        plan = end.plan
        starts = plan.period_end + timedelta(days=1)
        length = plan.period_end - plan.period_start
        self.initial.update(seen=end.digest, period_start=starts, period_end=starts + length)

    def layout(self) -> Sequence[Any]:
        return [
            Fieldset("The plan that follows", "title", "period_start", "period_end"),
            Fieldset("Closing this plan", "decided_by", "on", "note"),
        ]


def _takes_over(one: Ending, other: Ending) -> bool:
    """Whether `one` may take `other` over: it is another, and is or can be carried forward."""
    carried = one.disposal is None or one.disposal.way == Way.CARRY
    rated = one.action.kind == ActionKind.RATED
    return one.action.pk != other.action.pk and carried and rated and not one.waits
