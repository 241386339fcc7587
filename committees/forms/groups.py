"""Forms of people and groups. Their choices are the area's own rows and nobody else's."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Agency, User
from committees.enums import BodyKind, Cadence, MeetingKind, PostKind, Seat
from committees.models import Area, Body
from committees.queries.groups import people_of
from web.fields import DayField, NumberField, TextField, WordsField
from web.forms import PageForm, VersionedForm

NAME_LIMIT = 160


class AreaForm(PageForm):
    """A form about rows of one area."""

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        self.offer("agency", Agency.objects.filter(areas=area))
        self.offer("user", people_of(area))
        for name in ("body", "parent", "reports_to"):
            self.offer(name, Body.objects.filter(area=area))


class BodyForm(AreaForm):
    button = "Save group"

    name = TextField(label="Name", max_length=160)
    short_name = TextField(
        label="Short name", max_length=40, required=False, help_text="As minutes write it: CPC."
    )
    kind = forms.ChoiceField(label="What it is", choices=BodyKind.choices)
    parent = forms.ModelChoiceField(
        Body.objects.none(), label="Part of", required=False, empty_label="Stands by itself"
    )
    reports_to = forms.ModelChoiceField(
        Body.objects.none(), label="Reports to", required=False, empty_label="Nobody"
    )
    cadence = forms.ChoiceField(
        label="How often it meets", choices=Cadence.choices, initial=Cadence.QUARTERLY
    )
    remit = TextField(label="Remit", widget=forms.Textarea, max_length=4000, required=False)

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if body is not None:
            others = Body.objects.filter(area=self.area).exclude(pk=body.pk)
            self.offer("parent", others)
            self.offer("reports_to", others)


class BodiesForm(AreaForm):
    """Several groups by their names."""

    button = "Save these groups"

    names = WordsField(
        label="Names of the groups",
        limit=4000,
        rows=6,
        help_text="One on each line.",
        error_messages={"required": "Write the name of each group on a line of its own."},
    )
    kind = forms.ChoiceField(
        label="What they are", choices=BodyKind.choices, initial=BodyKind.SUB_COMMITTEE
    )
    above = forms.ModelChoiceField(
        Body.objects.none(),
        label="Part of",
        required=False,
        empty_label="They stand by themselves",
        help_text="They report to it too.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(area=self.area)
        self.offer("above", bodies)
        committees = [body.pk for body in bodies if body.kind == BodyKind.COMMITTEE]
        self.initial.setdefault("above", committees[0] if len(committees) == 1 else None)

    def clean_names(self) -> list[str]:
        names = [name for name in map(str.strip, self.cleaned_data["names"].split("\n")) if name]
        for name in names:
            if len(name) > NAME_LIMIT:
                raise forms.ValidationError(f"“{name[:40]}…” is longer than {NAME_LIMIT} letters.")
        return names


class EditBodyForm(BodyForm, VersionedForm):
    """A group that stands, which somebody else may be writing too."""


class PostForm(AreaForm):
    button = "Save post"

    title = TextField(label="Title", max_length=200, help_text="As the plan prints its leads.")
    kind = forms.ChoiceField(label="What it is", choices=PostKind.choices)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency", required=False, empty_label="No agency named"
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Group that it stands for",
        required=False,
        empty_label="No group",
        help_text="Whoever holds the post answers for the group's actions.",
    )
    also_called = WordsField(
        label="Also called",
        limit=2000,
        rows=2,
        required=False,
        help_text="Other names that plans print for it, one on each line. A plan that comes in is "
        "joined to the post by them.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("body", Body.objects.serving(self.area))


class EditPostForm(PostForm, VersionedForm):
    """A post that stands, which somebody else may be writing too."""


class HoldingForm(AreaForm):
    button = "Save"

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Person",
        empty_label="Choose a person",
        help_text="People who have a role in this area.",
    )
    starts = DayField(label="From", initial=timezone.localdate)


class MemberForm(AreaForm):
    button = "Save member"

    name = TextField(label="Name", max_length=120)
    designation = TextField(
        label="Designation", max_length=200, help_text="As the membership list prints it."
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency", required=False, empty_label="No agency named"
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Person who signs in",
        required=False,
        empty_label="Does not sign in",
    )
    seat = forms.ChoiceField(label="Seat", choices=Seat.choices, initial=Seat.MEMBER)


class EditMemberForm(MemberForm, VersionedForm):
    """A seat that stands, which somebody else may be writing too."""


class NewMemberForm(MemberForm):
    starts = DayField(label="Member from", initial=timezone.localdate)


class MeetingForm(PageForm):
    button = "Save meeting"

    held_on = DayField(
        label="Day",
        error_messages={"required": "Give the day of the meeting, for example 31 July 2026."},
    )
    title = TextField(
        label="Name",
        max_length=160,
        required=False,
        help_text="Only where it has a name of its own.",
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=MeetingKind.choices,
        initial=MeetingKind.ORDINARY,
        required=False,
        help_text="Updates are asked for ahead of ordinary meetings only.",
    )


class MeetingsForm(PageForm):
    """A year's meetings by their days."""

    button = "Save these meetings"

    days = WordsField(
        label="Days of the meetings",
        limit=2000,
        rows=6,
        help_text="One on each line, for example 31 July 2026. A committee meets at least four "
        "times a year.",
        error_messages={"required": "Write each day on a line of its own."},
    )

    def clean_days(self) -> list[date]:
        """The days as dates; the line that is none is named."""
        asked, days = DayField(), []
        for written in self.cleaned_data["days"].split("\n"):
            try:
                days += [asked.clean(written)] if written.strip() else []
            except forms.ValidationError as refusal:
                raise forms.ValidationError(f"“{written[:40]}”: {refusal.messages[0]}") from refusal
        return days


