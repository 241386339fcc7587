"""Figures from a spreadsheet or a pasted table: sent, looked at, saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from committees.rules.grid.paste import pasted_cells
from figures.models.overtaken import Overtaken
from figures.rules.record import IndicatorRecord
from guard.outside.files import read_outside
from guard.refusals import Refusal
from imports.rules.figures.columns import SentTable, read_table
from imports.rules.figures.preview import Preview, preview
from imports.rules.figures.sent import figures_sent
from sheets.rules.delimited import read_text
from sheets.rules.source import MAX_BYTES
from web.fields import PasteField
from web.forms import PageForm

DO: Final = "do"
MOST_CHARACTERS: Final = 300_000
NEITHER: Final = "Choose a file, or paste the rows."
LOOK_AGAIN: Final = (
    "This is not what was shown before: the table changed, or somebody gave figures meanwhile. "
    "Look it over, then save."
)
NOTHING: Final = "None of these numbers is new, so there is nothing to save."
SURE: Final = "Check what is large or does not fit; if the numbers are right, tick and save again."


class SheetForm(PageForm):
    """The file becomes the text that is pasted: from there on both are one."""

    button = "Look at it first"
    shows_optional = False

    file = forms.FileField(
        label="Spreadsheet",
        required=False,
        help_text=f"The template filled in, or a table of your own: .xlsx or .csv, up to "
        f"{MAX_BYTES // 1024 // 1024} MB.",
        error_messages={"empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    paste = PasteField(
        label="Or rows copied from Excel",
        strip=False,
        required=False,
        limit=MOST_CHARACTERS,
        rows=8,
        help_text="With the row of headers. Columns: Figure, Of, Period, Number, Divided by, "
        "Status, Note; or one column for each period.",
    )
    sure = forms.BooleanField(label="I have checked these numbers", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    preview: Preview | None = None

    def __init__(
        self, *args: Any, known: Sequence[IndicatorRecord], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.today = known, today
        self.left_out: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Read what was sent; what each number would do is in `preview`."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("paste", "")
        if self.errors:
            return self.cleaned_data
        name = "file" if file else "paste"
        try:
            if file:
                text = self._sent(file)
            if not text.strip():
                raise Refusal(NEITHER)
            self.preview = preview(self._table(text), self.known, self.today)
        except Refusal as refusal:
            self.add_error(name, str(refusal))
        else:
            self._may_be_saved()
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What `give_all` takes."""
        return {"given": self.preview.given if self.preview else []}

    def refuse(self, error: ValidationError) -> None:
        super().refuse(ValidationError(LOOK_AGAIN) if isinstance(error, Overtaken) else error)

    def show(self) -> None:
        """Say in the form what is shown now, so that nothing else is saved by its button."""
        if self.preview:
            self.put("seen", self.preview.digest)

    @property
    def saves(self) -> bool:
        """Whether the person pressed the button that writes."""
        return DO in self.data

    def _may_be_saved(self) -> None:
        if not (self.saves and self.preview):
            return
        if self.preview.digest != self.cleaned_data.get("seen"):
            self.add_error(None, LOOK_AGAIN)
        elif not self.preview.given:
            self.add_error(None, NOTHING)
        elif self.preview.jumps and not self.cleaned_data.get("sure"):
            self.add_error("sure", SURE)

    def _sent(self, file: Any) -> str:
        if file.size and file.size > MAX_BYTES:
            raise Refusal(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        sent = read_outside(figures_sent, file.name or "", file.read())
        text = str(sent["text"])
        if len(text) > MOST_CHARACTERS:
            raise Refusal("The table is too long. Send it in parts.")
        self.left_out = list(sent["left_out"])
        self.put("paste", text)
        self.cleaned_data["paste"] = text
        return text

    def _table(self, text: str) -> SentTable:
        if "\t" in text:
            table = pasted_cells(text)
        else:
            [sheet] = read_text(text.encode())
            table = [[] for _ in range(max((row.number for row in sheet.rows), default=0))]
            for row in sheet.rows:
                table[row.number - 1] = [cell.words for cell in row.cells]
        read = read_table(table, self.known)
        return SentTable(read.rows, [*self.left_out, *read.left_out])
