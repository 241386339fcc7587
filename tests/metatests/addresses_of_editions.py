"""Who may open editions of reports before they are issued; see `addresses.py`."""

from typing import Any

from editions.models import EditionFile, ReportEdition
from tests import factories as make
from tests.metatests.gates import EVERY_ROLE, Gate, P, holders, of_report

KNOWN = holders(P.REPORT_READ)
EITHER = holders(P.REPORT_PREPARE, P.REPORT_ISSUE) & KNOWN


def waiting(world: Any) -> ReportEdition:
    """A public edition that waits for its release: one waits at a time."""
    waits = ReportEdition.objects.filter(report=world.issued, state="prepared").first()
    return waits or make.ReportEditionFactory.create(report=world.issued)


def _file(world: Any) -> list[Any]:
    edition = waiting(world)
    file: Any = EditionFile.objects.filter(edition=edition).first()
    return [(file or make.EditionFileFactory.create(edition=edition)).pk]


def _of(allowed: Any) -> Gate:
    return Gate(lambda world: [waiting(world).pk], allowed, KNOWN)


REPORT_EDITIONS: dict[str, Gate] = {
    "report_edition_list": Gate(in_area=False, allowed=EVERY_ROLE),
    "report_editions": of_report("frozen", P.REPORT_READ),
    "report_edition_prepare": Gate(
        lambda world: [world.frozen.pk, "public"], holders(P.REPORT_PREPARE) & KNOWN, KNOWN
    ),
    "report_edition": _of(KNOWN),
    "report_edition_read": _of(KNOWN),
    "report_edition_issue": _of(holders(P.REPORT_ISSUE) & KNOWN),
    "report_edition_discard": _of(EITHER),
    "report_edition_withdraw": _of(EITHER),
    "report_edition_file": Gate(_file, KNOWN, KNOWN),
    "report_edition_file_again": Gate(
        _file, holders(P.REPORT_PREPARE) & KNOWN, KNOWN, post_only=True
    ),
}
