"""Snapshots of every schema, kept as they were: what today's templates print from them."""

import json
from pathlib import Path

import pytest

from documents.files import pdf
from documents.hash import digest
from tests.reporting.visible import text_of

FROZEN = Path(__file__).parent / "frozen"
KEPT = [f"schema_{schema}_{kind}" for schema in (1, 2) for kind in ("quarterly", "annual")]


@pytest.mark.parametrize("name", KEPT)
def test_the_visible_text_is_what_was_kept(name):
    content = json.loads((FROZEN / f"{name}.json").read_text("utf-8"))
    printed = text_of(pdf.html(content, digest(content)))
    assert printed == (FROZEN / f"{name}.txt").read_text("utf-8")
