"""Who may open what of the file of a whole area; see `addresses.py`."""

from accounts.roles import Permission as P
from tests.metatests.gates import Gate, holders, in_area

ARCHIVE: dict[str, Gate] = {
    "departure_list": in_area(P.ARCHIVE_ASK, P.ARCHIVE_CONFIRM),
    "departure_ask": in_area(P.ARCHIVE_ASK),
    "departure": Gate(
        lambda world: [world.departure.pk],
        holders(P.ARCHIVE_ASK, P.ARCHIVE_CONFIRM),
        holders(P.ARCHIVE_ASK, P.ARCHIVE_CONFIRM),
        writers=holders(P.ARCHIVE_CONFIRM),
    ),
    "departure_decline": Gate(
        lambda world: [world.departure.pk],
        holders(P.ARCHIVE_CONFIRM),
        holders(P.ARCHIVE_ASK, P.ARCHIVE_CONFIRM),
        post_only=True,
    ),
    # only for the two who asked and confirmed, whatever their roles: tests/archive
    "departure_file": Gate(
        lambda world: [world.departure.pk],
        frozenset(),
        holders(P.ARCHIVE_ASK, P.ARCHIVE_CONFIRM),
    ),
}
