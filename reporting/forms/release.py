"""Forms of a report's way to chief officers: released, sent back, put right."""

from __future__ import annotations

from typing import Any

from django import forms

from figures.forms.prose import ProseForm
from web.fields import TextField
from web.forms import PageForm, VersionedForm

ERRATUM = "What was wrong, and what is right now"
ERRATUM_HINT = (
    "Two or three sentences for somebody who read the issued version: what it said, what is right, "
    "and where. It is printed on the cover and stands in the e-mail."
)
ERRATUM_MISSING = "Say what was wrong in the issued version, and what is right."


def _words(label: str, hint: str, missing: str) -> TextField:
    return TextField(
        label=label,
        help_text=hint,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": missing,
            "max_length": "This is longer than 4,000 characters. Please shorten it.",
        },
    )


class ReleaseForm(PageForm):
    """Release to chief officers: each of them is written to."""

    button = "Release to chief officers"

    def values(self) -> dict[str, Any]:
        return {"send": not super().values().get("without_email", False)}


class SilentReleaseForm(ReleaseForm):
    """Release where nobody would be written to: said by a person, never by the program."""

    without_email = forms.BooleanField(
        label="Issue it without e-mail",
        required=False,
        help_text="It then stands on the site for chief officers, and nobody is written to.",
    )


class FreezeForm(PageForm):
    """The last press before a report is frozen."""

    button = "Freeze this report"


class OpenWindowFreezeForm(ProseForm, FreezeForm):
    """The same while leads are still being asked."""

    open_window_reason = TextField(
        label="Why is it frozen before the window closes?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Printed in the report, with the day on which the window closes.",
        error_messages={"required": "Say why it is frozen while leads are still being asked."},
    )


class ReturnForm(PageForm):
    """Send a report back to whoever prepared it."""

    button = "Send it back"

    note = _words(
        "What has to be put right",
        "Whoever prepared the report reads this on its next version. It is kept, and not printed.",
        "Say what has to be put right.",
    )


class NextVersionForm(PageForm):
    """Begin the next version of a report that was never issued."""

    button = "Begin the next version"


class CorrectionForm(ProseForm, NextVersionForm):
    """Begin the next version of an issued one: say what was wrong in it."""

    erratum = _words(ERRATUM, ERRATUM_HINT, ERRATUM_MISSING)


class ErratumForm(ProseForm, VersionedForm):
    """What the version in preparation says was wrong before it."""

    erratum = _words(ERRATUM, ERRATUM_HINT, ERRATUM_MISSING)


class ReceiptForm(PageForm):
    """One press: I have it."""

    button = "I have received this report"
