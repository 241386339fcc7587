"""What was frozen and issued is verified by its hash; a break is named, nothing is made anew."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actions.enums import EvidenceKind
from actions.models import Evidence
from audit.queries.verification import extent
from jobs.enums import FileState
from jobs.services import made_files
from reporting.models import Snapshot
from reporting.services.verification import faults
from tests import factories as make
from tests.audit.forgery import entered, unrefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    """A document of a frozen report, written as the worker writes it."""
    settings.MEDIA_ROOT = tmp_path
    file = make.ReportFileFactory(report=make.frozen_report())
    file.sha256 = made_files.put(file.place, b"%PDF-1.7 as it was sent")
    file.path, file.state = file.place, FileState.READY
    file.save()
    entered()
    return file


def verify(*arguments: str) -> str:
    said = io.StringIO()
    call_command("verify_record", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def test_all_is_what_it_was(kept):
    end = extent()
    assert verify() == (
        f"1 snapshots, 1 documents, {end.links} links in the chain.\n"
        f"Its head: {end.links}:{end.head}\n"
        "All of it is what it was.\n"
    )


def test_a_head_that_somebody_holds_is_compared(kept):
    end = extent()
    verify("--head", f"{end.links}:{end.head[:16]}")

    with pytest.raises(CommandError, match="Places that are not what they were: 1"):
        verify("--head", f"{end.links}:{'0' * 16}")
    with pytest.raises(CommandError, match='"yesterday" is not a head'):
        verify("--head", "yesterday")


def test_evidence_that_was_changed_or_is_gone_is_named(settings, tmp_path):
    settings.DATA = tmp_path
    update = make.ProgressUpdateFactory()
    for name, bytes_sent in (("kept", b"kept"), ("changed", b"as sent"), ("gone", b"as sent")):
        Evidence.objects.create(
            action=update.action,
            update_shown=update,
            kind=EvidenceKind.FILE,
            title=name,
            path=name,
            sha256=sha256(bytes_sent).hexdigest(),
            added_by=update.author,
            added_at=update.made_at,
        )
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "changed").write_bytes(b"another")

    changed, gone = Evidence.objects.order_by("pk")[1:]
    assert list(faults()) == [
        f"Evidence {changed.pk} does not have its SHA-256: changed",
        f"Evidence {gone.pk} is missing: gone",
    ]


def test_a_changed_file_is_named(kept, settings):
    (Path(settings.MEDIA_ROOT) / kept.path).write_bytes(b"%PDF-1.7 another")

    with pytest.raises(CommandError, match="Places that are not what they were: 1"):
        verify()


def test_a_changed_file_of_an_edition_is_named(kept):
    """What the public has in hand is a document like any other."""
    edition = make.EditionFileFactory(edition__report=kept.report)
    made_files.put(edition.path, b"%PDF-1.7 another")

    said = "is missing or does not have its SHA-256"
    assert list(faults()) == [f"File {edition.pk} ({edition}) {said}: {edition.path}"]


def test_a_missing_file_is_named(kept, settings):
    (Path(settings.MEDIA_ROOT) / kept.path).unlink()

    with pytest.raises(CommandError, match="Places that are not what they were: 1"):
        verify()


def rewrite(**columns) -> None:
    """What only somebody with the database in hand can do."""
    with unrefused():
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

    with pytest.raises(CommandError, match="Places that are not what they were: 2"):
        verify()
