"""Making an area, and naming the agencies that serve it."""

from django import forms

from accounts.models import AgencyKind
from accounts.roles import Role
from committees.enums import Nation
from web.fields import TextField
from web.forms import PageForm

SECOND = (Role.ADMINISTRATOR, Role.CHAIR, Role.LEAD_OFFICER)


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
    second_name = TextField(
        label="Name of the second person",
        max_length=120,
        help_text="One person proposes who sees what, another confirms it. Name the chair, "
        "the lead officer or another administrator; they are sent a link to choose a password.",
        error_messages={"required": "Name the person who confirms what you propose."},
    )
    second_email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        error_messages={
            "required": "Give their e-mail address, for example name@example.org.",
            "invalid": "Write the whole e-mail address, for example name@example.org.",
        },
    )
    second_role = forms.ChoiceField(
        label="Their role",
        choices=[(role.value, role.label) for role in SECOND],
        widget=forms.RadioSelect,
        initial=Role.ADMINISTRATOR,
    )


class AgencyForm(PageForm):
    button = "Add agency"

    name = TextField(label="Name", max_length=160)
    kind = forms.ChoiceField(label="What it is", choices=AgencyKind.choices)
