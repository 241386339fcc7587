"""Into what an action is split, and what several are merged into."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError

from actions.models import Action
from outline.rules.parts import Part, part_numbers, together
from plans.forms.numbers import NumberedForm
from plans.rules.numbers import Numbered
from web.fields import TextField, WordsField
from web.forms import PageForm

MOST_PARTS = 4
OTHERS = "with"
REASON = "It stands in the record of each of them, and in reports beside what was withdrawn."
NARROW = {"class": "govuk-input--width-5"}


class SeenForm(PageForm):
    """A form about actions that somebody else may be writing at the same time: `seen` holds the
    versions that the person saw, and after a refusal those that are there now."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def about(self, rows: Iterable[Action]) -> None:
        self.now = " ".join(f"{row.pk}:{row.row_version}" for row in rows)
        self.initial["seen"] = self.now

    def refuse(self, error: ValidationError) -> None:
        super().refuse(error)
        self.put("seen", self.now)

    @property
    def versions(self) -> dict[int, int]:
        pairs = [one.split(":") for one in self.cleaned_data["seen"].split()]
        return {
            int(pair[0]): int(pair[1])
            for pair in pairs
            if len(pair) == 2 and all(part.isdecimal() and len(part) < 19 for part in pair)
        }


class SplitForm(SeenForm):
    """The actions that one is split into, each with its number and its words."""

    button = "Split the action"
    shows_optional = False

    reason = WordsField(
        label="Why is it split?", limit=2000, rows=2, required=False, help_text=REASON
    )

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about([action])
        for at, number in enumerate(part_numbers(action.number, MOST_PARTS), start=1):
            self.fields[f"number{at}"] = TextField(
                label="Number",
                max_length=20,
                required=False,
                initial=number,
                widget=forms.TextInput(attrs=NARROW),
            )
            self.fields[f"text{at}"] = WordsField(
                label="The action",
                limit=8000,
                strip=False,
                required=False,
                initial=action.text if at == 1 else "",
            )

    def layout(self) -> Sequence[Any]:
        boxes = [
            Fieldset(f"Part {at}" if at < 3 else f"Part {at}, where there is one", *names)
            for at, names in enumerate(self._names(), start=1)
        ]
        return [*boxes, "reason"]

    def clean(self) -> dict[str, Any]:
        for at in (1, 2):
            if not str(self.cleaned_data.get(f"text{at}") or "").strip():
                self.add_error(f"text{at}", "Write what this part will be.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What split_action takes."""
        said = self.cleaned_data
        pairs = [(said[number], said[text]) for number, text in self._names()]
        parts = [Part(number, text) for number, text in pairs if text.strip()]
        return {"parts": parts, "reason": said["reason"], "seen": self.versions}

    def _names(self) -> list[tuple[str, str]]:
        return [(f"number{at}", f"text{at}") for at in range(1, MOST_PARTS + 1)]


class MergeForm(NumberedForm, SeenForm):
    """The action that several are merged into."""

    button = "Merge them"
    shows_optional = False

    base = forms.ChoiceField(
        label="Whose timescale and accountable lead it keeps",
        widget=forms.RadioSelect,
        help_text="It stands in that one’s place. The other leads contribute, and every outcome "
        "and measure stays linked.",
    )
    number = TextField(
        label="Number", max_length=20, required=False, widget=forms.TextInput(attrs=NARROW)
    )
    text = WordsField(
        label="The action",
        limit=8000,
        rows=6,
        strip=False,
        error_messages={"required": "Write what will be done."},
        help_text="The words of all of them, one under the other: make one action of them.",
    )
    reason = WordsField(
        label="Why are they merged?", limit=2000, rows=2, required=False, help_text=REASON
    )

    def __init__(
        self,
        *args: Any,
        actions: Sequence[Action],
        number: str,
        numbers: Mapping[int, Numbered],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in actions}
        self.about(actions)
        self.initial["number"] = number
        self.initial["text"] = together(row.text for row in actions)
        self.initial["base"] = next(iter(self.rows))
        self.offer("base", [(key, _offered(row)) for key, row in self.rows.items()])
        others = list(self.rows)[1:]
        self.fields[OTHERS] = forms.MultipleChoiceField(
            choices=[(key, key) for key in others],
            widget=forms.MultipleHiddenInput,
            initial=others,
        )
        merged = {row.pk for row in actions}
        self.fixed = ("", str(actions[0].heading_id or ""))
        self.take(one for key, one in numbers.items() if key not in merged)

    def values(self) -> dict[str, Any]:
        """What merge_actions takes."""
        said = super().values()
        base = self.rows[said["base"]]
        return {
            "base": base,
            "others": [row for row in self.rows.values() if row != base],
            "part": Part(said["number"], said["text"]),
            "reason": said["reason"],
            "seen": self.versions,
        }


def _offered(row: Action) -> str:
    lead = next((str(lead.post) for lead in row.leads.all() if lead.accountable), "no lead")
    return f"{row.reference}: {lead}, {row.timescale_words.strip() or 'no timescale'}"
