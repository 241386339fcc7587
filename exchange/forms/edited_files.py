"""Sending an edited file in, and picking what of it is taken over."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from exchange.queries.difference import Difference
from exchange.rules.edits import EditKind, Picked
from exchange.rules.told import LABELS, ONLY_TOLD, Told, told
from guard.outside.files import read_outside
from guard.refusals import Refusal
from imports.rules.sent_file import sheets_sent
from plans.enums import PlanState
from sheets.rules.source import MAX_BYTES
from web.fields import TextField
from web.forms import PageForm

WHY: Final = {
    EditKind.MISSING: "Say why it is withdrawn, or leave it in the plan.",
    EditKind.DATE: "Say why a new date is needed.",
}
IMPACT: Final = "Say what the delay means for children and families."


class EditedFileForm(PageForm):
    """The file that was edited."""

    button = "Compare it with the plan"

    file = forms.FileField(
        label="Edited file",
        help_text="The plan’s own Word file, workbook or CSV, or the file that the plan was "
        f"brought in from, of up to {MAX_BYTES // 1024 // 1024} MB.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.csv,.html,.htm"}),
    )

    def clean_file(self) -> Any:
        """Read at once, so that what is wrong with the file stands beside its field."""
        file = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise ValidationError(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        try:
            self.content = read_outside(sheets_sent, file.name or "", file.read())
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def values(self) -> dict[str, Any]:
        return {"file_name": self.cleaned_data["file"].name or "", "content": self.content}


@dataclass(frozen=True)
class Line:
    """An edit on the page with its fields: the tick, and what has to be said of it."""

    told: Told
    tick: BoundField | None
    fields: Sequence[BoundField]


@dataclass(frozen=True)
class Group:
    """The edits of one kind."""

    kind: str
    label: str
    lines: Sequence[Line]


class EditsForm(PageForm):
    """Each edit with a tick, and with the reason where one is needed."""

    button = "Apply what is ticked"
    shows_optional = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        differs: Difference,
        references: dict[tuple[bool, int], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = differs.digest
        draft = differs.plan.state == PlanState.DRAFT
        self.told = [
            told(
                edit,
                references.get((edit.kind == EditKind.HEADING, edit.key or 0), ""),
                draft=draft,
            )
            for edit in differs.edits
        ]
        for one in self.told:
            if one.edit.kind not in ONLY_TOLD:
                self._ask(one, asks_date=one.edit.kind == EditKind.DATE and not draft)

    def _ask(self, one: Told, *, asks_date: bool) -> None:
        name = one.edit.name
        label = "Withdraw it" if one.edit.kind == EditKind.MISSING else "Take this over"
        if asks_date:
            label = "Ask for this date"
        self.fields[f"pick-{name}"] = forms.BooleanField(
            label=f"{label}: {one.sentence}", required=False, initial=one.picked and not asks_date
        )
        why = "Why a new date is needed for" if asks_date else "Reason for withdrawing"
        if asks_date or one.edit.kind == EditKind.MISSING:
            self.fields[f"reason-{name}"] = TextField(
                label=f"{why} {one.reference}", max_length=2000, required=False
            )
        if asks_date:
            self.fields[f"impact-{name}"] = TextField(
                label=f"What the later date means for children and families, {one.reference}",
                max_length=2000,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for one in self.told:
            name = one.edit.name
            if not given.get(f"pick-{name}"):
                continue
            if f"reason-{name}" in self.fields and not given.get(f"reason-{name}"):
                self.add_error(f"reason-{name}", WHY[one.edit.kind])
            if f"impact-{name}" in self.fields and not given.get(f"impact-{name}"):
                self.add_error(f"impact-{name}", IMPACT)
        return given

    def refuse(self, error: ValidationError) -> None:
        """What is drawn next is what differs now."""
        self.put("seen", self.initial["seen"])
        super().refuse(error)

    def values(self) -> dict[str, Any]:
        """What apply_edited_file takes."""
        given = self.cleaned_data
        picked = [
            Picked(
                one.edit.name,
                given.get(f"reason-{one.edit.name}", ""),
                given.get(f"impact-{one.edit.name}", ""),
            )
            for one in self.told
            if given.get(f"pick-{one.edit.name}")
        ]
        return {"picked": picked, "seen": given["seen"]}

    @cached_property
    def groups(self) -> list[Group]:
        """The edits by kind, in the order in which they are read."""
        return [
            Group(kind.value, LABELS[kind], [self._line(one) for one in held])
            for kind in EditKind
            if (held := [one for one in self.told if one.edit.kind == kind])
        ]

    def _line(self, one: Told) -> Line:
        name = one.edit.name
        if f"pick-{name}" not in self.fields:
            return Line(one, None, ())
        said = [self[f"{part}-{name}"] for part in ("reason", "impact")
                if f"{part}-{name}" in self.fields]  # fmt: skip
        return Line(one, self[f"pick-{name}"], said)
