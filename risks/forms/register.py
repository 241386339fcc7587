"""Forms of what a risk is, and what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from django import forms

from committees.models import Area, Post
from figures.forms.prose import ProseForm
from figures.models import Indicator
from outcomes.models import HighLevelOutcome
from plans.enums import OVER
from plans.models import Heading
from risks.rules.facts import RiskFacts
from web.fields import TextField, WordsField
from web.forms import VersionedForm

FACTS = tuple(one.name for one in fields(RiskFacts))


class AddRiskForm(ProseForm):
    """A risk, in one sentence or by cause, event and effect."""

    button = "Save risk"

    number = TextField(
        label="Number",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text="As your register has it.",
    )
    event = WordsField(
        label="What might happen",
        limit=300,
        rows=2,
        help_text="The risk in one sentence. Never the name of a child or a family.",
    )
    cause = WordsField(label="Because of what", limit=2000, rows=3, required=False)
    effect = WordsField(label="What it would mean", limit=2000, rows=3, required=False)
    mitigation = WordsField(
        label="What is done against it",
        limit=4000,
        rows=5,
        required=False,
        help_text="What is in place already, and what is being done. Actions of a plan are joined "
        "to the risk afterwards.",
    )
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Post that owns it",
        required=False,
        empty_label="Nobody yet",
        help_text="Whoever holds the post is asked to review the risk.",
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("post", Post.objects.filter(area=area).order_by("title"))

    def clean_event(self) -> str:
        """One sentence, however it was broken into lines."""
        return " ".join(self.cleaned_data["event"].split())

    def values(self) -> dict[str, Any]:
        given = super().values()
        facts = _facts({name: given.pop(name) for name in FACTS})
        return {**given, "facts": facts}


class EditRiskForm(AddRiskForm, VersionedForm):
    """A risk that stands, which somebody else may be writing too."""


class _PartField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.plan.title})"


class RiskLinksForm(VersionedForm):
    """Which parts of plans, outcomes and figures a risk is about."""

    button = "Save"

    headings = _PartField(Heading.objects.none(), label="Parts of plans", required=False)
    outcomes = _PartField(
        HighLevelOutcome.objects.none(), label="High-level outcomes", required=False
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(),
        label="Figures by which it is watched",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, area: Area, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        offered: dict[str, Iterable[Any]] = {
            "headings": _of_plans(Heading.objects, area, user),
            "outcomes": _of_plans(HighLevelOutcome.objects, area, user),
            "indicators": Indicator.objects.visible_to(user).filter(area=area),
        }
        for name, rows in offered.items():
            self.offer(name, rows)
            if not rows:
                del self.fields[name]

    @property
    def empty(self) -> bool:
        return not self.fields.keys() & {"headings", "outcomes", "indicators"}

    def values(self) -> dict[str, Any]:
        """What set_risk_links takes."""
        return {"headings": [], "outcomes": [], "indicators": [], **super().values()}


def _of_plans(rows: Any, area: Area, user: Any) -> Iterable[Any]:
    seen = rows.visible_to(user).filter(plan__area=area).exclude(plan__state__in=OVER)
    return seen.select_related("plan")  # type: ignore[no-any-return]


def _facts(given: Mapping[str, Any]) -> RiskFacts:
    return RiskFacts(**{**given, "post": given["post"].pk if given["post"] else None})
