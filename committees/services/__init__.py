"""Every write to areas, bodies, posts, membership, meetings and roles."""

from committees.services.answers import answer_access, withdraw_access
from committees.services.areas import add_agency_to_area, create_area, found_area
from committees.services.bodies import (
    add_bodies,
    add_body,
    add_meeting,
    add_meetings,
    correspondence_of,
    edit_body,
    edit_meeting,
)
from committees.services.date_rule import set_date_rule
from committees.services.deactivation import deactivate
from committees.services.feeds import make_feed
from committees.services.grid import fill_grid
from committees.services.logos import set_logo, take_logo_away
from committees.services.memberships import add_member, edit_member, end_membership
from committees.services.offers import answer_offer, end_serving, offer_group
from committees.services.offsets import set_offsets
from committees.services.posts import (
    add_names,
    add_post,
    edit_post,
    end_holding,
    posts_for,
    put_under_agency,
    set_deputy,
    set_holder,
)
from committees.services.proposals import (
    change_own_address,
    name_deputy,
    name_holder,
    propose_address,
    propose_holding,
    propose_person,
    propose_return,
    propose_role,
    verify_address,
)
from committees.services.roles import end_role, invite_all

__all__ = [
    "add_agency_to_area",
    "add_bodies",
    "add_body",
    "add_meeting",
    "add_meetings",
    "add_member",
    "add_names",
    "add_post",
    "answer_access",
    "answer_offer",
    "change_own_address",
    "correspondence_of",
    "create_area",
    "deactivate",
    "edit_body",
    "edit_meeting",
    "edit_member",
    "edit_post",
    "end_holding",
    "end_membership",
    "end_role",
    "end_serving",
    "fill_grid",
    "found_area",
    "invite_all",
    "make_feed",
    "name_deputy",
    "name_holder",
    "offer_group",
    "posts_for",
    "propose_address",
    "propose_holding",
    "propose_person",
    "propose_return",
    "propose_role",
    "put_under_agency",
    "set_date_rule",
    "set_deputy",
    "set_holder",
    "set_logo",
    "set_offsets",
    "take_logo_away",
    "verify_address",
    "withdraw_access",
]
