"""Who may open what of the committee itself; see `addresses.py`."""

from dataclasses import replace

from tests import factories as make
from tests.metatests.gates import Gate, P, in_area, of_area

GOVERNANCE: dict[str, Gate] = {
    "committee": in_area(),
    "area_logo": in_area(P.PEOPLE_MANAGE),
    "logo_image": Gate(
        lambda world: [world.area.slug, make.LogoFactory.create(area=world.area).sha256]
    ),
    "logo_remove": replace(
        of_area("area", P.PEOPLE_MANAGE, post_only=True),
        made=lambda world: [make.LogoFactory.create(area=world.area).pk],
    ),
    "meeting_attendance": of_area("meeting", P.MEETING_RECORD),
    "committee_year": of_area("body", P.COMMITTEE_EDIT),
    "place_add": of_area("body", P.COMMITTEE_EDIT),
    "place_edit": of_area("place", P.COMMITTEE_EDIT),
    "induction": of_area("member", P.COMMITTEE_EDIT),
    "term_add": of_area("member", P.COMMITTEE_EDIT),
    "term_edit": of_area("term", P.COMMITTEE_EDIT),
    "strategy_add": of_area("body", P.COMMITTEE_EDIT),
    "strategy_edit": of_area("strategy", P.COMMITTEE_EDIT),
    "contribution_add": of_area("body", P.COMMITTEE_EDIT),
    "contribution_edit": of_area("contribution", P.COMMITTEE_EDIT),
}
