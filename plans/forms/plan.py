"""Forms of a plan's own text."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from committees.enums import BodyKind
from committees.models import Area, Body
from plans.enums import Decision, LevelRole, PlanState
from plans.models import Plan
from plans.rules.legends import DEFAULT, PRESETS
from plans.rules.levels import LevelSpec
from plans.rules.lifecycle import decisions_open
from web.fields import DayField, TextField
from web.forms import PageForm, VersionedForm

MOST_LEVELS = 4
BODY_KINDS = (BodyKind.COMMITTEE, BodyKind.SUB_COMMITTEE, BodyKind.REGIONAL_GROUP)


class PeriodForm(PageForm):
    """Title, period and the committee whose plan it is."""

    title = TextField(label="Title", max_length=200)
    period_start = DayField(label="First day of the plan's period")
    period_end = DayField(label="Last day of the plan's period")
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Whose plan it is",
        required=False,
        empty_label="The area's committee",
    )

    def __init__(self, *args: Any, area: Area, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area, self.plan = area, plan
        self.offer("body", Body.objects.filter(area=area, kind__in=BODY_KINDS))

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        others = Plan.objects.standing().filter(area=self.area, title__iexact=title)
        if self.plan is not None:
            others = others.exclude(pk=self.plan.pk)
        if others.exists():
            raise ValidationError("This area has a plan of that title already.")
        return title

    def clean_period_end(self) -> Any:
        start, end = self.cleaned_data.get("period_start"), self.cleaned_data["period_end"]
        if start and end <= start:
            raise ValidationError("The period must end after it starts.")
        return end


class NewPlanForm(PeriodForm):
    """A plan made by hand: its period, its legend and its own names for its levels."""

    button = "Make this plan"

    legend = forms.ChoiceField(
        label="Status legend",
        choices=[(key, preset.name) for key, preset in PRESETS.items()],
        widget=forms.RadioSelect,
        initial=DEFAULT,
        help_text="Its labels and definitions can be changed into your own words afterwards.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_hints = {
            "legend": {
                key: "; ".join(f"{entry.code} {entry.label}" for entry in preset.entries)
                for key, preset in PRESETS.items()
            }
        }
        for number in range(1, MOST_LEVELS + 1):
            self._add_level(number)

    def layout(self) -> Sequence[Any]:
        levels = [Fieldset(f"Level {n}", *self._names(n)) for n in range(1, MOST_LEVELS + 1)]
        return ["title", "period_start", "period_end", "body", "legend", *levels]

    def clean(self) -> dict[str, Any]:
        named = [bool(self._given(n, "singular")) for n in range(1, MOST_LEVELS + 1)]
        for number, is_named in enumerate(named, start=1):
            if not is_named and any(named[number:]):
                self.add_error(f"level{number}_singular", "Name the levels from the top down.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        kept = {
            name: value for name, value in super().values().items() if not name.startswith("level")
        }
        specs = [self._spec(n) for n in range(1, MOST_LEVELS + 1) if self._given(n, "singular")]
        return {**kept, "levels": specs}

    def _add_level(self, number: int) -> None:
        singular, plural, role = self._names(number)
        hints = ("One of them, as you print it: Priority, Theme, Outcome.", "Several: Priorities.")
        self.fields[singular] = TextField(
            label="Name of one", max_length=80, required=False, help_text=hints[0]
        )
        self.fields[plural] = TextField(
            label="Name of several", max_length=80, required=False, help_text=hints[1]
        )
        self.fields[role] = forms.ChoiceField(
            label="What the level is",
            choices=LevelRole.choices,
            initial=LevelRole.values[min(number, 3) - 1],
            help_text="So that “by outcome” means something on every dashboard.",
        )

    def _names(self, number: int) -> tuple[str, str, str]:
        return tuple(f"level{number}_{part}" for part in ("singular", "plural", "role"))  # type: ignore[return-value]

    def _given(self, number: int, part: str) -> str:
        return str(self.cleaned_data.get(f"level{number}_{part}") or "").strip()

    def _spec(self, number: int) -> LevelSpec:
        singular = self._given(number, "singular")
        plural = self._given(number, "plural") or f"{singular}s"
        return LevelSpec(singular, plural, LevelRole(self._given(number, "role")))


class PlanForm(PeriodForm, VersionedForm):
    """The words that stand at the head of a plan."""

    button = "Save"

    vision = TextField(label="Vision", widget=forms.Textarea, max_length=4000, required=False)
    context_above = TextField(
        label="What this plan serves, level by level",
        help_text=(
            "It stands at the top of the plan on a page. Begin a level with “# ” and its name (a "
            "national framework, the area’s plan for children), the widest first; below it one "
            "statement on each line that begins with “- ”."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=8000,
        required=False,
    )
    introduction = TextField(
        label="Introduction",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=20000,
        required=False,
    )
    ongoing_name = TextField(
        label="What you call ongoing work", max_length=80, initial="Ongoing and maintenance"
    )


class DecisionForm(PageForm):
    """A decision about the plan that its state allows."""

    button = "Record this decision"

    decision = forms.ChoiceField(label="Decision", widget=forms.RadioSelect)
    decided_by = TextField(
        label="Who decided", max_length=200, help_text="For example, Chief Officers Group."
    )
    on = DayField(label="Decided on", initial=timezone.localdate)
    note = TextField(label="Note", widget=forms.Textarea, max_length=2000, required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", decision_choices(plan))

    def values(self) -> dict[str, Any]:
        return {**super().values(), "decision": Decision(self.cleaned_data["decision"])}


def decision_choices(plan: Plan) -> list[tuple[str, str]]:
    """What can be decided about `plan` as it stands."""
    return [(d.value, d.label) for d in decisions_open(PlanState(plan.state))]
