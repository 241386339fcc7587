"""What was typed survives a lost session, and is shown to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.roles import Role
from entrance.models import Session
from tests.actions.scene import Scene
from tests.factories import PASSWORD, led_action, person_with
from web import kept_text

pytestmark = pytest.mark.django_db

TYPED = "Two weeks of work, written down."


def address(made: Scene) -> str:
    return f"/actions/{made.action.pk}/update/"


def typed_by(user, path: str) -> str:
    """The signed field of the form as `user` was shown it."""
    browser = Client()
    browser.force_login(user)
    return browser.get(path).context["form"]["typed_by"].value()


def lose_session_and_send(made: Scene, **fields) -> tuple[Client, str]:
    """A browser whose session has ended sends the form; where it was sent to."""
    browser = Client()
    token = typed_by(made.lead, address(made))
    data = made.form(what_happened=TYPED, typed_by=token, **fields)
    return browser, browser.post(address(made), data)["Location"]


def sign_in(browser: Client, user, to: str):
    return browser.post(to, {"login": user.email, "password": PASSWORD}, follow=True)


def test_text_comes_back_after_sign_in(now):
    browser, sign_in_page = lose_session_and_send(now)

    answer = sign_in(browser, now.lead, sign_in_page)

    form = answer.context["form"]
    assert sign_in_page == f"/account/login/?next={address(now)}"
    assert answer.request["PATH_INFO"] == address(now)
    assert (form["what_happened"].value(), form.is_bound) == (TYPED, False)
    assert [str(message) for message in answer.context["messages"]][-1].startswith(
        "This is not saved yet"
    )


def test_sign_in_page_says_that_the_text_is_kept(now):
    browser, sign_in_page = lose_session_and_send(now)

    shown = [str(message) for message in browser.get(sign_in_page).context["messages"]]

    assert shown == [kept_text.KEPT]


def test_what_came_back_can_be_saved_and_is_then_forgotten(now):
    browser, sign_in_page = lose_session_and_send(now)
    form = sign_in(browser, now.lead, sign_in_page).context["form"]

    sent = {name: form[name].value() or "" for name in form.fields}
    browser.post(address(now), {**sent, "save": "1"})

    assert now.action.updates.latest("pk").what_happened == TYPED
    assert browser.get(address(now)).context["form"]["what_happened"].value() is None


def test_version_comes_back_too_so_that_a_conflict_is_still_seen(now):
    browser, sign_in_page = lose_session_and_send(now)
    seen = now.action.row_version
    type(now.action).objects.filter(pk=now.action.pk).update(row_version=seen + 1)

    form = sign_in(browser, now.lead, sign_in_page).context["form"]

    assert form["expected"].value() == str(seen)


def test_text_is_not_shown_to_another_person(now):
    other = person_with(Role.LEAD_OFFICER, now.plan.area)
    browser, sign_in_page = lose_session_and_send(now)

    answer = sign_in(browser, other, sign_in_page)

    assert answer.request["PATH_INFO"] == address(now)
    assert TYPED not in answer.content.decode()
    assert TYPED not in str(browser.session.get(kept_text.SESSION_KEY))


def test_text_is_not_shown_on_another_page(now):
    other = led_action(now.lead, now.plan)
    browser, sign_in_page = lose_session_and_send(now)
    sign_in(browser, now.lead, sign_in_page)

    page = browser.get(f"/actions/{other.pk}/update/")

    assert page.context["form"]["what_happened"].value() is None


def test_text_is_not_kept_for_ever(now):
    browser, sign_in_page = lose_session_and_send(now)
    session = browser.session
    pages = session[kept_text.SESSION_KEY]
    pages[address(now)]["at"] -= (kept_text.KEPT_FOR + timedelta(minutes=1)).total_seconds()
    session[kept_text.SESSION_KEY] = pages
    session.save()

    answer = sign_in(browser, now.lead, sign_in_page)

    assert answer.context["form"]["what_happened"].value() is None


@pytest.mark.parametrize("token", ["", "1", "1:abc:def"])
def test_without_our_signature_nothing_is_kept(now, token):
    browser = Client()

    answer = browser.post(address(now), now.form(what_happened=TYPED, typed_by=token))

    assert answer["Location"] == f"/account/login/?next={address(now)}"
    assert Session.objects.count() == 0


def test_more_than_a_form_holds_is_not_kept(now):
    token = typed_by(now.lead, address(now))
    browser = Client()

    browser.post(
        address(now), {"typed_by": token, "what_happened": "x" * (kept_text.MOST_CHARACTERS + 1)}
    )

    assert kept_text.SESSION_KEY not in browser.session


def test_only_the_last_pages_are_kept(now):
    token = typed_by(now.lead, address(now))
    browser = Client()
    for number in range(kept_text.MOST_PAGES + 2):
        browser.post(f"/actions/{number}/update/", {"typed_by": token, "what_happened": "x"})

    assert len(browser.session[kept_text.SESSION_KEY]) == kept_text.MOST_PAGES


def test_the_forms_secret_is_not_kept(now):
    browser, _ = lose_session_and_send(now, csrfmiddlewaretoken="secret")

    page = browser.session[kept_text.SESSION_KEY][address(now)]

    assert page["person"] == str(now.lead.pk)
    assert sorted(page["fields"]) == ["entry", "expected", "save", "what_happened"]


def test_sign_in_in_another_tab_brings_the_text_back(now):
    """Signing in changes the CSRF secret, so the older tab's form fails Django's check."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(now.lead)
    token = typed_by(now.lead, address(now))

    answer = browser.post(address(now), now.form(what_happened=TYPED, typed_by=token), follow=True)

    assert answer.redirect_chain == [(address(now), 302)]
    assert answer.context["form"]["what_happened"].value() == TYPED
    assert now.action.updates.count() == 1


def test_failed_check_keeps_nothing_of_somebody_else(now):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person_with(Role.LEAD_OFFICER, now.plan.area))
    token = typed_by(now.lead, address(now))

    answer = browser.post(address(now), now.form(what_happened=TYPED, typed_by=token))

    assert answer.status_code == 403
    assert kept_text.SESSION_KEY not in browser.session


def test_several_choices_come_back_as_several(now):
    officer = person_with(Role.LEAD_OFFICER, now.plan.area)
    posts = [
        str(lead.post_id) for action in (now.action, now.more()) for lead in action.leads.all()
    ]
    path = f"/actions/{now.action.pk}/leads/"
    browser = Client()
    data = {"typed_by": typed_by(officer, path), "contributing": posts, "accountable": ""}

    sign_in_page = browser.post(path, data)["Location"]
    form = sign_in(browser, officer, sign_in_page).context["form"]

    assert form["contributing"].value() == posts
