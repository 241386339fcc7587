"""The documents of an edition: asked for, named for whoever keeps them, and taken away."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from editions.enums import RENDER_EDITION, EditionFormat
from editions.models import EditionFile, ReportEdition
from jobs.enums import FileState
from jobs.models import Job
from jobs.services import enqueue_all, made_files


def download_name(file: EditionFile) -> str:
    """What a person's computer calls the file."""
    edition = file.edition
    report = edition.report
    name = slugify(f"{edition.area.name} {report.title} {edition.name} {edition.number}")
    return f"{name}-{report.as_of.isoformat()}-v{report.version}.{file.ending}"


def ask_for_all(edition: ReportEdition, asking: User) -> None:
    """A row for each file, and a job that fills it."""
    jobs = _jobs(asking, edition, list(EditionFormat))
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, format=name, job=job)
        for name, job in zip(EditionFormat, jobs, strict=True)
    )


def forget_all(edition: ReportEdition) -> None:
    """Take the files away when all is committed; their hashes stay."""
    made_files.forget_later(edition.files.all())
    edition.files.update(state=FileState.WITHDRAWN, path="")


@transaction.atomic
def ask_edition_file_again(*, by: User, file: EditionFile) -> EditionFile:
    """Make a file once more after it failed. Raises ValidationError while it is under way."""
    if locked(file).state != FileState.FAILED:
        raise ValidationError("This file is ready or still being made.")
    file.state = FileState.WAITING
    [file.job] = _jobs(by, file.edition, [EditionFormat(file.format)])
    file.save(update_fields=["state", "job"])
    area_id = file.edition.area_id
    record(by=by, verb="asked for file of edition again", target=file, area_id=area_id)
    return file


def _jobs(by: User, edition: ReportEdition, formats: list[EditionFormat]) -> list[Job]:
    payloads = [{"edition": edition.pk, "format": name.value} for name in formats]
    return enqueue_all(task=RENDER_EDITION, payloads=payloads, by=by, area_id=edition.area_id)
