"""The writes by which an area leaves in a file and comes in from one; see `writes.py`."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from accounts.roles import Role
from archive.models import Departure
from archive.services import ask_for_file
from archive.services.document import write_area
from tests import factories as make
from tests.archive.moved import KEY, another_installation
from tests.metatests.world import World
from tests.metatests.write_shape import Prepare, actor


def _came_in() -> dict[str, Any]:
    """The file of an area that is not here any more."""
    path = Path(mkdtemp()) / "area.age"
    with another_installation():
        write_area(make.PlanFactory(area__name="Far", area__slug="far").area, path, KEY.lock)
    return {"path": path, "secret": KEY.secret}


def _asked_for_file(w: World) -> dict[str, Any]:
    make.RoleGrantFactory(user=actor(), area=w.area, role=Role.CHAIR)
    asks = make.person_with(Role.LEAD_OFFICER, w.area)
    Departure.objects.all().delete()
    row = ask_for_file(by=asks, area=w.area, reason="We move.", lock=KEY.lock)
    return {"departure": row}


ARCHIVE: dict[str, Prepare] = {
    "archive.bring_in": lambda w: _came_in(),
    "archive.ask_for_file": lambda w: {
        "area": make.AreaFactory(),
        "reason": "We move to another installation.",
        "lock": KEY.lock,
    },
    "archive.confirm_file": _asked_for_file,
    "archive.decline_file": _asked_for_file,
    "archive.note_fetched": lambda w: {"departure": make.DepartureFactory(area=w.area)},
    "archive.tell_who_confirms": lambda w: {
        "departure": make.person_with(Role.CHAIR, w.area) and make.DepartureFactory(area=w.area)
    },
}
