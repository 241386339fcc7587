"""Forms of a report's parts: who is asked, the words, the reading of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from committees.models import Post
from documents.sections import part
from figures.forms.prose import ProseForm
from narratives.enums import StepKind
from reporting.models import Section
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm, VersionedForm

FORM_ID = "part-form"


def not_over(due: date, today: date) -> date:
    """A day by which something is asked for. Raises ValidationError for one that is past."""
    if due < today:
        raise ValidationError("That day is over. Give today or a later day.")
    return due


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post with who holds it."""

    holders: Mapping[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({self.holders.get(obj.pk) or 'nobody to ask'})"


class PartsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.heading)


class AskForm(PageForm):
    """Which parts of a report a post is asked for, and by when."""

    button = "Ask for these parts"

    parts = PartsField(
        Section.objects.none(),
        label="Which parts?",
        error_messages={"required": "Tick at least one part."},
    )
    post = PostField(
        Post.objects.none(),
        label="Which post writes them?",
        empty_label="Choose a post",
        help_text="Whoever holds it or deputises for it is asked in the letter of the day, and may "
        "write these parts and nothing else of the report.",
        error_messages={"required": "Choose a post."},
    )
    due_on = DayField(
        label="By which day?",
        help_text="So that there is time to read them and send one back.",
    )

    def __init__(
        self,
        *args: Any,
        parts: QuerySet[Section],
        hints: Mapping[str, str],
        posts: QuerySet[Post],
        today: date,
        holders: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("parts", parts)
        self.choice_hints = {"parts": dict(hints)}
        field: Any = self.fields["post"]
        field.holders = holders
        self.offer("post", posts)

    def clean_due_on(self) -> date:
        return not_over(self.cleaned_data["due_on"], self.today)

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {**given, "parts": list(given["parts"])}


class PartForm(ProseForm, VersionedForm):
    """The words of one part. Its name lets a button beside it send it too."""

    body = TextField(
        label="Text",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"max_length": "This is longer than 20,000 characters. Please shorten it."},
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = part(section.report.kind, section.key)
        self.fields["body"].label = section.heading
        self.fields["body"].help_text = (
            f"{about.hint} Leave an empty line between paragraphs; begin a line with “- ” for a "
            "bullet and “# ” for a sub-heading."
        )

    @cached_property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.form_id = FORM_ID
        return helper


class AnswerForm(ProseForm):
    """What somebody makes of the words that they read."""

    note = WordsField(
        label="What is still wanted",
        limit=2000,
        rows=4,
        required=False,
        help_text="Only where you send it back. Those who write it read this.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {**given, "kind": StepKind(given["kind"])}


class ReviewForm(AnswerForm):
    """Whether the words that were read are agreed."""

    button = "Save"

    kind = forms.ChoiceField(
        label="What do you make of it?",
        choices=[(StepKind.AGREED, "Agree it"), (StepKind.SENT_BACK, "Send it back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree it or send it back."},
    )
    field_order = ("kind", "note", "seen")


class SignForm(AnswerForm):
    """Whether the words that were read are signed."""

    button = "Save"

    kind = forms.ChoiceField(
        label="Do you sign these words?",
        choices=[
            (StepKind.SIGNED, "I sign them as they stand here"),
            (StepKind.SENT_BACK, "Not like this: send them back"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you sign them or send them back."},
    )
    field_order = ("kind", "note", "seen")


class SignatureForm(PageForm):
    """By when the one in the chair is asked to sign a part."""

    button = "Ask for the signature"

    due_on = DayField(
        label="By which day?",
        help_text="So that the words can still be changed before the report is frozen.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        return not_over(self.cleaned_data["due_on"], self.today)
