"""Forms of what a return tells one by one: which one is asked says the kind of the return."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from crispy_forms.layout import Fieldset
from django import forms

from accounts.models import Agency
from assurance.models import Activity
from figures.forms.prose import ProseForm
from returns.enums import PolicyStep, ReturnKind
from returns.models import Return
from returns.rules.facts import EntryFacts
from web.fields import DayField, NumberField, TextField, WordsField
from web.forms import VersionedForm

MOST: Final = 1_000_000
WHOLE: Final = "Write a whole number."
FACTS: Final = tuple(one.name for one in fields(EntryFacts))
OTHERS: Final = "agency_others"
COUNTED: Final = "Attendance: how many came of each agency"


def _number(label: str, help_text: str = "") -> NumberField:
    return NumberField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=MOST, said=WHOLE
    )


class AddEntryForm(ProseForm):
    """What every kind has in common: how typed values become facts."""

    button = "Save"

    def __init__(self, *args: Any, sending: Return, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sending = sending

    def values(self) -> dict[str, Any]:
        given = super().values()
        told = {name: given.pop(name) for name in FACTS if name in given}
        return {**given, "facts": EntryFacts(**told)}


class CourseForm(AddEntryForm):
    title = TextField(label="Name of the course", max_length=200)
    sort = TextField(
        label="Type of course",
        max_length=120,
        required=False,
        help_text="As the committee’s training calendar has it.",
    )
    starts = DayField(label="Date, or first day")
    ends = DayField(label="Last day", required=False, help_text="Where it took several days.")
    offered = _number("Places offered", "How many came is the sum of what you give by agency.")
    words = WordsField(label="What it was about", limit=4000, rows=3, required=False)
    changed = WordsField(
        label="What has changed in practice",
        limit=2000,
        rows=4,
        required=False,
        help_text="Beyond the feedback form: what people do now that they did not do before.",
    )
    known_by = WordsField(label="How this is known", limit=2000, rows=2, required=False)
    ask_again = forms.BooleanField(
        label="Ask us again three months after the course what has changed", required=False
    )

    def __init__(
        self,
        *args: Any,
        sending: Return,
        kept: Mapping[str, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, sending=sending, kept=kept, **kwargs)
        agencies = Agency.objects.filter(areas=sending.duty.area).order_by("name")
        self.agencies = {f"agency_{row.pk}": row.pk for row in agencies}
        named = {f"agency_{row.pk}": row.name for row in agencies}
        for name, label in {**named, OTHERS: "All others"}.items():
            self.fields[name] = _number(label)
            if kept and kept.get(name):
                self.initial[name] = kept[name][-1]

    def said_by(self, row: Any) -> dict[str, Any]:
        came = {_name(key): number for key, number in row.facts().attendance.items()}
        return {**super().said_by(row), **came}

    def layout(self) -> Sequence[Any]:
        counted = [*self.agencies, OTHERS]
        plain = [name for name in super().layout() if name not in counted]
        place = plain.index("offered") + 1
        return [*plain[:place], Fieldset(COUNTED, *counted), *plain[place:]]

    def values(self) -> dict[str, Any]:
        given = super().values()
        keys: dict[str, int | None] = {**self.agencies, OTHERS: None}
        came = {key: given.pop(name) for name, key in keys.items()}
        counted = {key: number for key, number in came.items() if number is not None}
        facts: EntryFacts = given["facts"]
        return {**given, "facts": replace(facts, attendance=counted)}


class WorkForm(AddEntryForm):
    """Of public information and communications."""

    title = TextField(label="What was done", max_length=200)
    sort = TextField(
        label="Where people met it",
        max_length=120,
        required=False,
        help_text="For example radio, posters, the website, a meeting.",
    )
    starts = DayField(label="From", required=False)
    ends = DayField(label="Until", required=False)
    words = WordsField(label="What came of it", limit=4000, rows=4, required=False)
    reach = _number("How many people it reached", "Only where it was counted.")
    counted = TextField(label="How that was counted", max_length=200, required=False)


class ActivityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Activity) -> str:
        return f"{obj.get_kind_display()}: {obj.named}"


class LookForm(AddEntryForm):
    """Of quality assurance: what was looked at stands in the register and is not typed again."""

    activity = ActivityField(
        Activity.objects.none(),
        label="What was looked at",
        empty_label="Choose from the assurance register",
        help_text="What is not in the register yet is added there by the lead officer.",
    )
    words = WordsField(label="What the group makes of it", limit=4000, rows=5, required=False)
    changed = WordsField(
        label="What has changed in practice since", limit=2000, rows=4, required=False
    )
    known_by = WordsField(label="How this is known", limit=2000, rows=2, required=False)

    def __init__(self, *args: Any, sending: Return, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, sending=sending, user=user, **kwargs)
        seen = Activity.objects.visible_to(user).filter(area=sending.duty.area)
        self.offer("activity", seen)

    def values(self) -> dict[str, Any]:
        given = super().values()
        facts: EntryFacts = given["facts"]
        chosen: Any = facts.activity  # the field gives the row
        return {**given, "facts": replace(facts, activity=chosen.pk)}


class PolicyForm(AddEntryForm):
    title = TextField(label="Policy or procedure", max_length=200)
    step = forms.ChoiceField(
        label="What became of it", choices=PolicyStep, widget=forms.RadioSelect
    )
    starts = DayField(label="On", required=False)
    next_review = DayField(label="Next review", required=False)
    words = WordsField(label="What is different in it", limit=4000, rows=4, required=False)


class OtherForm(AddEntryForm):
    title = TextField(label="What was done", max_length=200)
    starts = DayField(label="From", required=False)
    ends = DayField(label="Until", required=False)
    words = WordsField(label="What came of it", limit=4000, rows=5, required=False)


class EditCourseForm(CourseForm, VersionedForm):
    """A course that stands, which somebody else may be writing too."""


class EditWorkForm(WorkForm, VersionedForm):
    """A piece of work that stands, as `EditCourseForm`."""


class EditLookForm(LookForm, VersionedForm):
    """What was looked at, as `EditCourseForm`."""


class EditPolicyForm(PolicyForm, VersionedForm):
    """A policy that stands, as `EditCourseForm`."""


class EditOtherForm(OtherForm, VersionedForm):
    """Anything else that stands, as `EditCourseForm`."""


ADDING: Final[Mapping[ReturnKind, type[AddEntryForm]]] = {
    ReturnKind.LEARNING: CourseForm,
    ReturnKind.INFORMATION: WorkForm,
    ReturnKind.QUALITY: LookForm,
    ReturnKind.POLICY: PolicyForm,
    ReturnKind.OTHER: OtherForm,
}
EDITING: Final[Mapping[ReturnKind, type[AddEntryForm]]] = {
    ReturnKind.LEARNING: EditCourseForm,
    ReturnKind.INFORMATION: EditWorkForm,
    ReturnKind.QUALITY: EditLookForm,
    ReturnKind.POLICY: EditPolicyForm,
    ReturnKind.OTHER: EditOtherForm,
}


def _name(agency: int | None) -> str:
    return OTHERS if agency is None else f"agency_{agency}"
