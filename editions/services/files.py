"""Where the documents of an edition lie: beside those of reports, kept by the same hands."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from editions.enums import RENDER_EDITION, EditionFormat
from editions.models import EditionFile, ReportEdition
from jobs.models import Job
from jobs.services import enqueue_all
from reporting.enums import FileState
from reporting.services import files

ENDINGS = {EditionFormat.LARGE.value: "large.pdf"}


def relative_path(file: EditionFile) -> str:
    """The place of a file under the media folder: the same for every try at making it."""
    mark = f"{file.edition.sha256[:16]}-{file.template_version}"
    return f"editions/{file.edition_id}/{mark}.{ENDINGS.get(file.format, file.format)}"


def checked(file: EditionFile) -> bytes:
    """The bytes of a document that is ready, if they still are those that were made.

    Raises ValidationError in words for a file that is gone or changed.
    """
    return files.bytes_of(file.path, file.sha256, file.get_format_display())


def download_name(file: EditionFile) -> str:
    """What a person's computer calls the file."""
    edition = file.edition
    report = edition.report
    name = slugify(f"{edition.area.name} {report.title} {edition.name} {edition.number}")
    ending = ENDINGS.get(file.format, file.format)
    return f"{name}-{report.as_of.isoformat()}-v{report.version}.{ending}".replace("-large.", ".")


def ask_for_all(edition: ReportEdition, asking: User) -> None:
    """A row for each file, and a job that fills it."""
    jobs = _jobs(asking, edition, list(EditionFormat))
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, format=name, job=job)
        for name, job in zip(EditionFormat, jobs, strict=True)
    )


def forget_all(edition: ReportEdition) -> None:
    """Take the files away when all is committed; their hashes stay."""
    for path in edition.files.exclude(path="").values_list("path", flat=True):
        transaction.on_commit(partial(files.forget, path))
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
