"""What is typed where a whole area leaves in a file; see `presses.py`."""

from accounts.roles import Role
from archive.models import Departure
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World, departure


def _nothing_waits(w: World) -> bool:
    Departure.objects.all().delete()
    return True


def _waits(w: World) -> int:
    Departure.objects.all().delete()
    return departure(w.area).pk


ARCHIVE: dict[str, Prepared] = {
    "departure_ask": lambda w: (
        _nothing_waits(w)
        and Press({"reason": "We move to another installation.", "key_kept": "on"})
    ),
    "departure": lambda w: Press({"spoken": "on"}, at=[_waits(w)], by=Role.CHAIR),
    "departure_decline": lambda w: Press(at=[_waits(w)], by=Role.CHAIR),
}
