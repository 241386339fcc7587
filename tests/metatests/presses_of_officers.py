"""What is typed into the forms about chief officers' directions, requests for information, and the
parts of reports."""

from django.utils import timezone

from committees.enums import BodyKind
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.presses_of_narratives import NARRATIVES
from tests.metatests.world import World


def _closing(w: World) -> Press:
    """A direction that nothing else closes, and a day on which the group corresponded."""
    make.BodyFactory(area=w.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    given = make.DirectionFactory(report=w.direction.report, number=77)
    typed = {
        "decided_at": "correspondence",
        "correspondence_on": timezone.localdate(),
        "other_decider": "Chief Executive",
        "closing_note": "Settled.",
    }
    return Press(typed, at=[given.pk])


OFFICERS: dict[str, Prepared] = {
    **NARRATIVES,
    "direction_closing": _closing,
    "area_information": lambda w: Press(
        {
            "since": "2026-09-10",
            "until": "2026-09-20",
            "request": "FOI 2026/114",
            "previewed": "2026-09-10|2026-09-20||||",
        }
    ),
}
