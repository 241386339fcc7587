"""What is typed where editions of reports are prepared, issued and withdrawn; see `presses.py`."""

from accounts.roles import Role
from editions.models import ReportEdition
from editions.rules.parts import parts_of
from figures.enums import Audience
from jobs.enums import FileState
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World
from tests.metatests.write_shape import NOW


def fresh(w: World, *, pdf: bool = False) -> ReportEdition:
    """An edition of a report that no other press uses."""
    edition = make.waiting_edition(w.area)
    if pdf:
        make.EditionFileFactory.create(edition=edition)
    return edition


def _issued(w: World) -> ReportEdition:
    edition = fresh(w)
    edition.state, edition.issued_by, edition.issued_at = "issued", w.holding.user, NOW
    edition.save()
    return edition


def _failed(w: World) -> Press:
    file = make.EditionFileFactory.create(edition=fresh(w))
    file.state = FileState.FAILED
    file.save(update_fields=["state"])
    return Press(at=[file.pk])


def _prepared(w: World) -> Press:
    kept = [row.key for row in parts_of("quarterly", Audience.PUBLIC) if row.kept]
    return Press(
        {"marking": "official", "kept": kept},
        at=[make.issued_report(plan=make.PlanFactory(area=w.area)).pk, "public"],
    )


REPORT_EDITIONS: dict[str, Prepared] = {
    "report_edition_prepare": _prepared,
    "report_edition_issue": lambda w: Press(
        {"read": "on"}, at=[fresh(w, pdf=True).pk], by=Role.CHAIR
    ),
    "report_edition_discard": lambda w: Press(at=[fresh(w).pk]),
    "report_edition_withdraw": lambda w: Press({"reason": "A name."}, at=[_issued(w).pk]),
    "report_edition_file_again": _failed,
}