class EditMeetingForm(MeetingForm, VersionedForm):
    """A meeting that stands, which somebody else may be writing too."""


class DaysField(NumberField):
    """A number of days before or after something."""

    def __init__(self, unit: str, **kwargs: Any) -> None:
        said = "Give a whole number of days from 0 to 90."
        super().__init__(said=said, min_value=0, max_value=90, **kwargs)
        self.help_text = f"{unit}. {self.help_text}".strip()


class QuarterForm(VersionedForm):
    """A committee's quarter. The defaults are those of domain.md, "The quarter"."""

    button = "Save these days"

    opens_before = DaysField(
        "Days before the meeting",
        label="Updates are asked for",
        help_text="Every lead gets one list of what is asked. The window opens on this day.",
    )
    closes_before = DaysField(
        "Days before the meeting",
        label="Updates close",
        help_text="Who has not answered by the end of this day is reported as not updated. "
        "The coordinator checks from here on.",
    )
    review_before = DaysField(
        "Days before the meeting",
        label="The chair reviews",
        help_text="The chair reads the dashboard, comments, and challenges ratings.",
    )
    papers_before = DaysField(
        "Days before the meeting",
        label="Papers go out",
        help_text="Members get the papers of the meeting.",
    )
    applied_after = DaysField(
        "Days after the meeting",
        label="Decisions are applied",
        help_text="What the meeting decided stands in the plan by this day.",
    )
    report_after = DaysField(
        "Days after the meeting",
        label="The report is due",
        help_text="The report is with the chief officers by this day.",
    )
    reminder_before_closing = DaysField(
        "Days before updates close",
        label="First reminder",
        help_text="Only to those who have not answered.",
    )
    last_before_closing = DaysField(
        "Days before updates close", label="Last reminder", help_text="0 is the closing day itself."
    )
    deputy_after_closing = DaysField(
        "Days after updates close",
        label="Deputies are told",
        help_text="What their post has still not answered.",
    )
    chair_after_closing = DaysField(
        "Days after updates close",
        label="Sub-committee chairs and the coordinator are told",
        help_text="The coordinator gets the list of silence by agency.",
    )


class DateRuleForm(VersionedForm):
    """When a new date goes to the chief officers group (domain.md, rule 5)."""

    button = "Save this rule"

    officers_from_move = NumberField(
        label="Which move of a date goes to the chief officers?",
        help_text="1 sends them every new date, 2 the second move of an action's date and later.",
        said="Give a whole number from 1 to 9.",
    )
    officers_after_days = NumberField(
        label="How many days after the first agreed date go to them, even at the first move?",
        help_text="A new date that is later than this many days after the first agreed one.",
        said="Give a whole number of days from 0 to 730.",
    )


class OnDayForm(forms.Form):
    """The day of which a list speaks; today where none is given or it cannot be read."""

    on = DayField(label="Members on", required=False)

    def day(self) -> date:
        chosen = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or timezone.localdate()
