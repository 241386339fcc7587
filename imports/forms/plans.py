"""Sending a spreadsheet in, and saying who its leads are."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from accounts.models import User
from accounts.roles import Permission
from committees.models import Area
from committees.queries.names import Names
from guard.outside.files import read_outside
from guard.refusals import Refusal
from imports.queries.brought_in import BroughtIn, brought_in, fingerprint
from imports.rules.leads.joins import Join, joins_of
from imports.rules.sent_file import sheets_sent
from plans.models import Plan
from plans.rules.legends import PRESETS
from sheets.rules.cells import from_json
from sheets.rules.source import MAX_BYTES
from web.fields import DayField, PasteField, TextField
from web.forms import PageForm, VersionedForm

PASTED: Final = "Pasted table"
MOST_CHARACTERS: Final = 300_000
MOST_OF_PAGE: Final = 2_000_000


class UploadForm(PageForm):
    """The spreadsheet, whose plan it is and the plan's period."""

    button = "Read the file"

    file = forms.FileField(
        label="Document or spreadsheet",
        required=False,
        help_text=f"A Word document (.docx), a workbook (.xlsx), a .csv file or a web page (.html) "
        f"of up to {MAX_BYTES // 1024 // 1024} MB.",
        error_messages={"empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.csv,.html,.htm"}),
    )
    paste = PasteField(
        label="Or a table copied from Word, Excel or a web page",
        strip=False,
        required=False,
        limit=MOST_CHARACTERS,
        rows=6,
        help_text="With its row of column names. Where a cell has several lines, a file is read "
        "more surely.",
    )
    paste_page = forms.CharField(required=False, max_length=MOST_OF_PAGE, widget=forms.HiddenInput)
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label="Area",
        empty_label=None,
        error_messages={"required": "Choose the area.", "invalid_choice": "Choose the area."},
    )
    title = TextField(
        label="Title of the plan",
        max_length=200,
        error_messages={"required": "Give the plan its title."},
    )
    period_start = DayField(
        label="First day of the plan's period", help_text="For example 1 August 2026."
    )
    period_end = DayField(
        label="Last day of the plan's period", help_text="For example 31 July 2028."
    )
    legend = forms.ChoiceField(
        label="What its status colours mean",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "The one that fits"), *((key, p.name) for key, p in PRESETS.items())],
        initial="",
    )
    stated_on = DayField(
        label="Day that its status and progress speak of",
        required=False,
        help_text="If it prints any. Left empty, it is the first day of the plan's period.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.offer("area", Area.objects.with_permission(user, Permission.PLAN_IMPORT))

    def clean_file(self) -> Any:
        """Read at once, so that what is wrong with the file stands beside its field."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size and file.size > MAX_BYTES:
            raise ValidationError(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        try:
            self.content = read_outside(sheets_sent, file.name or "", file.read())
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self._read_paste()
        start, end = given.get("period_start"), given.get("period_end")
        if start and end and end <= start:
            self.add_error("period_end", "The period ends before it starts.")
        area, title = given.get("area"), given.get("title", "")
        plans = Plan.objects.standing().filter(area=area, title__iexact=title.strip())
        if area and plans.exists():
            # of another title the service asks whether the very same file is in already
            if before := self._before(area):
                self.add_error(self._sent_in, before.words)
            else:
                self.add_error("title", "This area has a plan of that title already.")
        return given

    def refuse(self, error: ValidationError) -> None:
        """What is said of the content stands where it was given."""
        named = getattr(error, "error_dict", None)
        if named and "file" in named:
            named[self._sent_in] = named.pop("file")
        super().refuse(error)

    @property
    def _sent_in(self) -> str:
        return "file" if self.cleaned_data.get("file") else "paste"

    def _before(self, area: Area) -> BroughtIn | None:
        """The plan that the very same file made before."""
        content = getattr(self, "content", None)
        return brought_in(area, fingerprint(from_json(content))) if content else None

    def values(self) -> dict[str, Any]:
        """What start_import takes."""
        values = super().values()
        file, _, _ = values.pop("file"), values.pop("paste"), values.pop("paste_page")
        name = (file.name or "") if file else PASTED
        return {**values, "file_name": name, "content": self.content}

    def _read_paste(self) -> None:
        """What was pasted goes the way of a file: as a page where the browser gave it as one."""
        text, page = self.cleaned_data.get("paste", ""), self.cleaned_data.get("paste_page", "")
        if "file" in self.errors or "paste" in self.errors:
            return
        if self.cleaned_data.get("file"):
            if text.strip():
                self.add_error("paste", "Send either a file or a pasted table, not both.")
            return
        if not text.strip():
            self.add_error("file", "Choose a document or a spreadsheet, or paste a table.")
            return
        try:
            self.content = self._page(page) or read_outside(sheets_sent, PASTED, text.encode())
        except Refusal as refusal:
            self.add_error("paste", str(refusal))

    def _page(self, page: str) -> list[dict[str, Any]]:
        """The table of the page; none where it holds no plan, whose words are read then."""
        if not page.strip():
            return []
        try:
            return read_outside(sheets_sent, PASTED, f"<html>{page}".encode())
        except Refusal:
            return []


class LeadsForm(VersionedForm):
    """What each lead of the plan is: a post that stands, a group, or a new post."""

    button = "Save what leads are joined to"
    shows_optional = False

    def __init__(self, *args: Any, joins: Mapping[str, Join], names: Names, **kwargs: Any) -> None:
        self.leads, self.names = {key: join.name for key, join in joins.items()}, names
        self.plain = self._joined({})
        self.keys = dict(zip((f"lead-{at}" for at in range(len(joins))), joins, strict=True))
        super().__init__(*args, **kwargs)
        for name, key in self.keys.items():
            join = joins[key]
            self.fields[name] = forms.ChoiceField(
                label=join.name,
                choices=targets(names, new=key not in names.posts),
                initial=join.value,
            )

    def values(self) -> dict[str, Any]:
        """What choose_leads takes: only what the names alone would not give."""
        given = super().values()
        joins = {key: given[name] for name, key in self.keys.items()}
        chosen = {key: value for key, value in joins.items() if value != self.plain[key]}
        return {"expected": given["expected"], "joins": chosen}

    def said_by(self, row: Model) -> dict[str, Any]:
        """What a person joined; of the others their names say it."""
        joined = self._joined(getattr(row, "mapping", {}).get("leads", {}))
        said = {name: joined[key] for name, key in self.keys.items()}
        return {**super().said_by(row), **said}

    def _joined(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The choice of each lead by its key."""
        joins = joins_of(self.leads, self.names.posts, self.names.groups, chosen)
        return {key: join.value for key, join in joins.items()}


def targets(names: Names, *, new: bool) -> list[tuple[str, Any]]:
    """The choices of a lead: a new post, the posts that stand, the groups."""
    posts = sorted({(row.name, f"post:{row.pk}") for row in names.posts.values()})
    groups = sorted({(row.name, f"group:{row.pk}") for row in names.groups.values()})
    return [
        *([("new", "A new post of this name")] if new else []),
        *([("Posts", [(value, name) for name, value in posts])] if posts else []),
        *([("Groups", [(value, name) for name, value in groups])] if groups else []),
    ]
