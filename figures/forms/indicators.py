"""Forms of what is counted."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.core.exceptions import ValidationError

from committees.models import Area, Post
from figures.enums import Chapter, Frequency, Good, LinkKind, Timing, Unit, YearType
from figures.models import Indicator
from figures.rules.bands import Band, bands_in, typed
from web.fields import DayField, NumberField, TextField, WordsField
from web.forms import PageForm, VersionedForm

AGE = "Write an age in whole years, or -1 for children who are not born yet."
CATEGORIES = (
    "One on each line. What is indented by two spaces stands in the one above. Categories side by "
    "side add up to what they stand in, unless a child can be in several."
)


def _age(label: str) -> NumberField:
    return NumberField(label=label, said=AGE, min_value=-1, max_value=120, required=False)


class BandsField(WordsField):
    """Categories, as they are typed."""

    def clean(self, value: Any) -> tuple[Band, ...]:
        text = super().clean(value)
        try:
            bands = bands_in(text or "")
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault
        if long := next((label for label in _labels(bands) if len(label) > 120), ""):
            raise ValidationError(f"“{long[:40]}…” is longer than 120 letters.")
        return bands


def _labels(bands: tuple[Band, ...]) -> list[str]:
    return [label for band in bands for label in (band.label, *_labels(tuple(band.parts)))]


class IndicatorForm(PageForm):
    """What is counted, of whom, when, and what it would mean."""

    button = "Save indicator"

    name = TextField(
        label="Name", max_length=200, help_text="As your papers print it: New registrations."
    )
    number = TextField(
        label="Number",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    unit = forms.ChoiceField(
        label="What kind of figure is it?",
        choices=Unit.choices,
        widget=forms.RadioSelect,
        help_text="Rates and percentages are worked out from what is given: nobody types them.",
    )
    numerator = TextField(
        label="What is counted",
        max_length=300,
        help_text="For a share, what stands above the line: meetings held within 28 days.",
    )
    numerator_age_from = _age("Of children from age")
    numerator_age_to = _age("To age")
    denominator = TextField(
        label="Out of whom or what",
        max_length=300,
        required=False,
        help_text="Only for a percentage, rate or average: meetings held, children in the area.",
    )
    denominator_age_from = _age("Of children from age")
    denominator_age_to = _age("To age")
    decimals = NumberField(
        label="Decimals that are printed",
        said="Write 0, 1 or 2.",
        min_value=0,
        max_value=2,
        required=False,
    )
    timing = forms.ChoiceField(
        label="When is it counted?", choices=Timing.choices, widget=forms.RadioSelect
    )
    frequency = forms.ChoiceField(
        label="How often is it given?", choices=Frequency.choices, widget=forms.RadioSelect
    )
    year_type = forms.ChoiceField(label="Its year", choices=YearType.choices)
    starts = DayField(label="First day for which it is asked")
    good = forms.ChoiceField(
        label="Which way is good?",
        choices=Good.choices,
        widget=forms.RadioSelect,
        help_text="More registrations, for instance, are neither: they have to be explained.",
    )
    source = TextField(
        label="Source", max_length=300, help_text="The system or publication that it comes from."
    )
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Post that gives it",
        required=False,
        empty_label="Nobody yet",
        help_text="Whoever holds the post is asked for it when a period has ended.",
    )
    questions = WordsField(
        label="Questions that the committee asks of it",
        limit=4000,
        rows=5,
        required=False,
        help_text="One on each line. They stand on its page, and are answered each quarter.",
    )
    breakdown = TextField(
        label="What its categories are",
        max_length=80,
        required=False,
        help_text="Age band, or Area of concern. Leave it empty where there are none.",
    )
    categories = BandsField(
        label="Categories", limit=4000, rows=6, required=False, help_text=CATEGORIES
    )
    overlapping = forms.BooleanField(
        label="A child can be in several of them, so that they do not add up to children",
        required=False,
    )
    counts_children = forms.BooleanField(
        label="It counts children or families: small numbers are hidden from others",
        required=False,
        initial=True,
    )
    complement_sensitive = forms.BooleanField(
        label="What is left of the whole tells of children too (23 of 25)", required=False
    )
    published_elsewhere = forms.BooleanField(
        label="It stands in national tables, where anybody can read it", required=False
    )
    headline = forms.BooleanField(
        label="It is one of the few figures that the public is told each year", required=False
    )

    chapter = forms.ChoiceField(
        label="Where does the annual report print it?",
        choices=Chapter.choices,
        initial=Chapter.INFORMATION,
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("post", Post.objects.filter(area=area).order_by("title"))

    def layout(self) -> list[Any]:
        share = f"unit:{Unit.PERCENT} {Unit.RATE_1000} {Unit.RATE_10000} {Unit.MEAN}"
        return [
            Fieldset("What it is", "name", "number", "unit", "good", "source"),
            Fieldset(
                "What is counted",
                "numerator",
                *("numerator_age_from", "numerator_age_to"),
                Div(
                    "denominator",
                    *("denominator_age_from", "denominator_age_to", "decimals"),
                    data_shown_when=share,
                ),
            ),
            Fieldset("When", "timing", "frequency", "year_type", "starts", "post"),
            Fieldset("Categories", "breakdown", "categories", "overlapping"),
            Fieldset("What the committee asks of it", "questions", "chapter"),
            Fieldset(
                "Small numbers",
                *("counts_children", "complement_sensitive", "published_elsewhere", "headline"),
            ),
        ]

    def clean_decimals(self) -> int:
        return self.cleaned_data["decimals"] or 0

    def clean(self) -> dict[str, Any]:
        for part in ("numerator", "denominator"):
            first, last = (self.cleaned_data.get(f"{part}_age_{end}") for end in ("from", "to"))
            if first is not None and last is not None and last < first:
                said = f"The ages are turned round: {last} is less than {first}."
                self.add_error(f"{part}_age_to", said)
        share = self.cleaned_data.get("unit", Unit.COUNT) != Unit.COUNT
        if share and "denominator" in self.cleaned_data and not self.cleaned_data["denominator"]:
            self.add_error("denominator", "Say out of whom or what: a share has a denominator.")
        if not share and self.cleaned_data.get("denominator"):
            said = "A number is not divided by anything. Leave this empty, or choose a share above."
            self.add_error("denominator", said)
        if self.cleaned_data.get("categories") and self.cleaned_data.get("breakdown") == "":
            self.add_error("breakdown", "Say what the categories are, for example Age band.")
        return self.cleaned_data


class AddIndicatorForm(IndicatorForm):
    def values(self) -> dict[str, Any]:
        values = super().values()
        categories = values.pop("categories")
        return {"indicator": Indicator(**values), "categories": categories}


class EditIndicatorForm(IndicatorForm, VersionedForm):
    """An indicator that stands, which somebody else may be writing too."""

    def said_by(self, row: Any) -> dict[str, Any]:
        return {**super().said_by(row), "categories": typed(standing(row))}


def standing(indicator: Indicator) -> tuple[Band, ...]:
    """The categories that an indicator has, each with those that stand in it."""
    rows = list(indicator.categories.order_by("position", "pk"))

    def under(parent: int | None) -> tuple[Band, ...]:
        here = [row for row in rows if row.parent_id == parent]
        return tuple(Band(row.label, under(row.pk)) for row in here)

    return under(None)


class StopForm(VersionedForm):
    button = "Save the last day"

    ends = DayField(
        label="Last day for which it is asked",
        required=False,
        help_text="Figures that stand stay. Leave it empty to go on.",
    )


class LinkForm(PageForm):
    """How an indicator's numbers belong to another's."""

    button = "Save the link"

    kind = forms.ChoiceField(
        label="This indicator", choices=LinkKind.choices, widget=forms.RadioSelect
    )
    to = forms.ModelChoiceField(
        Indicator.objects.none(), label="Which other indicator?", empty_label="Choose one"
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", Indicator.objects.filter(area=indicator.area_id).exclude(pk=indicator.pk))
        self.choice_hints = {
            "kind": {
                LinkKind.PART_OF: "Its number is contained in the other's number.",
                LinkKind.JOINS: "Its number came into the other's number since the period before.",
                LinkKind.LEAVES: "Its number went out of the other's number since then.",
                LinkKind.DENOMINATOR: "The other's number is what this is divided by.",
            }
        }

    def clean_kind(self) -> LinkKind:
        return LinkKind(self.cleaned_data["kind"])
