"""The grid of posts and people: pasted as one text, then corrected cell by cell."""

from collections.abc import Sequence
from typing import Any, Final, cast

from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone

from accounts.models import User
from committees.models import Area
from committees.queries.grid import known_in
from committees.rules.grid.lines import ROLES, Line, Outcome, digest, read_lines
from committees.rules.grid.paste import FIELDS, GridRow, Pasted, read_paste
from web.fields import DayField, PasteField, TextField
from web.forms import PageForm

MOST_ROWS: Final = 200
SPARE_ROWS: Final = 3
LABELS: Final = {
    "title": "Post or group",
    "name": "Who holds it",
    "email": "E-mail address",
    "agency": "Agency",
    "role": "Role",
}
DO: Final = "do"


class PasteForm(PageForm):
    """What is copied from a spreadsheet."""

    button = "Look at it first"

    paste = PasteField(
        label="Rows copied from Excel",
        strip=False,
        limit=50_000,
        rows=12,
        help_text="Posts or groups, who holds them, e-mail addresses, agencies and roles, with or "
        "without a row of headers. Nothing is written yet: the next page shows what each row "
        "would do.",
        error_messages={"required": "Paste the rows here, or write them one on each line."},
    )

    pasted = Pasted(())

    def clean_paste(self) -> str:
        """The text, read: `pasted` are its rows."""
        self.pasted = read_paste(self.cleaned_data["paste"])
        rows = len(self.pasted.rows)
        if not rows:
            raise forms.ValidationError("These are headers without a row below them.")
        if rows > MOST_ROWS:
            raise forms.ValidationError(f"These are {rows} rows. Paste {MOST_ROWS} at most.")
        return str(self.cleaned_data["paste"])


class GridForm(PageForm):
    """The rows as fields, what each would do, and the day from which posts are held.

    Made by `grid_form` for a number of rows. A doubt stands at its cell as an error.
    """

    size = 0
    lines: Sequence[Line] = ()
    shows_optional = False

    count = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    starts = DayField(label="They hold the posts from", initial=timezone.localdate)
    invite = forms.BooleanField(
        label="Send the new people their invitations now",
        required=False,
        help_text="Each gets a link to choose a password. Without this nobody is written to: you "
        "invite them all later, under People and roles.",
    )

    def __init__(self, *args: Any, area: Area, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.area, self.by = area, cast(User, user)
        self.initial["count"] = self.size

    def buttons(self) -> Sequence[Submit]:
        return [Submit(DO, "Save all of it")]

    def clean(self) -> dict[str, Any]:
        """Read the rows against the area; what is doubtful is an error at its cell."""
        rows = [self._row(number) for number in range(self.size)]
        starts = self.cleaned_data.get("starts") or timezone.localdate()
        self.lines = read_lines(rows, known_in(self.area, self.by), starts)
        for place, line in enumerate(self.lines):
            for field, doubt in line.doubts.items():
                if not self.has_error(name_of(place, field)):
                    self.add_error(name_of(place, field), doubt)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {
            "rows": [self._row(number) for number in range(self.size)],
            "starts": given["starts"],
            "seen": given["seen"],
            "invite": given["invite"],
        }

    def show(self) -> None:
        """Say in the form what is shown now, so that nothing else is done by its button."""
        self.put("seen", digest(self.lines))

    @property
    def table(self) -> list[tuple[Line, list[Any]]]:
        """Each row's line, and its fields."""
        lines = self.lines or [Line(at + 1, GridRow()) for at in range(self.size)]
        return [
            (line, [self[name_of(place, field)] for field in FIELDS])
            for place, line in enumerate(lines)
        ]

    @property
    def doing(self) -> int:
        return sum(bool(line.does) for line in self.lines)

    @property
    def counted(self) -> str:
        """How many rows are new, changed, unchanged and doubtful, in words."""
        outcomes = [line.outcome for line in self.lines]
        parts = [f"{outcomes.count(one)} {one}" for one in Outcome if one and one in outcomes]
        return f"{', '.join(parts).capitalize()}." if parts else "No row is filled in."

    def _row(self, number: int) -> GridRow:
        cells = {field: self.cleaned_data.get(name_of(number, field), "") for field in FIELDS}
        return GridRow(**cells)


def grid_form(size: int) -> type[GridForm]:
    """The form for this many rows."""
    size = max(1, min(size, MOST_ROWS + SPARE_ROWS))
    cells = {
        name_of(place, field): _cell(field, place) for place in range(size) for field in FIELDS
    }
    return cast(type[GridForm], type("GridOfRowsForm", (GridForm,), {**cells, "size": size}))


def typed_rows(rows: Sequence[GridRow]) -> dict[str, Any]:
    """The rows as a form of `grid_form` would send them."""
    cells = {
        name_of(place, field): words
        for place, row in enumerate(rows)
        for field, words in row._asdict().items()
    }
    return {**cells, "count": str(len(rows))}


def name_of(place: int, field: str) -> str:
    return f"r{place}-{field}"


def _cell(field: str, place: int) -> forms.Field:
    label = f"{LABELS[field]}, row {place + 1}"
    if field == "role":
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", "Action lead if new"), *((r.value, r.label) for r in ROLES)],
            error_messages={"invalid_choice": "“%(value)s” is not a role here. Choose one."},
        )
    if field == "email":
        return forms.EmailField(
            label=label,
            required=False,
            max_length=254,
            widget=forms.TextInput(attrs={"inputmode": "email"}),
            error_messages={"invalid": "Write the whole address, for example name@example.org."},
        )
    most = {"title": 200, "name": 120, "agency": 160}[field]
    said = {"max_length": f"This is longer than {most} letters. Please shorten it."}
    return TextField(label=label, required=False, max_length=most, error_messages=said)
