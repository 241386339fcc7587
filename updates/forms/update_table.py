"""One row of the table in which many actions are updated."""

from typing import Any, Final

from updates.forms import readings
from updates.forms.update import NOTHING, WORDS, UpdateForm

ONE: Final = "one"


class RowForm(UpdateForm):
    """An update of one action among others: only what was touched, or pressed by itself, is sent.

    `ONE` and "nothing" name the buttons of a row; their value is the action's key.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {name: value for name, value in kwargs.items() if name not in ("data", "kept")}
        self.key = str(kwargs["prefix"]).removeprefix("a")
        super().__init__(*args, **kwargs)

    @property
    def pressed_nothing(self) -> bool:
        return self.is_bound and self.data.get(NOTHING) == self.key

    @property
    def touched(self) -> bool:
        names = readings.reading_names(self.fields) if self.measures else ()
        return super().touched or bool(set(self.changed_data) & set(names))

    @property
    def wanted(self) -> bool:
        """Whether this row is to be written by the button that was pressed."""
        if not self.is_bound:
            return False
        if one := self.data.get(ONE) or self.data.get(NOTHING):
            return bool(one == self.key)
        return self.touched

    @property
    def behind(self) -> list[dict[str, Any]]:
        """The fields asked for when it is not on track, and with which ratings."""
        return [{"field": self[name], "when": when} for name, when in self._when_behind()]

    @property
    def says_more(self) -> bool:
        """Whether the fields that are folded away hold something to be seen."""
        folded = ["difference", "evidence"]
        folded += readings.reading_names(self.fields) if self.measures else []
        return any(self.typed(name) for name in folded) or bool(set(folded) & set(self.errors))

    def as_typed(self) -> "RowForm":
        """The same row as the person left it, to be looked at later: nothing is checked yet."""
        if not self.is_bound:
            return self
        folded = readings.reading_names(self.fields) if self.measures else ()
        names = ("entry", "blocked", *WORDS, *folded, "expected", "seen")
        typed = {name: self.data.get(self.add_prefix(name), "") for name in names}
        return RowForm(**{**self.given, "initial": {**self.initial, **typed}})
