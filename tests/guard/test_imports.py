"""A refused cell stops its row: the preview names cell and kind, nothing of the value is kept."""

import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accounts.roles import Role
from audit.models import GuardEntry
from imports.models import ImportDraft
from sheets.rules.identifiers import refused_cells
from sheets.rules.source import read
from tests import factories as make
from tests.guard.identifiers import CHI, SPELLINGS

HEAD = "Outcome,Action,Lead,Progress\n"
GOOD = "Heard,Ask children,Chair,Done\n"
SHEET = f"{HEAD}{GOOD}Heard,Ask again,Chair,Seen {CHI}\nHeard,Tell them,Chair,Begun\n"


def cells(text):
    return [(one.row, one.column, one.kinds) for one in refused_cells(read(text.encode()))]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_stops_its_row(spelling):
    quoted = SPELLINGS[spelling](CHI).replace('"', "'")

    assert cells(f'{HEAD}{GOOD}Heard,Ask,Chair,"Seen {quoted} there"\n') == [(3, 3, ("chi",))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"{HEAD}Heard,Ask,010101,1237\n", [(2, 0, ("chi",))]),
        ("Outcome,Action,CHI\nHeard,Ask,101011237\n", [(2, 2, ("chi",))]),
        ("Outcome,Action,NHS number\nHeard,Ask,4505577104\n", [(2, 2, ("nhs",))]),
        (f"{HEAD}{GOOD}", []),
        (f"{HEAD}Heard,Ask,Chair,101011237\n", []),
    ],
)
def test_rows_and_headings_are_looked_at_too(text, kinds):
    assert cells(text) == kinds


def test_a_workbook_too():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = f"Review {CHI}"
    book.active.append(["Outcome", "Action"])
    book.active.append(["Heard", CHI])
    book.save(out)
    (sheet,) = read(out.getvalue())

    assert [(one.row, one.column) for one in refused_cells((sheet,))] == [(2, 1)]
    assert (sheet.name, CHI in str(sheet)) == ("Sheet 1", False)


@pytest.mark.django_db
def test_the_preview_names_cell_and_kind(client):
    area = make.AreaFactory()
    user = make.RoleGrantFactory(area=area, role=Role.LEAD_OFFICER).user
    client.force_login(user)
    sent = {
        "file": SimpleUploadedFile("plan.csv", SHEET.encode()),
        "area": area.pk,
        "title": "Plan",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
        "legend": "",
    }
    page = client.post(reverse("plan_import"), sent, follow=True)

    assert [(doubt.where, doubt.text) for doubt in page.context["refused"]] == [
        ("Row 3, column D (Progress)", "Looks like a CHI number. The row is not read.")
    ]
    assert page.context["counts"]["actions"] == 2
    assert "Refused: 1 cell" in page.content.decode()
    assert CHI not in page.content.decode() + json.dumps(ImportDraft.objects.get().content)
    assert list(GuardEntry.objects.values_list("by_id", "place", "kind")) == [
        (user.pk, "Spreadsheet, row 3, column D", "chi")
    ]


@pytest.mark.django_db
def test_the_command_counts_them(tmp_path, capsys):
    (tmp_path / "plan.csv").write_text(SHEET)
    given = {"area": "Fife", "title": "Plan", "period": "2026-01-01..2026-12-31", "dry_run": True}
    call_command("import_plan", str(tmp_path / "plan.csv"), **given, json=True)

    counts = json.loads(capsys.readouterr().out)
    assert (counts["refused"], counts["actions"]) == (1, 2)
