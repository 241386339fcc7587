"""The update form: how it is going, what happened, what shows it, what difference it made."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from actions.enums import Source
from actions.forms.fields import ConflictingForm, DayField, RatingField, WordsField
from actions.models import ProgressUpdate
from actions.rag import needs_recovery
from plans.enums import Canonical
from plans.models import LegendEntry

NOTHING: Final = "nothing"
NOTHING_LABEL: Final = "Nothing to report: no change"
FINE: Final = frozenset({Canonical.ON_TRACK.value, Canonical.COMPLETE.value})
WORDS: Final = ("what_happened", "evidence", "difference", "reason", "recovery")
UNSAVED_WORDS = (
    "You have written something, so it was not sent as “Nothing to report”. "
    "Choose “Save update” to send what you wrote, or clear it first."
)


class UpdateForm(ConflictingForm):
    """One update. "Nothing to report" sends the last rating again, with its reasons."""

    entry = RatingField(label="How is it going?", required=False)
    what_happened = WordsField(
        label="What happened?",
        limit=8000,
        rows=3,
        required=False,
        help_text="Since the last update, in a sentence or two.",
    )
    reason = WordsField(
        label="Why is it not on track?",
        limit=4000,
        rows=2,
        required=False,
    )
    recovery = WordsField(
        label="What will be done about it?",
        limit=4000,
        rows=2,
        required=False,
        help_text="Who will do what, and by when.",
    )
    evidence = WordsField(
        label="What shows it?",
        limit=8000,
        rows=2,
        required=False,
        help_text="A paper, minutes, figures. Needed when complete.",
    )
    difference = WordsField(
        label="What difference has it made?",
        limit=4000,
        rows=2,
        required=False,
        help_text="For children and families. Needed when complete.",
    )
    as_at = DayField(label="The day this is about", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        entries: Sequence[LegendEntry],
        last: ProgressUpdate | None,
        last_entry: LegendEntry | None,
        source: Source,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entries, self.last, self.last_entry = entries, last, last_entry
        self.source, self.today = source, today
        self.offer("entry", entries, {str(row.pk): _hint(row) for row in entries})
        if source != Source.ON_BEHALF:
            del self.fields["as_at"]
        if self.pressed_nothing and last_entry and not self.typed("entry"):
            self.put("entry", str(last_entry.pk))
        self.helper = self._helper()

    @property
    def pressed_nothing(self) -> bool:
        """Whether "Nothing to report" was pressed."""
        return self.is_bound and NOTHING in self.data

    def clean_as_at(self) -> date:
        as_at: date = self.cleaned_data.get("as_at") or self.today
        if as_at > self.today:
            raise ValidationError("This day has not come yet.")
        return as_at

    def clean(self) -> dict[str, Any]:
        if not self.pressed_nothing and not self.cleaned_data.get("entry"):
            self.add_error("entry", "Choose how it is going.")
        rating = self.chosen()
        if rating and rating.canonical in FINE:
            self._refuse_reasons(rating)
        if self.pressed_nothing and self.last_entry is None:
            self.add_error("entry", "Nobody has rated this action yet. Choose how it is going.")
        if self.pressed_nothing and any(self.cleaned_data.get(name) for name in WORDS):
            self.add_error(None, UNSAVED_WORDS)
        return self.cleaned_data

    def _refuse_reasons(self, rating: LegendEntry) -> None:
        """A reason typed before the rating was changed is not recorded unseen."""
        for name in ("reason", "recovery"):
            if self.cleaned_data.get(name):
                said = f"You rate it {rating.label}, which asks for no reason."
                self.add_error(name, f"{said} Clear this text, or choose another rating.")

    def theirs(self) -> ProgressUpdate | None:
        """The update that somebody else recorded since this form was drawn."""
        known = self.typed("seen")
        return self.last if self.last and str(self.last.pk) != known else None

    def both_texts(self) -> list[tuple[str, str, str]]:
        """Label, their text and this person's, for each field where either wrote something."""
        theirs = self.theirs()
        rows = [("How is it going?", theirs.entry_label if theirs else "", self._typed_rating())]
        for name in WORDS:
            label = str(self.fields[name].label)
            rows.append((label, getattr(theirs, name, ""), self.typed(name)))
        return [row for row in rows if row[1] or row[2]]

    def _typed_rating(self) -> str:
        chosen = self.last_entry if self.pressed_nothing else self.chosen()
        return chosen.label if chosen else ""

    def chosen(self) -> LegendEntry | None:
        """The legend's entry that was chosen."""
        return next((row for row in self.entries if str(row.pk) == self.typed("entry")), None)

    def values(self) -> dict[str, Any]:
        """What record_update takes."""
        common = {
            "expected": self.expected,
            "as_at": self.cleaned_data.get("as_at") or self.today,
            "source": self.source,
        }
        if self.pressed_nothing:
            return common | self._again()
        words = {name: self.cleaned_data[name] for name in WORDS}
        return common | {"entry": self.chosen()} | words

    def _again(self) -> dict[str, Any]:
        """The last rating once more; what was wrong then is still wrong."""
        last = self.last
        return {
            "entry": self.last_entry,
            "nothing_to_report": True,
            "reason": last.reason if last else "",
            "recovery": last.recovery if last else "",
        }

    def _helper(self) -> FormHelper:
        helper = FormHelper()
        helper.show_optional = False
        rating = Div("entry", HTML("{% include 'actions/components/last_word.html' %}"))
        shows = Div("evidence", "difference", css_class="cpc-update__pair")
        words = ["what_happened", *self._asked_when_behind(), shows]
        if "as_at" in self.fields:
            words.append("as_at")
        helper.layout = Layout(
            Div(rating, Div(*words), css_class="cpc-update"), "version", "seen", "typed_by"
        )
        helper.add_input(Submit("save", "Save update"))
        helper.add_input(Submit(NOTHING, NOTHING_LABEL, css_class="govuk-button--secondary"))
        return helper

    def _asked_when_behind(self) -> list[Div]:
        """Reason and recovery, shown with the ratings that ask for them."""
        behind = " ".join(str(row.pk) for row in self.entries if row.canonical not in FINE)
        off = " ".join(str(row.pk) for row in self.entries if _off_track(row))
        shown = (("reason", behind), ("recovery", off))
        return [Div(name, data_shown_when=f"entry:{pks}") for name, pks in shown if pks]


def _off_track(entry: LegendEntry) -> bool:
    return needs_recovery(Canonical(entry.canonical))


def _hint(entry: LegendEntry) -> str:
    claim = "Somebody else then verifies it." if entry.canonical == Canonical.COMPLETE else ""
    return f"{entry.definition} {claim}".strip()
