"""What differs in an edited file as a browser shows it: examined, and its links followed."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests import factories as make
from tests.exchange.editor import Put, Struck, Typed, edited
from tests.exchange.test_edited_files import area, officer, plan, sent, taken  # noqa: F401
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_differs_is_examined_and_its_links_lead_on(plan, officer, signed_in):  # noqa: F811
    """A row changed, one struck, one put, a lead and a status: each kind of edit."""
    first, second, third, fourth = plan.actions.order_by("pk")
    changes = [
        Typed(first.pk, "Action", "Agree a rota with cover for nights"),
        Typed(second.pk, "Status", "Red"),
        Typed(third.pk, "Lead", "Nobody we know"),
        Put(third.pk, (("Action", "Ring each parent"),)),
        Struck(fourth.pk),
    ]
    row = sent(officer, plan, edited("docx", taken(plan), changes))
    page = signed_in(officer).new_page()
    address = reverse("edited_file", args=[row.pk])

    assert look_at(page, address) == []
    here = page.url.removesuffix(address)
    links = {link.get_attribute("href") for link in page.locator("main a[href^='/']").all()}
    assert links
    for link in sorted(links):
        assert page.request.get(here + link).ok, link


def test_what_is_remembered_is_examined(signed_in):
    row = make.ImportDecisionFactory()
    page = signed_in(make.person_with(Role.LEAD_OFFICER, row.area)).new_page()

    assert look_at(page, reverse("import_decisions", args=[row.area.slug])) == []
    assert look_at(page, reverse("import_decision_forget", args=[row.pk])) == []
    assert look_at(page, reverse("plan_import")) == []
