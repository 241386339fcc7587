"""What the plan says about an action: its words, its leads, its withdrawal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.db.models import Model

from actions.enums import ActionKind, Origin
from actions.models import Lead
from committees.models import Post
from outcomes.models import HighLevelOutcome, Measure
from plans.forms.headings import heading_choices
from plans.forms.numbers import NumberedForm
from plans.models import Plan
from plans.queries import Branch
from plans.rules.numbers import Numbered
from web.fields import TextField, WordsField
from web.forms import PageForm, VersionedForm

TEXT = (
    *("heading", "number", "text", "timescale_words"),
    *("expected_impact", "evidence", "origin", "origin_note"),
)
MANY = Div("contributing", css_class="cpc-many")
NO_LEAD = ("", "No lead named")


class ActionForm(NumberedForm, VersionedForm):
    """The plan's words about one action. `numbers` says which numbers stand in the plan, by the key
    of the action that has each."""

    under_field = "heading"

    heading = forms.ChoiceField(label="Where it stands in the plan", required=False)
    number = TextField(
        label="Number",
        max_length=20,
        required=False,
        help_text="As it is printed, for example 1.2. Leave it empty if actions have no numbers.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    text = WordsField(
        label="The action",
        limit=8000,
        strip=False,
        error_messages={"required": "Write what will be done."},
    )
    timescale_words = WordsField(
        label="Timescale",
        limit=500,
        rows=1,
        strip=False,
        required=False,
        help_text="In the committee’s own words: “31 July 2027”, “quarterly”, “ongoing”. "
        "They are printed as they stand.",
    )
    expected_impact = WordsField(
        label="Expected impact", limit=4000, rows=2, strip=False, required=False
    )
    evidence = WordsField(
        label="Evidence or outcome measures", limit=8000, rows=2, strip=False, required=False
    )
    origin = forms.ChoiceField(label="Where it came from", choices=Origin.choices)
    origin_note = TextField(
        label="Name of the inspection, review or meeting", max_length=300, required=False
    )

    def __init__(
        self, *args: Any, branches: Sequence[Branch], numbers: Mapping[int, Numbered], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        row: Model | None = kwargs.get("row")
        self.take(numbers.values(), own=numbers.get(row.pk) if row else None)
        self.headings = {str(one.heading.pk): one.heading for top in branches for one in top.walk()}
        self.offer("heading", heading_choices(branches))

    def said_by(self, row: Model) -> dict[str, Any]:
        return {**super().said_by(row), "heading": str(getattr(row, "heading_id", "") or "")}

    def values(self) -> dict[str, Any]:
        """What edit_action takes."""
        values = super().values()
        return {**values, "heading": self.headings.get(values["heading"])}


class LeadsForm(VersionedForm):
    """One accountable post, and those who contribute."""

    accountable = forms.ChoiceField(
        label="Accountable lead",
        required=False,
        help_text="A post or group. It answers for the action, whoever holds it.",
    )
    contributing = forms.MultipleChoiceField(
        label="Contributing leads", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        options = [(key, post.title) for key, post in self.posts.items()]
        self.offer("accountable", [NO_LEAD, *options])
        self.offer("contributing", options)

    def layout(self) -> Sequence[Any]:
        return ["accountable", MANY]

    def said_by(self, row: Model) -> dict[str, Any]:
        leads = list(Lead.objects.filter(action=row.pk))
        return {
            **super().said_by(row),
            "accountable": next((str(one.post_id) for one in leads if one.accountable), ""),
            "contributing": [str(one.post_id) for one in leads if not one.accountable],
        }

    def clean(self) -> dict[str, Any]:
        """The accountable post is not also contributing."""
        first = self.cleaned_data.get("accountable")
        others = self.cleaned_data.get("contributing", [])
        return {**self.cleaned_data, "contributing": [key for key in others if key != first]}

    def values(self) -> dict[str, Any]:
        """What set_leads takes."""
        values = super().values()
        return {
            **values,
            "accountable": self.posts.get(values["accountable"]),
            "contributing": [self.posts[key] for key in values["contributing"]],
        }


class NewActionForm(ActionForm, LeadsForm):
    """An action that the committee adds, with its leads."""

    button = "Add the action"

    kind = forms.ChoiceField(
        label="Kind",
        choices=ActionKind.choices,
        initial=ActionKind.RATED,
        help_text="Ongoing items are not rated and stand apart in reports.",
    )

    def layout(self) -> Sequence[Any]:
        return [*TEXT[:4], "accountable", MANY, *TEXT[4:], "kind"]

    def values(self) -> dict[str, Any]:
        """What add_action takes."""
        values = super().values()
        del values["expected"]
        return {**values, "kind": ActionKind(values["kind"])}


class LinksForm(VersionedForm):
    """To which outcomes beside the tree an action contributes, and by what it is measured."""

    button = "Save the links"

    outcomes = forms.ModelMultipleChoiceField(
        HighLevelOutcome.objects.none(),
        label="High-level outcomes that it contributes to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        label="Measures by which you will know",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: dict[str, Any] = {
            "outcomes": HighLevelOutcome.objects.filter(plan=plan),
            "measures": Measure.objects.filter(plan=plan),
        }
        for name, rows in known.items():
            self.offer(name, rows)
            if not rows:
                del self.fields[name]

    @property
    def empty(self) -> bool:
        return not self.fields.keys() & {"outcomes", "measures"}

    def values(self) -> dict[str, Any]:
        """What set_links takes."""
        return {"outcomes": [], "measures": [], **super().values()}


class WithdrawForm(PageForm):
    """Why an action is taken out of the plan."""

    button = "Withdraw the action"
    warning = True
    shows_optional = False

    reason = WordsField(
        label="Why is it withdrawn?",
        limit=2000,
        required=False,
        help_text="It stays in the record and in reports, with this reason.",
    )
