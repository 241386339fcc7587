"""The command that says where words stand: in every column that there is, and in files."""

import io
import sys
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import models

from audit.models import Version
from redactions.queries.columns import RESTRICTED, tables
from tests import factories as make
from tests.metatests.world import build
from tests.redactions.plants import plant, plant_file

pytestmark = pytest.mark.django_db

WORDS = "Wexilda Tarnbrook"


def asked(monkeypatch, words: str) -> tuple[list[str], str]:
    """What the command prints for `words`, and how it ends."""
    given = SimpleNamespace(buffer=io.BytesIO(words.encode()), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", given)
    out = io.StringIO()
    try:
        call_command("find_identifier", stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_every_column_that_holds_words_is_looked_through(monkeypatch):
    build()
    planted = plant(WORDS)

    lines, end = asked(monkeypatch, WORDS)

    shown = {(line.split()[0], line.split()[2].partition("/")[0]) for line in lines}
    assert shown == set(planted)
    assert end == f"The words stand in {len(lines)} texts and files."
    assert [line for line in lines if "wexilda" in line.lower()] == []


def test_no_column_of_text_is_left_out():
    kinds = (models.CharField, models.TextField, models.JSONField)
    every = {
        (model._meta.db_table, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, kinds)
        and not field.choices
        # the program's own words, and names of people and posts (ADR 308)
        and model._meta.app_label != RESTRICTED
    }

    assert {(table.name, column.name) for table in tables() for column in table.columns} == every


def test_a_row_is_named_with_the_way_inside_it(monkeypatch):
    action = make.ActionFactory(text=f"Ask {WORDS} first.")
    draft = make.ImportDraftFactory(content={"rows": [["Ask", {"said": f"{WORDS}."}]]})

    lines, _ = asked(monkeypatch, WORDS.upper())

    newest = Version.objects.latest("pk")
    assert lines == [
        f"imports_importdraft {draft.pk} content/rows/0/1/said",
        f"actions_action {action.pk} text",
        f"audit_version {newest.pk} state/text",
    ]


def test_files_are_read_inside(monkeypatch):
    row = make.evidence_file(action=make.ActionFactory(), data=f"Minutes: {WORDS} spoke.".encode())
    named = plant_file("wexilda-tarnbrook.txt", "Nothing else.")
    mail = "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nV2V4aWxkYSBUYXJuYnJvb2s=\n"
    plant_file("1.log", mail, "email")

    lines, _ = asked(monkeypatch, WORDS)

    root = named.parents[1].name
    assert lines == [f"{root}/email/1.log", f"{root}/{row.path}", f"{root}/kept/…"]


def test_words_that_stand_nowhere_and_words_that_are_too_few(monkeypatch):
    assert asked(monkeypatch, WORDS) == (["The words stand nowhere."], "")
    assert asked(monkeypatch, "  \n") == (
        [],
        "Give at least 4 letters or digits: fewer stand in words that point at nobody.",
    )
