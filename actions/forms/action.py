"""What the plan says about an action: its words, its leads, its withdrawal."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Div
from django import forms

from actions.enums import ActionKind, Origin
from actions.models import Action, Lead
from committees.models import Post
from plans.models import Heading
from plans.queries import Branch
from web.conflict_forms import ConflictingForm, WordsField, plain_helper

TEXT = (
    *("heading", "number", "text", "timescale_words"),
    *("expected_impact", "evidence", "origin", "origin_note"),
)
MANY = Div("contributing", css_class="cpc-many")
NO_LEAD = ("", "No lead named")


class ActionForm(ConflictingForm):
    """The plan's words about one action."""

    heading = forms.ChoiceField(label="Where it stands in the plan", required=False)
    number = forms.CharField(
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
    origin_note = forms.CharField(
        label="Name of the inspection, review or meeting", max_length=300, required=False
    )

    def __init__(
        self, *args: Any, branches: Sequence[Branch], action: Action | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = {str(one.heading.pk): one.heading for top in branches for one in top.walk()}
        heading: Any = self.fields["heading"]
        heading.choices = [("", "Under no heading"), *_titles(branches)]
        if action:
            self._fill(action)
        self.helper = plain_helper(self, "Save")

    def values(self) -> dict[str, Any]:
        """What edit_action takes."""
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in TEXT}
        found["heading"] = self.headings.get(self.cleaned_data["heading"])
        return found

    def both_texts(self) -> list[tuple[str, str, str]]:
        """Label, the text as it is now and this person's, for each field where they differ."""
        rows = [
            (
                str(self.fields[name].label),
                self._shown(name, _value(self.conflict, name)),
                self._shown(name, self.typed(name)),
            )
            for name in TEXT
        ]
        return [row for row in rows if row[1].strip() != row[2].strip()]

    def _fill(self, action: Action) -> None:
        now = {name: _value(action, name) for name in TEXT}
        self.initial = {**now, "version": action.row_version, **self.initial}

    def _shown(self, name: str, value: str) -> str:
        choices: Any = getattr(self.fields[name], "choices", ())
        return str(dict(choices).get(value, value)) if choices else value.replace("\r\n", "\n")


class LeadsForm(ConflictingForm):
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
        accountable: Any = self.fields["accountable"]
        contributing: Any = self.fields["contributing"]
        accountable.choices = [NO_LEAD, *options]
        contributing.choices = options
        self.helper = plain_helper(self, "Save", "accountable", MANY)

    def both_texts(self) -> list[tuple[str, str, str]]:
        """Label, the leads as they are now and as this person chose them, where they differ."""
        now = list(Lead.objects.filter(action=self.conflict.pk)) if self.conflict else []
        chosen = self.leads()
        first = [chosen["accountable"]] if chosen["accountable"] else []
        rows = [
            ("accountable", [row.post_id for row in now if row.accountable], first),
            (
                "contributing",
                [row.post_id for row in now if not row.accountable],
                chosen["contributing"],
            ),
        ]
        return [
            (str(self.fields[name].label), self._titles(theirs), self._titles([p.pk for p in own]))
            for name, theirs, own in rows
            if theirs != [post.pk for post in own]
        ]

    def _titles(self, keys: Iterable[int]) -> str:
        return "\n".join(self.posts[str(key)].title for key in keys if str(key) in self.posts)

    def leads(self) -> dict[str, Any]:
        """What set_leads takes: the accountable post is not also contributing."""
        first = self.cleaned_data["accountable"]
        others = [key for key in self.cleaned_data["contributing"] if key != first]
        return {
            "accountable": self.posts.get(first),
            "contributing": [self.posts[key] for key in others],
        }


class NewActionForm(ActionForm, LeadsForm):
    """An action that the committee adds, with its leads."""

    kind = forms.ChoiceField(
        label="Kind",
        choices=ActionKind.choices,
        initial=ActionKind.RATED,
        help_text="Ongoing items are not rated and stand apart in reports.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads = ("accountable", MANY)
        self.helper = plain_helper(self, "Add the action", *TEXT[:4], *leads, *TEXT[4:], "kind")

    def values(self) -> dict[str, Any]:
        """What add_action takes."""
        kind = ActionKind(self.cleaned_data["kind"])
        return {**super().values(), **self.leads(), "kind": kind}


class WithdrawForm(ConflictingForm):
    """Why an action is taken out of the plan."""

    reason = WordsField(
        label="Why is it withdrawn?",
        limit=2000,
        required=False,
        help_text="It stays in the record and in reports, with this reason.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper(self, "Withdraw the action", warning=True)
        self.helper.show_optional = False


def _titles(branches: Sequence[Branch]) -> list[tuple[str, str]]:
    return [
        (str(one.heading.pk), " " * 3 * one.depth + _short(one.heading))
        for top in branches
        for one in top.walk()
    ]


def _short(heading: Heading) -> str:
    title = heading.title
    return title if len(title) <= 90 else f"{title[:88]}…"


def _value(row: Any, name: str) -> str:
    """A field of an action as the form writes it."""
    value = getattr(row, f"{name}_id" if name == "heading" else name, None)
    return "" if value is None else str(value)
