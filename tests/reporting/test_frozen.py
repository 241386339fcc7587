"""Snapshots of every schema, kept as they were: read through upgrades, printed in today's form."""

import io
import zipfile
from pathlib import Path

import pytest

from documents.files import pdf, spreadsheet, word
from documents.hash import canonical_bytes, digest
from documents.schema.actions import ActionRecord
from documents.schema.content import SCHEMA, SnapshotContent
from earlier.upgrades import read
from tests.reporting.visible import text_of

FROZEN = Path(__file__).parent / "frozen"
KEPT = [
    f"schema_{schema}_{kind}" for schema in range(1, SCHEMA + 1) for kind in ("quarterly", "annual")
]
IN_TODAYS_FORM = "is shown here in today’s form"


def kept(name: str) -> SnapshotContent:
    return read((FROZEN / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", KEPT)
def test_the_visible_text_is_what_was_kept(name):
    content = kept(name)
    printed = text_of(pdf.html(content, digest(content)))
    assert printed == (FROZEN / f"{name}.txt").read_text("utf-8")
    assert (IN_TODAYS_FORM in printed) == (content["schema"] < SCHEMA)


@pytest.mark.parametrize("name", KEPT)
def test_every_record_has_todays_fields(name):
    content = kept(name)
    assert SnapshotContent.__required_keys__ - set(content) == set()
    assert [ActionRecord.__required_keys__ - set(row) for row in content["actions"]] == [
        set() for _ in content["actions"]
    ]


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("make", [word.docx, spreadsheet.xlsx])
def test_word_and_spreadsheet_are_made_of_it(name, make):
    content = kept(name)
    made = [make(content, digest(content)).data for _ in range(2)]
    assert made[0] == made[1]
    assert zipfile.ZipFile(io.BytesIO(made[0])).testzip() is None


def test_what_is_stored_in_todays_shape_is_read_as_it_is():
    stored = (FROZEN / "schema_7_quarterly.json").read_text("utf-8")
    content = kept("schema_7_quarterly")
    assert (content["schema"], canonical_bytes(content).decode()) == (7, stored)


def test_a_schema_to_come_is_refused():
    with pytest.raises(ValueError, match="of schema 8, of a later program"):
        read('{"schema": 8}')
