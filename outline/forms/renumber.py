"""How a plan is numbered anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Submit
from django import forms

from outline.enums import NumberStyle
from outline.queries.tree import Outline
from outline.rules.lines import ACTIONS
from outline.rules.numbers import Styles, styles_of
from plans.enums import PlanState
from web.fields import WordsField
from web.forms import PageForm

SHOW = "show"
STYLE = "style"
NAMES = {style.value: style.label for style in NumberStyle}


class RenumberForm(PageForm):
    """For each level, and for the actions, how it is numbered.

    What the numbers would be is shown before anything is written: `previewed` says for which
    answers it was shown.
    """

    shows_optional = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, outline: Outline, names: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"seen": outline.digest}, **kwargs)
        self.series = styles_of(outline.lines)
        for one, style in self.series.items():
            self.fields[f"{STYLE}{one}"] = forms.ChoiceField(
                label=names.get(one, "Actions"),
                choices=NumberStyle.choices,
                initial=style,
                help_text=f"Now: {style.label[0].lower()}{style.label[1:]}."
                if style not in (NumberStyle.KEEP, NumberStyle.BLANK)
                else "Now: no one way of numbering, or no numbers.",
            )
        if outline.plan.state != PlanState.DRAFT:
            self.fields["reason"] = WordsField(
                label="Why is the plan renumbered?",
                limit=2000,
                rows=2,
                required=False,
                help_text="It stands in the history of each action that gets another number.",
            )

    def layout(self) -> Sequence[Any]:
        return [name for name in self.fields if not self[name].is_hidden]

    def buttons(self) -> Sequence[Submit]:
        if not self.is_bound:
            return [Submit(SHOW, "Show the new numbers")]
        again = Submit(SHOW, "Show again", css_class="govuk-button--secondary")
        return [Submit("save", "Renumber the plan"), again]

    @property
    def styles(self) -> Styles:
        """The styles that are shown; what was not understood stays as it is."""
        said = {one: str(self[f"{STYLE}{one}"].value()) for one in self.series}
        return {
            one: NumberStyle(value) if value in NAMES else NumberStyle.KEEP
            for one, value in said.items()
        }

    @property
    def answers(self) -> str:
        return " ".join(self.styles.values())

    def only_shown(self) -> bool:
        """Whether it was sent to see the numbers, or with other answers than they were shown for.
        What is drawn next is shown for these."""
        shown = self.is_bound and (SHOW in self.data or self.typed("previewed") != self.answers)
        self.put("previewed", self.answers)
        return shown

    def values(self) -> dict[str, Any]:
        """What renumber_plan takes."""
        values = super().values()
        return {
            "styles": self.styles,
            "seen": values["seen"],
            "reason": values.get("reason", ""),
        }


def series_names(levels: Mapping[int, str]) -> dict[int, str]:
    """What each series is called, by the position of its level."""
    return {**levels, ACTIONS: "Actions"}
