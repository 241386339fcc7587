"""What two demonstration areas do together: a regional group that serves both, one action of it."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from actions.models import Action, Tie
from actions.services import set_leads
from committees.enums import Capacity, PostKind
from committees.models import Area, Body, Post, PostHolding, RoleGrant
from committees.services import (
    add_post,
    answer_access,
    answer_offer,
    offer_group,
    propose_role,
    set_holder,
)
from demonstration.queries.sign_ins import require_demonstration
from demonstration.queries.sources import read_regional
from regional.services import answer_tie, share_action


@transaction.atomic
def share_regional(*, today: date) -> bool:
    """Let the regional group of one area serve the other, and tie an action in both plans; whether
    it was done now. Left as it is where it was done before, or where not both areas stand.

    Raises DemonstrationRefused where the site is not a demonstration.
    """
    require_demonstration()
    told = read_regional()
    areas = {row.slug: row for row in Area.objects.all()}
    home, away = (areas.get(told[side]["area"]) for side in ("home", "away"))
    if home is None or away is None:
        return False
    group = home.bodies.get(name=told["home"]["group"])
    if group.offers.exists():
        return False
    post = _served(group, away, today)
    here = _action(home, told["home"]["action"])
    share_action(
        by=_with(home, Role.LEAD_OFFICER, today),
        action=here,
        body=group,
        text=told["words"],
        areas=[away],
    )
    officer, there = _with(away, Role.LEAD_OFFICER, today), _action(away, told["away"]["action"])
    leads = list(there.leads.select_related("post"))
    set_leads(
        by=officer,
        action=there,
        accountable=next(row.post for row in leads if row.accountable),
        contributing=[*(row.post for row in leads if not row.accountable), post],
    )
    answer_tie(by=officer, tie=Tie.objects.get(area=away), action=there)
    return True


def _served(group: Body, away: Area, today: date) -> Post:
    """The group serves the other area, where its lead holds a post for it."""
    offer = offer_group(by=_with(group.area, Role.LEAD_OFFICER, today), body=group, area=away)
    officer = _with(away, Role.LEAD_OFFICER, today)
    answer_offer(by=officer, offer=offer, accepted=True)
    post = add_post(by=officer, area=away, title=group.name, kind=PostKind.GROUP, body=group)
    holdings = PostHolding.objects.filter(post__body=group, capacity=Capacity.HOLDER)
    lead = holdings.current(today).select_related("user").get().user
    by, role = _with(away, Role.ADMINISTRATOR, today), Role.SUB_COMMITTEE_CHAIR
    change = propose_role(by=by, user=lead, area=away, role=role, starts=today, told=False)
    answer_access(by=officer, area=away, changes=[change], accepted=True)
    set_holder(by=officer, post=post, user=lead, starts=today)
    return post


def _with(area: Area, role: Role, today: date) -> User:
    """Whoever has had a role in an area for longest."""
    grants = RoleGrant.objects.filter(area=area, role=role).current(today)
    return grants.select_related("user").earliest("pk").user


def _action(area: Area, words: str) -> Action:
    """The action of the area's first plan that begins with some words."""
    rows = Action.objects.filter(plan__area=area, text__startswith=words)
    return rows.select_related("plan__area").earliest("pk")
