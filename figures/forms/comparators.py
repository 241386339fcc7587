"""Forms of what figures are held against."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from figures.enums import GoalKind, Unit
from figures.models import Category, Indicator
from figures.rules.periods import Period
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm

MOST_DIGITS = 10


class FigureField(TextField):
    """A number as people copy it from a table: "2.6", "1,204", "64%" where it is a percentage."""

    def __init__(self, *, most_decimals: int = 4, **kwargs: Any) -> None:
        narrow = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})
        super().__init__(widget=narrow, **kwargs)
        self.unit, self.most_decimals = Unit.COUNT.value, most_decimals

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        if text.endswith("%") and self.unit != Unit.PERCENT:
            raise ValidationError("This is no percentage. Write the number without the % sign.")
        try:
            number = Decimal(text.removesuffix("%").strip().replace(",", ""))
        except InvalidOperation as fault:
            raise ValidationError("Write a number, for example 2.6.") from fault
        if not number.is_finite() or abs(number) >= 10**MOST_DIGITS:
            raise ValidationError("Write a number, for example 2.6.")
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.most_decimals:
            raise ValidationError(f"Write at most {self.most_decimals} decimals.")
        return number


class ValueForm(PageForm):
    """A form with a value in the indicator's unit."""

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        value = self.fields["value"]
        if isinstance(value, FigureField):
            value.unit = indicator.unit
        value.help_text = f"{indicator.get_unit_display()}. {value.help_text}".strip()


class BenchmarkForm(ValueForm):
    button = "Save this edition"

    comparator = TextField(
        label="Comparator",
        max_length=120,
        help_text="Scotland, or the areas that you are compared with.",
    )
    period = forms.ChoiceField(label="Period", choices=())
    category = forms.ModelChoiceField(
        Category.objects.none(), label="Category", required=False, empty_label="All together"
    )
    value = FigureField(
        label="What this edition says", error_messages={"required": "Give its number."}
    )
    edition_date = DayField(
        label="When this edition came out",
        help_text="A later edition with another number is added: both stay, and are shown.",
    )
    source = TextField(
        label="Source", max_length=300, help_text="The publication, and the table in it."
    )

    def __init__(self, *args: Any, periods: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {period.end.isoformat(): period for period in periods}
        self.offer("period", [(key, period.name) for key, period in self.periods.items()])
        categories = self.indicator.categories.all()
        self.offer("category", categories)
        if not categories:
            del self.fields["category"]

    def clean_period(self) -> Period:
        return self.periods[self.cleaned_data["period"]]

    def clean(self) -> dict[str, Any]:
        edition, period = (self.cleaned_data.get(name) for name in ("edition_date", "period"))
        if isinstance(edition, date) and period and edition <= period.end:
            self.add_error("edition_date", "An edition comes out after its period has ended.")
        return self.cleaned_data


class GoalForm(ValueForm):
    button = "Save what was agreed"

    kind = forms.ChoiceField(
        label="What was agreed?", choices=GoalKind.choices, widget=forms.RadioSelect
    )
    value = FigureField(
        label="Its value", required=False, help_text="Leave it empty to say that it holds no more."
    )
    agreed_on = DayField(label="When was it agreed?")
    agreed_by = TextField(
        label="Who agreed it?",
        max_length=200,
        help_text="As the minute says it: the committee, at its meeting of that day.",
        error_messages={"required": "Say who agreed it: without that it holds nothing."},
    )
    note = WordsField(label="Note", limit=2000, required=False)

    def clean_kind(self) -> GoalKind:
        return GoalKind(self.cleaned_data["kind"])
