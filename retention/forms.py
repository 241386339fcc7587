"""How long an area keeps what is not the record."""

from typing import Final

from retention.rules.periods import BOUNDS
from web.fields import NumberField
from web.forms import VersionedForm


def _said(name: str) -> str:
    least, most = BOUNDS[name]
    return f"Give a whole number of months from {least} to {most}."


_FROM: Final = "From 1 to 84 months."


class RetentionForm(VersionedForm):
    """Months for each kind."""

    button = "Save how long is kept"

    leavers = NumberField(
        label="Months after somebody’s last role ended: the data of their account",
        help_text="Address, password, second factors, devices, calendar addresses. The name stays "
        f"beside what they said in a post. {_FROM}",
        said=_said("leavers"),
    )
    letters = NumberField(
        label="Months after an e-mail was sent: its words",
        help_text="That it was sent, to whom and when stays. From 3 to 84 months.",
        said=_said("letters"),
    )
    drafts = NumberField(
        label="Months after something was begun and not sent: drafts, files, spreadsheets",
        help_text="From 1 to 24 months.",
        said=_said("drafts"),
    )
    jobs = NumberField(
        label="Months after the program finished some work: its note of it",
        help_text="From 1 to 24 months.",
        said=_said("jobs"),
    )
