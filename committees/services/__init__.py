"""Every write to areas, bodies, posts, membership, meetings and roles."""

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
from committees.services.feeds import make_feed
from committees.services.grid import fill_grid
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
from committees.services.roles import correct_email as correct_email
from committees.services.roles import end_role, give_role, grant_role, invite_all, welcome_person

__all__ = [
    "add_agency_to_area",
    "add_bodies",
    "add_body",
    "add_meeting",
    "add_meetings",
    "add_member",
    "add_names",
    "add_post",
    "answer_offer",
    "correct_email",
    "correspondence_of",
    "create_area",
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
    "give_role",
    "grant_role",
    "invite_all",
    "make_feed",
    "offer_group",
    "posts_for",
    "put_under_agency",
    "set_date_rule",
    "set_deputy",
    "set_holder",
    "set_offsets",
    "welcome_person",
]
