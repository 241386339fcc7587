"""Pages of regional groups and actions to which the demonstration leads nobody, in Chromium."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from documents.enums import Canonical
from tests import factories as make
from tests.actions.region import build
from tests.pages.examination import look_at, look_at_errors

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_update_of_all_areas_is_right_at_both_sizes(signed_in):
    region = build()
    make.ProgressUpdateFactory(action=region.here, canonical=Canonical.ON_TRACK)
    opened = signed_in(region.lead).new_page()

    assert look_at(opened, region.address) == []
    assert look_at_errors(opened, region.address) == []


def test_pages_of_offers_are_right_at_both_sizes(signed_in):
    region = build()
    area, group = region.here.plan.area, region.regional.body
    officer = make.person_with(Role.LEAD_OFFICER, area)
    make.AreaFactory(name="Dunmore")
    offer, tie = make.GroupOfferFactory(area=area), make.TieOfferFactory(area=area)
    free = make.ActionFactory(plan=region.here.plan)
    opened = signed_in(officer).new_page()

    pages = [
        reverse("area", args=[area.slug]),
        reverse("body", args=[group.pk]),
        reverse("group_offer", args=[group.pk]),
        reverse("group_offer_answer", args=[offer.pk]),
        reverse("group_serving_end", args=[group.pk, region.there.plan.area.slug]),
        reverse("regional_list", args=[area.slug]),
        reverse("tie_answer", args=[tie.pk]),
        reverse("action_share", args=[free.pk]),
        reverse("action_share", args=[region.here.pk]),
        reverse("action_untie", args=[region.here.pk]),
    ]
    assert [fault for path in pages for fault in look_at(opened, path)] == []
    asked = (pages[2], pages[3], pages[6], pages[7])
    assert [fault for path in asked for fault in look_at_errors(opened, path)] == []
