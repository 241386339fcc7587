"""What a person types into the forms of regional groups and actions; see presses.py."""

from documents.enums import Canonical
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def _sharing(w: World) -> Press:
    """An action is offered to the area that the regional group serves besides this one."""
    asked = make.AreaFactory()
    group = make.RegionalGroupFactory(area=w.area, serves=[asked])
    typed = {"body": group.pk, "text": "Train every panel together.", "areas": [asked.pk]}
    return Press(typed, at=[make.ActionFactory(plan=w.plan).pk])


REGIONS: dict[str, Prepared] = {
    "group_offer": lambda w: Press({"area": make.AreaFactory().pk}),
    "group_offer_answer": lambda w: Press(
        {"accepted": "yes"}, at=[make.GroupOfferFactory(area=w.area).pk]
    ),
    "group_serving_end": lambda w: Press(),
    "action_share": _sharing,
    "action_untie": lambda w: Press(
        at=[make.TieFactory(action=make.ActionFactory(plan=w.plan)).action_id]
    ),
    "regional_update": lambda w: Press(
        {
            f"entry_{w.shared_action.pk}": str(make.entry_of(w.plan, Canonical.ON_TRACK).pk),
            "what_happened": "A panel was trained together.",
        }
    ),
    "tie_answer": lambda w: Press(
        {"answer": f"action:{make.ActionFactory(plan=w.plan).pk}"},
        at=[make.TieOfferFactory(area=w.area).pk],
    ),
}
