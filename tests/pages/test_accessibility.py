"""Every page of the demonstration, as every role, in a real Chromium at two sizes: nothing wrong.

A page is examined whenever it is built of anything that pages of its address were not built of so
far, so that each role's own buttons and each plan's own shape are seen and nothing is seen twice.
It is measured at both sizes, and axe looks at it at the wide one; at the narrow one axe looks where
one element stands in another in which no page had it so far: what differs there is laid out by the
styles of both (ADR 353).

The pages are found by following links, so a link that leads nowhere is found too; an address that
nobody can reach by links fails the last test unless the table says why.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.roles import Role
from committees.models import RoleGrant
from tests.clients import no_context_kept, shows_factor
from tests.pages.crawl import Found, Links, Nests, Sight, crawl
from tests.pages.examination import WIDE, WIDTHS, Widths, faults_here, look_at, look_at_errors
from tests.pages.set_once import set_once

FIRST: Final = "strathmorlich"
DRAFTING: Final = "carrickmoor"  # whose next plan is a draft: pages of two plans are opened
OTHERS: Final = ("carrickmoor", "glenfarrow", "inverlaw", "wolderby")
# Every role in one area; in the other areas, which have plans of other shapes, those who see most.
PEOPLE: Final[tuple[tuple[str, Role | None], ...]] = (
    ("", None),  # somebody who has not signed in
    *((FIRST, role) for role in Role),
    *((area, Role.LEAD_OFFICER) for area in OTHERS),
)
# Addresses that no link leads to, and why.
UNLINKED: Final[dict[str, str]] = {
    "style": "the page of components stands only where developers work",
    "healthz": "asked by the container, not by people",
    "account_signup": "closed; kept for those who try it",
    "account_confirm_email": "its link is sent by mail",
    "account_email_verification_sent": "shown after a change of address",
    "account_reset_password_done": "shown after asking for the link",
    "account_reset_password_from_key": "its link is sent by mail",
    "account_reset_password_from_key_done": "shown after choosing a password",
    # examined in tests/entrance/test_in_browser.py
    "mfa_authenticate": "asked for at sign-in of whoever has a second factor",
    "mfa_reauthenticate": "asked for by what is sensitive",
    "mfa_reauthenticate_webauthn": "asked for by what is sensitive",
    "mfa_deactivate_totp": "offered to whoever set one-time codes up",
    "mfa_remove_webauthn": "offered to whoever added a key",
    "mfa_edit_webauthn": "a key is named when it is added; kept for those who try it",
    "mfa_view_recovery_codes": "shown after a factor was set up",
    "mfa_generate_recovery_codes": "offered to whoever has a second factor",
    "mfa_download_recovery_codes": "closed: the codes are shown once",
    "mfa_index": "allauth’s own list: leads to the person’s page",
    "mfa_list_webauthn": "allauth’s own list: leads to the person’s page",
    "onward": "a button after a second factor was set up",
    "session_end": "a button beside another session",
    "session_stay": "asked by the page’s script before the session ends",
    "account_inactive": "where a closed account is sent",
    "account_set_password": "for accounts that sign in elsewhere only",
    "account_reauthenticate": "asked for by what is sensitive",
    "account_confirm_login_code": "shown after a code was sent, which we do not do",
    # tests/figures and tests/outcomes open these, tests/metatests sends their forms
    "figure_give": "offered where a figure is missing: the demonstration has all",
    "figures_missing": "offered where a figure is missing: the demonstration has all",
    "edition_issue": "offered on figures that wait for release, of which it has none",
    "edition_discard": "offered on figures that wait for release, of which it has none",
    "edition_lift": "offered on figures that wait for release, of which it has none",
    "rule_answer": "offered on a rule that waits for a second person, of which it has none",
    "rule_withdraw": "offered on a rule that waits for a second person, of which it has none",
    "reading_add": "offered on a measure that is counted, of which it has none",
    "reading_correct": "offered beside a measure’s reading, of which it has none",
    "area_add": "offered to whoever makes areas, who has none yet: tests/journeys",
    "action_reopen": "offered on a completed action’s page; the walk opens those to ask about",
    "heading_edit": "where Edit in the plan’s tree leads: tests/outline/test_in_browser.py",
    "logo_image": "a picture on pages, and no page",
    "public_logo": "a picture on pages, and no page",
    "guard_pattern_remove": "a button beside a pattern that was added: tests/committees",
    "action_undo": "a button after a change that no report was frozen since",
    "person_return": "offered for somebody who was deactivated: tests/committees",
    "own_address_keep": "a button while another address waits: tests/committees",
    "address_verify": "its link is sent by mail",
    "agency_sign_in": "offered where an agency has its own sign-in: tests/gatehouse",
    "agency_callback": "where the agency sends somebody back: tests/gatehouse",
    "information_taken": "a button after a request was counted: tests/dashboards",
    "invite_all": "offered while somebody has not chosen a password yet",
    "invite_again": "offered for somebody who has not chosen a password yet",
    "plan_import_preview": "shown after a file was sent: examined below",
    "plan_import_decisions": "a file, a link of the page of what is remembered",
    "import_decision_forget": "a link where something is remembered: tests/exchange",
    "edited_file": "examined in tests/exchange/test_in_browser.py, its links followed",
    "edited_file_discard": "a button of it",
    "plan_file": "a file, a link of the plan's files",
    "plan_import_leads": "a link of the preview",
    "plan_import_confirm": "a button of the preview",
    "plan_import_discard": "a button of the preview",
    "plan_take_back": "offered on a plan that came in from a file: tests/imports",
    "level_remove": "a button beside a level on which nothing stands: tests/plans",
    # examined in tests/archive/test_in_browser.py
    "departure": "a link of the list once a file was asked for",
    "departure_decline": "a button of a request that waits",
    "departure_file": "a file that is fetched, no page",
    # examined in tests/redactions/test_in_browser.py
    "redaction": "a link of the list while a proposal waits for a second person",
    "redaction_decline": "a button of a proposal that waits",
    "report_progress": "asked for by a report's page while its documents are drawn",
    "report_file_again": "offered when a document could not be drawn",
    "action_draft": "asked for by the page's script while somebody writes",
    "status_colours": "a stylesheet that pages link in their head",
    "calendar_feed": "copied into a calendar program: it is no page",
    "evidence": "a file that a lead sent; the demonstration's leads sent links",
    # examined in tests/actions/test_regional_in_browser.py
    "group_offer": "a link of a regional group's page; the walk opens others",
    "group_offer_answer": "offered while a regional group waits for an area's answer",
    "activity_share": "a button on what is not shared yet; the walk opens others: tests/metatests",
    # examined in tests/reporting/test_release_in_browser.py
    "report_contents": "offered on a quarterly report in preparation, of which it has none",
    "action_untie": "offered on a regional action’s page; the walk opens others",
    "tie_answer": "offered while a regional action waits for an area's answer",
    "regional_update": "for who leads an action in two areas, whom the walk does not go as",
    # examined in tests/reporting/test_meeting_in_browser.py
    "meeting_apply": "offered while a meeting's decisions are not applied: the demonstration's are",
    "meeting_decision": "offered while a meeting's decisions are not applied",
    "meeting_strike_out": "a button of a meeting whose decisions are not applied",
    # examined in tests/evaluation, tests/voices, tests/returns and tests/risks, in the browser
    "evaluation_framework": "a link where an area has another edition, of which it has none",
    "evaluation_share": "a button on a draft; the walk opens others",
    "evaluation_evidence": "a link on a draft; the walk opens others: tests/metatests",
    "evaluation_evidence_remove": "a button on a draft; the walk opens others",
    "part_review": "offered on a part that was handed in; the demonstration has none",
    # examined in tests/narratives, in the browser
    "part_sign": "offered to whoever is asked to sign, whom the walk does not go as",
    "part_ask_signature": "a link on the page of a preface or foreword; the walk opens others",
    "part_take_back": "a button on a part that is asked; the walk opens others",
    "report_edition_issue": "offered on an edition that waits; the demonstration has none",
    "report_edition_discard": "offered on an edition that waits; the demonstration has none",
    "report_edition_file_again": "offered when a document could not be drawn",
    "quotation_withdraw": "a button beside a quotation; the walk opens voices without one",
    "return_begin": "a button on a return that is owed; the walk opens others",
    "return_edit": "offered on a return that is written; the walk opens those that were sent",
    "return_entry_add": "offered on a return that is written",
    "return_entry_edit": "offered on a return that is written",
    "return_entry_remove": "a button on a return that is written",
    "return_send": "a button on a return that is written",
    "risk_reopen": "offered on a risk that is closed; the walk opens others",
    "risk_share": "a button on a draft; the walk opens others",
    # examined in tests/reporting/test_releasing_in_browser.py
    "report_issue": "offered to the chair between freezing and release",
    "report_return": "offered to the chair between freezing and release",
    "report_erratum": "offered where a version corrects an issued one",
    "report_received": "its link is sent by mail, with an issued report",
    "report_send_again": "offered when an e-mail did not arrive",
}


@dataclass
class Site:
    """The demonstration behind a server, crawled once for each person."""

    server: LiveServer
    browser: Browser
    looked_at: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    nests: set[tuple[str, str]] = field(default_factory=set)  # that axe saw at both sizes

    def is_new(self, sight: Sight) -> bool:
        """Whether this page of its address is built of anything that was not examined before."""
        new = sight.parts - self.looked_at[sight.name]
        self.looked_at[sight.name] |= sight.parts
        return bool(new)

    def axe_at(self, nests: Nests) -> Widths:
        """At which widths axe has anything to look at that it has not seen."""
        new = nests - self.nests
        self.nests |= nests
        return WIDTHS if new else WIDE

    def axe_at_page(self, markup: str) -> Widths:
        return self.axe_at(frozenset(Links(markup).nests))

    def find(self, area: str, role: Role | None) -> Found:
        return _crawled(area, role)

    def context(self, client: Client) -> BrowserContext:
        context = self.browser.new_context(base_url=self.server.url, reduced_motion="reduce")
        for name in {settings.SESSION_COOKIE_NAME} & set(client.cookies):
            value = client.cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": self.server.url}])
        return context


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database for the whole module, without a transaction round each test."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def site(db: None, browser: Browser) -> Iterator[Site]:
    """One load of the demonstration for all tests of this module, and a server in front of it."""
    with set_once(), no_context_kept():
        call_command("load_demonstration", verbosity=0)
        server = LiveServer("localhost")
        yield Site(server, browser)
        server.stop()
    _crawled.cache_clear()


def client_of(area: str, role: Role | None) -> Client:
    """Somebody of the demonstration with this role, signed in."""
    client = Client(headers={"host": "localhost"})
    if role is None:
        return client
    grants = RoleGrant.objects.filter(area__slug=area, role=role).order_by("pk")
    person = User.objects.get(pk=grants.values_list("user", flat=True)[:1].get())
    client.force_login(person)
    return shows_factor(client)


@cache
def _crawled(area: str, role: Role | None) -> Found:
    return crawl(client_of(area, role), most=2 if area in (FIRST, DRAFTING) else 1)


def name(value: object) -> str:
    return str(value)


@pytest.mark.parametrize(("area", "role"), PEOPLE, ids=name)
def test_no_link_leads_nowhere(site: Site, area: str, role: Role | None):
    assert site.find(area, role).broken == []


@pytest.mark.parametrize(("area", "role"), PEOPLE, ids=name)
def test_every_page_is_right_at_both_sizes(site: Site, area: str, role: Role | None):
    context = site.context(client_of(area, role))
    page, faults = context.new_page(), []
    for path, sight in site.find(area, role).pages.items():
        if site.is_new(sight):
            faults += look_at(page, path, axe_at=site.axe_at(sight.nests))
    context.close()

    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_no_page_is_heavy(site: Site):
    """At most 200 kB for a first visit and 60 kB after it, compressed as the site sends it."""
    heavy = []
    for path, sight in site.find(FIRST, Role.LEAD_OFFICER).pages.items():
        first = sight.weight + sum(_compressed(asset) for asset in sight.assets)
        if sight.weight > 60_000 or first > 200_000:
            heavy.append((path, sight.weight, first))

    assert heavy == []


@cache
def _compressed(asset: str) -> int:
    if not asset.startswith("/static/"):
        return len(gzip.compress(Client(headers={"host": "localhost"}).get(asset).content))
    return len(gzip.compress(Path(finders.find(asset.removeprefix("/static/"))).read_bytes()))


def test_forms_sent_empty_say_what_is_wrong(site: Site):
    context = site.context(client_of(FIRST, Role.LEAD_OFFICER))
    asked: set[str] = set()
    page, faults = context.new_page(), []
    for path, sight in site.find(FIRST, Role.LEAD_OFFICER).pages.items():
        if sight.name not in asked and sight.asks:
            asked.add(sight.name)
            faults += look_at_errors(page, path, axe_at=site.axe_at_page)
    context.close()

    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


SHEET: Final = """Priority,Outcome,Action,Strategic Lead,Timescale,RAG
Working together,Outcome 1: Help early,1.1 Agree how to hand over,Head of Service,31 July 2027,G
,,1.2 Test it each year,"Lead Nurse, Police",When it suits,Blue
"""


def test_preview_of_a_plan_that_comes_in_is_right(site: Site, tmp_path: Path):
    sheet = tmp_path / "plan.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    context = site.context(client_of(FIRST, Role.LEAD_OFFICER))
    page = context.new_page()
    page.goto("/plans/import/")
    page.get_by_label("Spreadsheet").set_input_files(sheet)
    page.get_by_label("Title of the plan").fill("A plan from a spreadsheet")
    page.get_by_label("First day").fill("1 August 2026")
    page.get_by_label("Last day").fill("31 July 2028")
    with page.expect_navigation():
        page.get_by_role("button", name="Read the file").click()

    assert "/plans/import/" in page.url
    faults = faults_here(page)
    context.close()
    assert faults == []


def test_every_address_is_reached_by_somebody(site: Site):
    reached = set().union(*(site.find(area, role).names for area, role in PEOPLE))

    if missed := set(_names(get_resolver().url_patterns)) - reached - set(UNLINKED):
        pytest.fail(f"No link or form leads to {sorted(missed)}", pytrace=False)


def _names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield prefix + pattern.name
