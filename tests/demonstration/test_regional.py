"""Two demonstration areas share a regional group and an action."""

import pytest

from accounts.models import User
from actions.models import Action, RegionalAction, Tie
from actions.rules.facts import Shared
from committees.models import Area
from demonstration.queries.sign_ins import DemonstrationRefused
from demonstration.services import share_regional
from regional.queries.regional import own_parts
from tests.audit.newest import newest_versions, rows_now
from tests.demonstration.conftest import TODAY

pytestmark = pytest.mark.usefixtures("areas")


def test_one_lead_answers_once_for_two_areas_that_share_nothing_else():
    assert share_regional(today=TODAY)

    group = "Referral Discussion Steering Group"
    tied = {row.area.slug: row.action_id for row in Tie.objects.select_related("area")}
    assert Tie.objects.shared(list(tied.values()), TODAY) == {
        tied["inverlaw"]: Shared(group, ("Strathmorlich",)),
        tied["strathmorlich"]: Shared(group, ("Inverlaw",)),
    }
    lead = User.objects.get(name="Craig Tennant")
    parts = own_parts(lead, RegionalAction.objects.get(), TODAY)
    assert [part.area.slug for part in parts] == ["inverlaw", "strathmorlich"]
    assert [part.detail.standing.claimed or part.detail.standing.completion for part in parts] == [
        None,
        None,
    ]
    both = {user for user in User.objects.all() if len(areas_of(user)) > 1}
    assert both == {lead}
    assert rows_now() == newest_versions()


def areas_of(user: User) -> set[int]:
    return set(user.role_grants.values_list("area", flat=True))


def test_it_is_shared_once():
    share_regional(today=TODAY)
    before = list(Action.objects.order_by("pk").values())

    assert not share_regional(today=TODAY)
    assert list(Action.objects.order_by("pk").values()) == before


def test_one_area_by_itself_shares_nothing():
    Area.objects.filter(slug="inverlaw").update(slug="elsewhere")

    assert not share_regional(today=TODAY)


def test_a_site_that_is_no_demonstration_refuses(settings):
    settings.DEMONSTRATION = False

    with pytest.raises(DemonstrationRefused):
        share_regional(today=TODAY)
