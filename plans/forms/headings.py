"""What a heading says, and where it stands."""

from collections.abc import Sequence
from typing import Any

from django import forms

from plans.forms.numbers import NumberedForm
from plans.models import Heading, Level, Plan
from plans.queries import Branch, headings_of
from plans.rules.numbers import Numbered
from web.fields import TextField
from web.forms import VersionedForm


class HeadingWords(forms.Form):
    """What a heading says."""

    number = TextField(
        label="Number",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text="As the plan prints it.",
    )
    text = TextField(label="Text", widget=forms.Textarea, max_length=4000)
    vision = TextField(label="Vision", widget=forms.Textarea, max_length=4000, required=False)
    context = TextField(label="Context", widget=forms.Textarea, max_length=20000, required=False)


class NewHeadingForm(NumberedForm, HeadingWords):
    button = "Add heading"
    series_field, under_field = "level", "parent"

    level = forms.ModelChoiceField(Level.objects.none(), label="Level", empty_label=None)
    parent = forms.ModelChoiceField(
        Heading.objects.none(),
        label="Stands under",
        required=False,
        empty_label="Nothing: it is at the top",
    )
    field_order = ("level", "parent", "number", "text", "vision", "context")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("level", plan.levels.all())
        self.offer("parent", plan.headings.select_related("level"))
        self.take(map(_numbered, headings_of(plan)))


class HeadingForm(NumberedForm, VersionedForm, HeadingWords):
    button = "Save heading"

    field_order = ("number", "text", "vision", "context")

    def __init__(self, *args: Any, heading: Heading, **kwargs: Any) -> None:
        super().__init__(*args, row=heading, **kwargs)
        self.take(map(_numbered, headings_of(heading.plan)), own=_numbered(heading))


def heading_choices(branches: Sequence[Branch]) -> list[tuple[str, str]]:
    """Where an action can stand in the plan: under no heading, or under one of these."""
    rows = [one for top in branches for one in top.walk()]
    named = [(str(one.heading.pk), "\u00a0" * 3 * one.depth + _short(one.heading)) for one in rows]
    return [("", "Under no heading"), *named]


def _numbered(heading: Heading) -> Numbered:
    series, under = str(heading.level_id), str(heading.parent_id or "")
    return Numbered(heading.number, series, under, heading.text[:80])


def _short(heading: Heading) -> str:
    title = heading.title
    return title if len(title) <= 90 else f"{title[:88]}…"
