"""What a person types into the forms of papers that people write and others agree."""

from accounts.roles import Role
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def agreed(w: World) -> Press:
    """By somebody who wrote none of it, at the meeting that followed."""
    later = make.MeetingFactory(body=w.body, held_on="2024-09-03")
    return Press({"marking": "official", "agreed_meeting": later.pk}, by=Role.CHAIR)


def _held(w: World) -> Press:
    return Press(at=[make.MeetingFactory(body=w.body, held_on="2024-03-12").pk])


WRITTEN: dict[str, Prepared] = {
    "minutes_begin": _held,
    "summary_begin": lambda w: Press(),
    "paper_part": lambda w: Press({"words": "The chair thanked those who came."}),
    "paper_agree": agreed,
    "paper_withdraw": lambda w: Press({"reason": "A decision is missing."}, by=Role.CHAIR),
}
