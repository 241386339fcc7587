"""Forms of a return's own words, of its check, and of what is asked of a course later."""

from typing import Any

from django import forms

from figures.forms.prose import ProseForm
from returns.enums import Outcome, ReturnKind
from returns.models import Return
from web.fields import DayField, WordsField
from web.forms import VersionedForm


class ReturnForm(ProseForm, VersionedForm):
    """What a sub-committee says of its quarter; two of its people may be writing at once."""

    button = "Save draft"

    summary = WordsField(
        label="What was done this quarter, and what came of it",
        limit=4000,
        rows=8,
        required=False,
        help_text="In short: courses, policies and the like are told one by one afterwards.",
    )
    next_steps = WordsField(
        label="What comes next, and what the committee is asked for",
        limit=2000,
        rows=4,
        required=False,
    )
    strategy_review = DayField(
        label="Day on which the communications strategy is reviewed next", required=False
    )

    def __init__(self, *args: Any, row: Return, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.duty.kind != ReturnKind.INFORMATION:
            del self.fields["strategy_review"]


class CorrectionForm(ProseForm):
    """Why what was sent is put right; nobody is asked where the lead officer said it already."""

    button = "Begin the correction"

    reason = WordsField(
        label="What is put right, and why",
        limit=1000,
        rows=3,
        help_text="It is read beside what was sent before, which stays as it is.",
    )

    def __init__(self, *args: Any, sent_back: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not sent_back


class CheckForm(ProseForm):
    button = "Save"

    outcome = forms.ChoiceField(
        label="What do you make of it?",
        choices=[
            (Outcome.ACCEPTED, "Accept it"),
            (Outcome.SENT_BACK, "Send it back"),
        ],
        widget=forms.RadioSelect,
    )
    note = WordsField(
        label="What is still wanted",
        limit=2000,
        rows=4,
        required=False,
        help_text="Only where you send it back. Those who write it read this.",
    )

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {**given, "outcome": Outcome(given["outcome"])}


class CourseAnswerForm(ProseForm):
    button = "Save"

    changed = WordsField(
        label="What has changed in practice?",
        limit=2000,
        rows=5,
        help_text="What people do now that they did not do before. Say so if nothing has.",
    )
    known_by = WordsField(
        label="How is this known?",
        limit=2000,
        rows=3,
        help_text="For example asked by telephone, seen in supervision, or found in an audit.",
    )
