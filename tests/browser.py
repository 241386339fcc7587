"""A real Chromium, started once for each test process, never reaching beyond this machine."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition, current_thread, main_thread

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.clock import unmoved

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Only a test that fails waits so long: a machine with other work is slow and not wrong.
PATIENCE = 30_000
# The same Chromium without its windows, where the machine has it (ADR 280).
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
AXE = Path(__file__).resolve().parent.parent / "node_modules/axe-core/axe.min.js"

SignIn = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that the second database run can leave it out.

    A test is marked by what starts one: elsewhere a `browser` may be a client without a screen.
    """
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        pytest.fail(f"Chromium is missing: ./dev test installs it, or install {PROGRAMS[0]}.")
    started = playwright.chromium.launch(executable_path=path, args=FLAGS, env={**unmoved()})
    yield started
    started.close()


class UnderWay:
    """What the server has begun to answer and not ended. Requests of the tests' own client are
    answered in the test's thread and do not count."""

    def __init__(self) -> None:
        self._changed, self._counted = Condition(), Counter[str]()

    def begun(self, **_: object) -> None:
        self._count("begun")

    def ended(self, **_: object) -> None:
        self._count("ended")

    def _count(self, what: str) -> None:
        if current_thread() is not main_thread():
            with self._changed:
                self._counted[what] += 1
                self._changed.notify_all()

    def wait(self) -> None:
        """Until all that was begun has ended."""
        with self._changed:
            if not self._changed.wait_for(self._is_none, timeout=PATIENCE / 1000):
                pytest.fail(f"The server still answers something: {self._counted}")

    def _is_none(self) -> bool:
        return self._counted["ended"] >= self._counted["begun"]


@pytest.fixture
def under_way() -> Iterator[UnderWay]:
    counted = UnderWay()
    request_started.connect(counted.begun)
    request_finished.connect(counted.ended)
    yield counted
    request_started.disconnect(counted.begun)
    request_finished.disconnect(counted.ended)


@pytest.fixture
def signed_in(browser: Browser, live_server: LiveServer, under_way: UnderWay) -> Iterator[SignIn]:
    """`signed_in(user, width=…, height=…)`: a browser context with that person's session.

    `signed_in(None)` is somebody who has not signed in. Addresses are relative to the server.
    A page saves its draft after a while: it must not come while the database is emptied.
    """
    contexts: list[BrowserContext] = []

    def open_for(user: object, *, width: int = 1280, height: int = 900) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if user is not None:
            context.add_cookies([_session_cookie(user, live_server.url)])
        return context

    yield open_for
    still_open = [context for context in contexts if context in browser.contexts]
    for context in still_open:
        context.set_offline(True)
    under_way.wait()
    for context in still_open:
        context.close()


def _session_cookie(user: object, url: str) -> dict[str, str]:

    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}


@pytest.fixture
def page(signed_in: SignIn) -> Page:
    """A page of somebody who has not signed in, 1280 pixels wide."""
    return signed_in(None).new_page()
