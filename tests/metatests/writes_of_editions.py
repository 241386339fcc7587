"""Calls of the services that write editions of reports."""

from typing import Any

from editions.models import ReportEdition
from editions.rules import parts
from figures.enums import Audience, EditionState
from jobs.enums import FileState
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import NOW, Prepare


def kept(audience: Audience = Audience.PUBLIC) -> list[str]:
    return [row.key for row in parts.parts_of("quarterly", audience)]


def waiting(w: World) -> ReportEdition:
    """A public edition with its PDF, prepared by somebody who is not among the test's people."""
    edition = make.ReportEditionFactory.create(report=w.issued)
    make.EditionFileFactory.create(edition=edition)
    return edition


def issued(w: World) -> ReportEdition:
    edition = waiting(w)
    edition.state, edition.issued_by, edition.issued_at = EditionState.ISSUED, w.holding.user, NOW
    edition.save()
    return edition


def _failed(w: World) -> dict[str, Any]:
    file = make.EditionFileFactory.create(edition=waiting(w))
    file.state = FileState.FAILED
    file.save(update_fields=["state"])
    return {"file": file}


EDITIONS: dict[str, Prepare] = {
    "editions.prepare_report_edition": lambda w: {
        "report": w.issued,
        "audience": "public",
        "marking": "official",
        "kept": kept(),
    },
    "editions.issue_report_edition": lambda w: {"edition": waiting(w)},
    "editions.discard_report_edition": lambda w: {"edition": waiting(w)},
    "editions.withdraw_report_edition": lambda w: {"edition": issued(w), "reason": "A name."},
    "editions.end_edition": lambda w: {"edition": issued(w), "reason": "A name."},
    "editions.end_editions": lambda w: {"report": issued(w).report, "reason": "A name."},
    "editions.take_large_print": lambda w: {"report": w.issued},
    "editions.ask_edition_file_again": _failed,
}
