"""What a person types into the forms of a report's parts."""

from accounts.roles import Role
from tests import factories as make
from tests.metatests.press import Prepared, Press, ahead
from tests.metatests.world import World


def _asking(w: World) -> Press:
    part = w.draft.sections.get(key="answers")
    return Press({"parts": [part.pk], "post": w.post.pk, "due_on": ahead(14)})


def _reading(w: World) -> Press:
    """By a chair who wrote none of it and holds no post."""
    chair = make.person_with(Role.CHAIR, w.area)
    return Press({"kind": "agreed"}, by=chair)


NARRATIVES: dict[str, Prepared] = {
    "section_edit": lambda w: Press({"body": "A steady quarter."}),
    "section_edit:asked of a post": lambda w: Press({"body": "No risk moved."}),
    "parts_ask": _asking,
    "part_claim": lambda w: Press(),
    "part_hand_in": lambda w: Press(at=[w.draft.pk, "sub_committees"]),
    "part_take_back": lambda w: Press(),
    "part_review": _reading,
}
