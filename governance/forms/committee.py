"""Forms of what is recorded of the committee itself."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import Any, Final

from django import forms

from accounts.models import Agency
from committees.enums import Seat
from committees.models import Area, Post
from figures.forms.comparators import FigureField
from governance.rules.year import Year
from web.fields import DayField, NumberField, TextField
from web.forms import PageForm, VersionedForm

MONTHS: Final = [(number, calendar.month_name[number]) for number in range(1, 13)]
AMOUNT: Final = "Give an amount in pounds, for example 12,500 or 12,500.50."


class YearForm(VersionedForm):
    first_month = forms.TypedChoiceField(
        label="First month of the committee’s year", choices=MONTHS, coerce=int
    )
    least_meetings = NumberField(
        label="How many ordinary meetings does it hold a year, at least?",
        min_value=0,
        max_value=24,
        said="Give a whole number from 0 to 24.",
    )


class EditPlaceForm(VersionedForm):
    number = NumberField(
        label="How many seats?",
        min_value=0,
        max_value=50,
        help_text="0 where there is none any more.",
        said="Give a whole number from 0 to 50.",
    )


class PlaceForm(PageForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        required=False,
        empty_label="Any agency",
    )
    seat = forms.ChoiceField(label="Seat", choices=Seat.choices, initial=Seat.MEMBER)
    number = NumberField(
        label="How many seats?",
        min_value=1,
        max_value=50,
        said="Give a whole number from 1 to 50.",
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", Agency.objects.filter(areas=area))


class InductionForm(VersionedForm):
    done_on = DayField(
        label="Day of the induction",
        required=False,
        help_text="Leave it empty to record that it is not done yet.",
    )


class TermForm(PageForm):
    starts = DayField(label="First day of the term")
    ends = DayField(label="Last day of the term")


class EditTermForm(TermForm, VersionedForm):
    """A term that stands, which somebody else may be writing too."""


class StrategyForm(PageForm):
    title = TextField(
        label="Name", max_length=200, help_text="For example: Communications strategy."
    )
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Which post reviews it?",
        required=False,
        empty_label="No post is named",
    )
    reviewed_on = DayField(
        label="Last reviewed on", required=False, help_text="Leave it empty where it is not known."
    )
    due_on = DayField(label="Next review due on", required=False)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("post", Post.objects.filter(area=area).order_by("title"))


class EditStrategyForm(StrategyForm, VersionedForm):
    """A strategy that stands, which somebody else may be writing too."""


class EditContributionForm(VersionedForm):
    amount = FigureField(
        label="Amount in pounds", most_decimals=2, error_messages={"required": AMOUNT}
    )


class ContributionForm(PageForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Partner", empty_label="Choose a partner"
    )
    year = forms.TypedChoiceField(label="Year", coerce=int)
    amount = FigureField(
        label="Amount in pounds", most_decimals=2, error_messages={"required": AMOUNT}
    )

    def __init__(self, *args: Any, area: Area, years: Sequence[Year], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", Agency.objects.filter(areas=area))
        self.offer("year", [(year.starts.year, year.name) for year in years])
