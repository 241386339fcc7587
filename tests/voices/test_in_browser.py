"""Pages of what was said, and of what difference that made, as a browser shows them."""

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from actions.enums import CompletionState
from documents.enums import Canonical
from plans.enums import PlanState
from tests import factories as make
from tests.pages.examination import look_at
from voices.enums import LinkKind, Who

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heading():
    """A priority of which something was said, with one that nobody was heard on beside it."""
    plan = make.PlanFactory(slug="our-plan", state=PlanState.PUBLISHED, area__slug="strath")
    heading = make.HeadingFactory(plan=plan)
    make.HeadingFactory(plan=plan, level=heading.level)
    action = make.ActionFactory(plan=plan, heading=heading)
    said = make.ProgressUpdateFactory(
        action=action, canonical=Canonical.COMPLETE, difference="Children see their plan."
    )
    make.CompletionFactory(action=action, update_claiming=said, state=CompletionState.VERIFIED)
    voice = make.VoiceFactory(area=plan.area)
    make.VoiceLinkFactory(voice=voice, heading=heading)
    make.VoiceLinkFactory(voice=voice, heading=None, action=action, kind=LinkKind.CAME_OF)
    make.VoiceFactory(area=plan.area, who=Who.PARENTS, said="", took_part=0, shared_at=None)
    make.QuotationFactory(voice=voice)
    make.StatementFactory(plan=plan, heading=heading)  # gives way to the next
    statement = make.StatementFactory(plan=plan, heading=heading)
    make.ChosenFactory(statement=statement, action=action)
    make.StatementFactory(plan=plan, heading=heading, shared_at=None, shared_by=None)
    return heading


@pytest.fixture
def officer(heading, signed_in) -> Page:
    return signed_in(make.person_with(Role.LEAD_OFFICER, heading.plan.area)).new_page()


@pytest.mark.parametrize(
    "address",
    [
        "/areas/strath/voices/",
        "/areas/strath/voices/add/",
        "/areas/strath/voices/groups/add/",
        "/plans/our-plan/voices/",
        "/voices/{voice}/",
        "/voices/{voice}/edit/",
        "/voices/{voice}/answer/",
        "/voices/{voice}/told/",
        "/voices/{voice}/about/",
        "/voices/{voice}/actions/",
        "/voices/{voice}/quotations/add/",
        "/plans/our-plan/difference/",
        "/plans/our-plan/difference/h{heading}/",
    ],
)
def test_nothing_is_wrong_with_the_page(heading, officer, address):
    voice = heading.voice_links.get().voice_id

    assert look_at(officer, address.format(voice=voice, heading=heading.pk)) == []
