"""Sending a spreadsheet in, and saying what its columns are."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from accounts.models import User
from accounts.roles import Permission
from committees.models import Area
from committees.queries.names import Names
from guard.outside.files import read_outside
from guard.refusals import Refusal
from imports.rules.columns.column import LABELS, Role
from imports.rules.columns.match import Match, Table, correction_key
from imports.rules.files.cells import Sheet, column_letter
from imports.rules.files.source import MAX_BYTES
from imports.rules.leads.joins import Join, joins_of
from imports.rules.sent_file import sheets_sent
from plans.models import Plan
from plans.rules.legends import PRESETS
from web.fields import DayField, TextField
from web.forms import PageForm, VersionedForm


class UploadForm(PageForm):
    """The spreadsheet, whose plan it is and the plan's period."""

    button = "Read the file"

    file = forms.FileField(
        label="Document or spreadsheet",
        help_text=f"A Word document (.docx), a workbook (.xlsx), a .csv file or a web page (.html) "
        f"of up to {MAX_BYTES // 1024 // 1024} MB.",
        error_messages={
            "required": "Choose a document or a spreadsheet.",
            "empty": "The file is empty.",
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.csv,.html,.htm"}),
    )
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
        if file.size and file.size > MAX_BYTES:
            raise ValidationError(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        try:
            self.content = read_outside(sheets_sent, file.name or "", file.read())
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        start, end = given.get("period_start"), given.get("period_end")
        if start and end and end <= start:
            self.add_error("period_end", "The period ends before it starts.")
        area, title = given.get("area"), given.get("title", "")
        if area and Plan.objects.filter(area=area, title__iexact=title.strip()).exists():
            self.add_error("title", "This area has a plan of that title already.")
        return given

    def values(self) -> dict[str, Any]:
        """What start_import takes."""
        values = super().values()
        file = values.pop("file")
        return {**values, "file_name": file.name or "", "content": self.content}


class ColumnsForm(VersionedForm):
    """What every column of every table is; a person's choice goes before the program's."""

    button = "Match again"
    shows_optional = False

    def __init__(
        self, *args: Any, sheets: tuple[Sheet, ...], matched: Match, before: Mapping[str, str],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """`before` are the choices that were made earlier."""
        super().__init__(*args, **kwargs)
        self.before = before
        self.groups = []
        for table in matched.tables:
            names = self._fields(sheets[table.sheet], table)
            title = f"Sheet “{sheets[table.sheet].name}”" if len(sheets) > 1 else "Columns"
            self.groups.append(Fieldset(title, *names))

    def layout(self) -> Sequence[Any]:
        return self.groups

    def said_by(self, row: Model) -> dict[str, Any]:
        """The columns that a person matched; of the others the program says what they are."""
        mapping = getattr(row, "mapping", {})
        return {**super().said_by(row), **mapping.get("columns", {})}

    def _fields(self, sheet: Sheet, table: Table) -> list[str]:
        """A choice for every column that has a name or words."""
        rows = sheet.rows[table.start : table.end]
        header = sheet.rows[table.header]
        held = {column.at: column for column in table.columns}
        names = []
        for at in range(max((len(row.cells) for row in (header, *rows)), default=0)):
            words = next((row[at].words for row in rows if row[at]), "")
            title = held[at].header if at in held else header[at].words
            if not words and not title.strip():
                continue
            name = correction_key(table.sheet, header.number, at)
            self.fields[name] = forms.ChoiceField(
                label=f"Column {column_letter(at)}: {' '.join(title.split()) or 'no name'}",
                choices=[(role.value, label) for role, label in LABELS.items()],
                initial=(held[at].role if at in held else Role.IGNORED).value,
                help_text=f"For example: {words[:80]}" if words else "",
            )
            names.append(name)
        return names

    def values(self) -> dict[str, Any]:
        """What choose_columns takes: choices made before, and those that are not the program's."""
        given = super().values()
        expected = given.pop("expected")
        changed = {name: role for name, role in given.items() if role != self.fields[name].initial}
        return {"expected": expected, "columns": {**self.before, **changed}}


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
                choices=_targets(names, new=key not in names.posts),
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


def _targets(names: Names, *, new: bool) -> list[tuple[str, Any]]:
    """The choices of a lead: a new post, the posts that stand, the groups."""
    posts = sorted({(row.name, f"post:{row.pk}") for row in names.posts.values()})
    groups = sorted({(row.name, f"group:{row.pk}") for row in names.groups.values()})
    return [
        *([("new", "A new post of this name")] if new else []),
        *([("Posts", [(value, name) for name, value in posts])] if posts else []),
        *([("Groups", [(value, name) for name, value in groups])] if groups else []),
    ]
