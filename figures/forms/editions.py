"""Forms of what audiences are told: prepared, released, let out, withdrawn; and their rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from figures.enums import Audience, Method
from figures.queries.editions import Withheld
from figures.rules.publication import Extent
from web.fields import DayField, NumberField, TextField
from web.forms import PageForm

HEADLINES, QUARTERS = "headlines", "quarters"
CONTENTS = [
    (HEADLINES, "Headline figures, once a year, with categories put together"),
    (QUARTERS, "Every figure for each quarter"),
]


class PrepareForm(PageForm):
    """For whom, of which periods, and how much."""

    button = "Prepare these figures"

    audience = forms.ChoiceField(label="For", choices=Audience.choices, widget=forms.RadioSelect)
    title = TextField(label="Title", max_length=200, help_text="Figures to October 2026")
    since = DayField(label="Periods that end from")
    until = DayField(label="Periods that end by")
    contents = forms.ChoiceField(
        label="What is told",
        choices=CONTENTS,
        initial=QUARTERS,
        widget=forms.RadioSelect,
        help_text="For the public, few figures a year say more than a table of hidden ones.",
    )
    breakdowns = forms.BooleanField(
        label="With categories: age bands, concerns and the like", required=False, initial=True
    )
    rolling = forms.BooleanField(
        label="Beside each quarter the four quarters that end with it", required=False
    )
    indicators = forms.TypedMultipleChoiceField(
        label="Indicators",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick none for all of them.",
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("indicators", offered)

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "This is before the first day.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        given = super().values()
        chosen = frozenset(given["indicators"])
        return {
            "audience": given["audience"],
            "title": given["title"],
            "headlines": given["contents"] == HEADLINES,
            "extent": Extent(
                since=given["since"],
                until=given["until"],
                indicators=chosen or None,
                breakdowns=given["breakdowns"],
                years=given["contents"] == HEADLINES,
                rolling=given["rolling"],
            ),
        }


class IssueForm(PageForm):
    button = "Release these figures"


class DiscardForm(PageForm):
    """Put aside before anybody saw it."""

    button = "Put it aside"

    reason = TextField(label="Why", max_length=2000, required=False, widget=forms.Textarea)


class WithdrawForm(PageForm):
    """Taken off its page."""

    button = "Withdraw it"
    warning = True

    reason = TextField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Its page says so from now on.",
    )


class LiftForm(PageForm):
    """One hidden number that is to be printed."""

    button = "Let this number be printed"
    warning = True

    cell = forms.ChoiceField(label="Which number", widget=forms.RadioSelect)
    reason = TextField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea,
        help_text="It is recorded with your name. Write no number here.",
    )

    def __init__(self, *args: Any, hidden: Sequence[Withheld], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cell", [(row.name, row.label) for row in hidden if row.can_be_lifted])


class RuleForm(PageForm):
    """What an audience may see."""

    button = "Save this rule"

    method = forms.ChoiceField(label="How", choices=Method.choices, widget=forms.RadioSelect)
    threshold = NumberField(
        label="Numbers are hidden from 1 to",
        min_value=1,
        max_value=20,
        said="Give a whole number from 1 to 20.",
    )
    zero_shown = forms.BooleanField(
        label="A true zero is shown",
        required=False,
        help_text="A hidden number is then never zero, and everybody knows.",
    )
    reason = TextField(
        label="Who decided this, and why",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Committee, 16 December 2026.",
    )

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if audience != Audience.CHIEF_OFFICERS:
            self.offer("method", [pair for pair in Method.choices if pair[0] != Method.EXACT])


class AnswerForm(PageForm):
    """A second person's word."""

    button = "Send the answer"

    accepted = forms.TypedChoiceField(
        label="Your answer",
        choices=[("yes", "I confirm it"), ("no", "I refuse it")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Confirm or refuse."},
    )
