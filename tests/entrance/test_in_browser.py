"""Second factors and the end of a session as people meet them, in Chromium at both sizes."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.roles import Role
from committees.models import Area
from entrance.models import FactorPolicy
from tests import factories as make
from tests.entrance.test_second_factor import code_of
from tests.factories import PASSWORD
from tests.pages.examination import faults_here

pytestmark = pytest.mark.django_db(transaction=True)

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in_key(page: Page) -> None:
    """A security key that answers by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def sign_in(page: Page, user) -> None:
    page.goto("/account/login/", timeout=60_000)
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def examine(page: Page) -> None:
    assert faults_here(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def area() -> Area:
    return make.AreaFactory(factor_roles=[Role.LEAD_OFFICER])


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


def test_a_key_is_added_and_asked_for(page, officer):
    plug_in_key(page)
    sign_in(page, officer)
    assert heading(page) == "Sign-in and security"
    examine(page)
    page.get_by_role("button", name="Add a security key or passkey").click()
    examine(page)
    page.get_by_label("Name").fill("This computer")
    press(page, "Add the key")
    assert heading(page) == "Your recovery codes"
    examine(page)
    page.get_by_role("button", name="I have them: go on").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    press(page, "Sign out")

    sign_in(page, officer)
    assert heading(page) == "Your second factor"
    examine(page)
    press(page, "Use your key")

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert str(Authenticator.objects.get(type="webauthn")) == "This computer"
    page.goto("/my-sign-in/")
    examine(page)
    page.get_by_role("link", name="Remove This computer").click()
    examine(page)


def test_a_key_that_does_not_answer_is_said(page, officer):
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new Error());")
    sign_in(page, officer)
    page.get_by_role("button", name="Add a security key or passkey").click()
    page.wait_for_load_state()

    page.get_by_role("button", name="Add the key").click()

    expect(page.get_by_role("alert").get_by_text("The key did not answer")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_codes_are_set_up_and_asked_for_without_script(browser, live_server, officer):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, officer)
    page.get_by_role("button", name="Set up one-time codes").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    press(page, "Set up")
    page.get_by_role("button", name="I have them: go on").click()
    press(page, "Sign out")
    sign_in(page, officer)
    page.get_by_label("Code").fill("000000")
    press(page, "Sign in")
    wrong = page.locator(".govuk-error-summary").inner_text()
    context.close()

    assert "Incorrect code." in wrong


def test_the_page_of_codes_is_right_at_both_sizes(signed_in, officer):
    page = signed_in(officer).new_page()
    page.goto("/account/second-factor/totp/activate/")
    examine(page)
    page.get_by_label("Authenticator code").fill(code_of(page.locator("code").inner_text()))
    press(page, "Set up")
    for path in ("recovery-codes/generate/", "totp/deactivate/", "reauthenticate/"):
        page.goto(f"/account/second-factor/{path}")
        examine(page)


def test_the_administrators_pages_are_right(signed_in):
    area = make.AreaFactory()
    grant = make.RoleGrantFactory(area=area)
    page = signed_in(make.person_with(Role.ADMINISTRATOR, area)).new_page()
    for path in (f"/areas/{area.slug}/sign-in/", f"/roles/{grant.pk}/sessions/"):
        page.goto(path)
        examine(page)
    page.goto(f"/areas/{area.slug}/sign-in/")
    page.get_by_label("Independent chair").check()
    press(page, "Save")

    assert FactorPolicy.objects.get(area=area).roles == ["chair"]


def test_the_end_is_said_before_it_comes_and_typing_stays(signed_in):
    area = make.AreaFactory()
    page = signed_in(make.person_with(Role.LEAD_OFFICER, area)).new_page()
    page.clock.install()
    page.goto(f"/areas/{area.slug}/groups/add/")
    page.get_by_label("Name", exact=True).fill("Audit group")
    box = page.locator("[data-session-ends]")
    assert box.inner_text() == ""

    page.clock.fast_forward(1000 * (settings.SESSION_IDLE_SECONDS - 200))
    expect(box).to_contain_text("You are signed out at")
    examine(page)
    page.get_by_role("button", name="Stay signed in").click()
    expect(box).to_be_empty()
    page.clock.fast_forward(1000 * (settings.SESSION_IDLE_SECONDS + 1))

    expect(box).to_contain_text("You are signed out. What you have typed stays here")
    assert page.get_by_label("Name", exact=True).input_value() == "Audit group"
