"""Forms of learning reviews. None has a field for words."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms

from accounts.models import User
from committees.models import Post
from learning_reviews.enums import Course, Reason, Stage, Theme
from web.fields import DayField, NumberField
from web.forms import PageForm

WHOLE = "Write its number, for example 3."


class OpenReviewForm(PageForm):
    """`key` is drawn with the form: one that is sent twice opens one review."""

    button = "Open it"

    notified_on = DayField(label="Day of the notification")
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", str(uuid4()))


class StepForm(PageForm):
    """The next stage. What is asked of a decision alone is left empty for the others."""

    button = "Record it"

    stage = forms.TypedChoiceField(label="Stage", coerce=Stage, widget=forms.RadioSelect)
    on = DayField(label="Day")
    course = forms.TypedChoiceField(
        label="What is recommended or was decided",
        choices=[("", "It is neither"), *Course.choices],
        coerce=Course,
        empty_value=None,
        required=False,
    )
    reason = forms.TypedChoiceField(
        label="Reason",
        choices=[("", "It is neither"), *Reason.choices],
        coerce=Reason,
        empty_value=None,
        required=False,
        help_text="Of a recommendation or a decision. More than this is not written down here.",
    )
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Who recommended or decided",
        required=False,
        empty_label="It is neither",
        help_text="A post of this area, not a person.",
    )

    def __init__(
        self, *args: Any, stages: Sequence[Stage], posts: Iterable[Post], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("stage", [(stage.value, stage.label) for stage in stages])
        self.offer("post", posts)


class NamePersonForm(PageForm):
    button = "Name this person"

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who may know of this review?",
        empty_label="Choose a person",
        help_text="Somebody with a role in this area. They are not e-mailed: tell them yourself.",
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people)


class ReviewFindingForm(PageForm):
    button = "Save finding"

    number = NumberField(
        label="Number", said=WHOLE, min_value=1, max_value=999, help_text="As the report has it."
    )
    theme = forms.TypedChoiceField(
        label="What it is about",
        choices=Theme.choices,
        coerce=Theme,
        widget=forms.RadioSelect,
        help_text="A domain of the national quality framework. Its words stay in the report.",
    )
