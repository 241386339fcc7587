"""Snapshots of the first schema, kept as they were: their documents say what they said then."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from documents.schema.content import SnapshotContent

FROZEN = Path(__file__).parent / "frozen"
MARKUP = {
    "quarterly": "cdae602ca9c277ff09757a5e16df78f1672e9553fea1a14968f48ed3408df9a1",
    "annual": "3efa9d7684cfed482dbb3d58369d1c25f0d91d9adb6f92abcd2eddd490ede114",
}
PARTS = {
    ("quarterly", "docx"): "fb044e368bcae885ce6bb085b64f0601a824ee4507b0be6b1b037ccf0c9136d3",
    ("quarterly", "xlsx"): "e98afaf9c5ad4118c30bb060eef7c7d240530618d44e89775b717284207e7685",
    ("annual", "docx"): "5da95f80d2b005722fb38e2e44f1be71f61da5ea4cf20607d3c1f93f22b51a26",
    ("annual", "xlsx"): "b7d0d42254b6d6cee1255dd46fe5c6185d776b735588357d9e7f471676a470c2",
}


def kept(kind: str) -> SnapshotContent:
    content: SnapshotContent = json.loads((FROZEN / f"schema_1_{kind}.json").read_text("utf-8"))
    return content


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
def test_the_document_is_the_same_to_the_byte(kind):
    content = kept(kind)
    markup = pdf.html(content, digest(content))
    assert hashlib.sha256(markup.encode()).hexdigest() == MARKUP[kind]


@pytest.mark.parametrize(("kind", "form"), list(PARTS))
def test_word_and_spreadsheet_are_the_same_inside(kind, form):
    content = kept(kind)
    make = {"docx": word.docx, "xlsx": spreadsheet.xlsx}[form]
    parts = zipfile.ZipFile(io.BytesIO(make(content, digest(content)).data))
    inside = b"".join(parts.read(name) for name in sorted(parts.namelist()))
    assert hashlib.sha256(inside).hexdigest() == PARTS[kind, form]
