"""Where a line of the plan is put."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Submit
from django import forms
from django.db.models import Model

from outline.enums import Renumber
from outline.queries.places import places, present
from outline.queries.tree import Outline
from outline.rules.lines import Line
from web.forms import VersionedForm

SHOW = "show"


class MoveForm(VersionedForm):
    """A line's place, and what becomes of the numbers round it.

    How the plan would read is shown before anything is written: `previewed` says for which answers
    it was shown.
    """

    place = forms.ChoiceField(
        label="Where it is to stand",
        help_text="Under a heading, and there first or after one of the lines.",
    )
    numbers = forms.ChoiceField(
        label="Numbers", choices=Renumber.choices, widget=forms.RadioSelect, initial=Renumber.FOLLOW
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, outline: Outline, line: Line, **kwargs: Any) -> None:
        self.outline, self.line = outline, line
        given = {"seen": outline.digest, "expected": line.version, "place": present(outline, line)}
        super().__init__(*args, initial=given, **kwargs)
        self.offer("place", places(outline, line))

    def said_by(self, row: Model) -> dict[str, Any]:
        """Where it stands now."""
        return {**super().said_by(row), "place": present(self.outline, self.line)}

    @property
    def renumbers(self) -> bool:
        chosen = self["numbers"].value()
        return str(chosen) == Renumber.FOLLOW

    @property
    def chosen(self) -> str:
        """The place that is shown: as it was sent where it is one, else the line's own."""
        known = {key for _, group in places(self.outline, self.line) for key, _ in group}
        sent = str(self["place"].value())
        return sent if sent in known else present(self.outline, self.line)

    def buttons(self) -> Sequence[Submit]:
        if not self.is_bound:
            return [Submit(SHOW, "Show how it would read")]
        again = Submit(SHOW, "Show again", css_class="govuk-button--secondary")
        return [Submit("save", "Move it"), again]

    @property
    def answers(self) -> str:
        return f"{self['place'].value()} {self['numbers'].value()}"

    def only_shown(self) -> bool:
        """Whether it was sent to see how the plan would read, or with other answers than it was
        shown for. What is drawn next is shown for these."""
        shown = self.is_bound and (SHOW in self.data or self.typed("previewed") != self.answers)
        self.put("previewed", self.answers)
        return shown

    def values(self) -> dict[str, Any]:
        """What move_line takes."""
        values = super().values()
        return {
            "place": values["place"],
            "seen": values["seen"],
            "expected": values["expected"],
            "renumber": values["numbers"] == Renumber.FOLLOW,
        }
