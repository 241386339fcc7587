"""Sending an update back, other words for the report, and the chair's comment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actions.models import ProgressUpdate, UpdateCheck
from audit.models.conflict import EditConflict
from figures.forms.prose import ProseForm
from web.fields import TextField, WordsField


class CheckForm(ProseForm):
    """A form about one update, drawn after a check with the number `seen` (0: none yet)."""

    shows_optional = False
    overtaken = False  # whether somebody else checked it since: `last` is then their check

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, update: ProgressUpdate, last: UpdateCheck | None, **kwargs: Any
    ) -> None:
        initial = {"seen": last.sequence if last else 0, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.update, self.last = update, last

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0

    def refuse(self, error: ValidationError) -> None:
        """Keep what was typed; the next press writes after the check that is shown now."""
        if isinstance(error, EditConflict) and isinstance(error.current, UpdateCheck):
            self.overtaken, self.last = True, error.current
            self.put("seen", str(error.current.sequence))
        super().refuse(error)


class SendBackForm(CheckForm):
    """What is still wanted of the lead."""

    button = "Send back to the lead"

    note = WordsField(
        label="What is still wanted?",
        limit=4000,
        rows=4,
        required=False,
        help_text="The lead reads this beside their own words, and is asked to answer.",
    )


class WordingForm(CheckForm):
    """Words for the report beside the lead's. A part left as it is, or emptied, is the lead's."""

    button = "Save this wording and accept"
    parts = ("what_happened", "reason", "recovery", "difference")

    what_happened = WordsField(label="What happened", limit=8000, rows=6, required=False)
    reason = WordsField(label="Why it is not on track", limit=4000, rows=4, required=False)
    recovery = WordsField(label="What will be done", limit=4000, rows=4, required=False)
    difference = WordsField(label="Difference it made", limit=4000, rows=4, required=False)

    def __init__(
        self, *args: Any, update: ProgressUpdate, last: UpdateCheck | None, **kwargs: Any
    ) -> None:
        words = {
            name: getattr(last, name, "") or getattr(update, name) for name in WordingForm.parts
        }
        super().__init__(*args, update=update, last=last, initial=words, **kwargs)
        for name in self.unsaid():
            del self.fields[name]

    def unsaid(self) -> list[str]:
        """Parts of which the lead said nothing: there is nothing to word otherwise."""
        said = [name for name in self.parts if getattr(self.update, name)] or ["what_happened"]
        return [name for name in self.parts if name not in said]

    def lead_says(self) -> list[tuple[str, str]]:
        """The lead's own words, part by part, beside which the fields stand."""
        names = [name for name in self.parts if name in self.fields]
        return [(str(self.fields[name].label), getattr(self.update, name)) for name in names]

    def values(self) -> dict[str, Any]:
        """What moderate_update takes."""
        return {**dict.fromkeys(self.parts, ""), **super().values()}


class CommentForm(ProseForm):
    """What the chair says about an action."""

    button = "Add the comment"
    shows_optional = False

    text = WordsField(
        label="Your comment",
        limit=4000,
        rows=5,
        required=False,
        help_text="The lead reads it, and it stands in the action’s history. It is not a rating.",
    )


class ProposalForm(forms.Form):
    """One press on a proposal of the rules, with a note where somebody wrote one."""

    canonical = TextField(max_length=20)
    seen = forms.IntegerField()
    answer = forms.ChoiceField(choices=[("accept", "Accept"), ("decline", "Decline")])
    note = WordsField(label="Note", limit=4000, required=False)

    def values(self) -> dict[str, Any]:
        """What decide_proposal takes."""
        given = self.cleaned_data
        return {
            "canonical": given["canonical"],
            "seen": given["seen"],
            "accepted": given["answer"] == "accept",
            "note": given["note"],
        }
