"""Making an area, and naming the agencies that serve it."""

from django import forms

from accounts.models import AgencyKind
from committees.enums import Nation
from web.fields import TextField
from web.forms import PageForm


class NewAreaForm(PageForm):
    """A partnership area with the two bodies that every plan needs."""

    button = "Make this area"

    name = TextField(
        label="Name of the area",
        max_length=120,
        help_text="As people say it, for example Glenfarrow.",
        error_messages={"required": "Give the area its name."},
    )
    nation = forms.ChoiceField(label="Nation", choices=Nation.choices, initial=Nation.SCOTLAND)
    committee = TextField(
        label="Name of the committee", max_length=160, initial="Child Protection Committee"
    )
    chief_officers = TextField(
        label="Name of the group that it answers to",
        max_length=160,
        required=False,
        initial="Chief Officers Group",
    )
    coordinates = forms.BooleanField(
        label="I am also the lead officer, who looks after the plan",
        required=False,
        help_text="An administrator keeps people and settings and sees no plan. Leave this empty "
        "if somebody else coordinates: you add them next.",
    )


class AgencyForm(PageForm):
    button = "Add agency"

    name = TextField(label="Name", max_length=160)
    kind = forms.ChoiceField(label="What it is", choices=AgencyKind.choices)
