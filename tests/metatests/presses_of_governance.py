"""What a person types into the forms of the committee itself."""

from accounts.roles import Role
from committees.enums import Nation
from committees.models import Area
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def attended(w: World) -> Press:
    meeting = make.MeetingFactory(body=w.body, held_on="2024-03-05")
    return Press({f"seat_{w.member.pk}": "present"}, at=[meeting.pk])


def _england(w: World) -> Press:
    Area.objects.filter(pk=w.area.pk).update(nation=Nation.ENGLAND)
    agency = make.AgencyFactory()
    w.area.agencies.add(agency)
    return Press({"agency": agency.pk, "year": "2026", "amount": "12,500"})


def _logo_elsewhere(w: World) -> Press:
    """One that another form does not replace meanwhile."""
    logo = make.LogoFactory()
    return Press(at=[logo.pk], by=make.person_with(Role.ADMINISTRATOR, logo.area))


GOVERNANCE: dict[str, Prepared] = {
    "meeting_attendance": attended,
    "area_logo": lambda w: Press({"alt": "Our logo"}, at=[make.LogoFactory(area=w.area).area.slug]),
    "logo_remove": _logo_elsewhere,
    "committee_year": lambda w: Press({"first_month": "4", "least_meetings": "6"}),
    "place_add": lambda w: Press({"seat": "member", "number": "2"}),
    "place_edit": lambda w: Press({"number": "3"}),
    "induction": lambda w: Press({"done_on": "2024-02-01"}),
    "term_add": lambda w: Press({"starts": "2021-01-01", "ends": "2023-12-31"}),
    "term_edit": lambda w: Press({"ends": "2028-12-31"}),
    "strategy_add": lambda w: Press({"title": "Participation strategy"}),
    "strategy_edit": lambda w: Press({"reviewed_on": "2024-02-01"}),
    "contribution_add": _england,
    "contribution_edit": lambda w: Press({"amount": "13000"}),
}
