"""What was frozen and issued is verified by its hash; a break is named, nothing is made anew."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reporting.enums import FileState
from reporting.models import Snapshot
from reporting.services import files
from reporting.services.verification import faults
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    """A document of a frozen report, written as the worker writes it."""
    settings.MEDIA_ROOT = tmp_path
    file = make.ReportFileFactory(report=make.frozen_report())
    file.sha256 = files.write(file, b"%PDF-1.7 as it was sent")
    file.path, file.state = files.relative_path(file), FileState.READY
    file.save()
    return file


def verify() -> str:
    said = io.StringIO()
    call_command("verify_reports", stdout=said, stderr=said)
    return said.getvalue()


def test_all_is_what_it_was(kept):
    assert verify() == "1 snapshots and 1 documents are what they were.\n"


def test_a_changed_file_is_named(kept, settings):
    (Path(settings.MEDIA_ROOT) / kept.path).write_bytes(b"%PDF-1.7 another")

    with pytest.raises(CommandError, match="1 of 2 are not what they were"):
        verify()


def test_a_missing_file_is_named(kept, settings):
    (Path(settings.MEDIA_ROOT) / kept.path).unlink()

    with pytest.raises(CommandError, match="1 of 2 are not what they were"):
        verify()


def rewrite(**columns) -> None:
    """What only somebody with the database in hand can do."""
    trigger = "" if connection.vendor == "sqlite" else ' ON "reporting_snapshot"'
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER reporting_snapshot_refuses_update{trigger}")
    Snapshot.objects.update(**columns)


def test_a_snapshot_that_does_not_fit_its_schema_is_named(kept):
    content = '{"schema":2}'
    rewrite(content=content, sha256=sha256(content.encode()).hexdigest())

    snapshot = Snapshot.objects.get()
    assert list(faults()) == [
        f"Snapshot {snapshot.pk} of {snapshot.as_of} cannot be read. "
        "This is no SecondSnapshot: at .kind nothing is kept"
    ]


def test_a_changed_snapshot_is_named(kept):
    rewrite(content="{}")

    with pytest.raises(CommandError, match="1 of 2 are not what they were"):
        verify()
