"""How the containers are put up: sealed, apart, with no stand-in for a secret."""

import os
import re
import shlex
import socket
import subprocess
import time

import pytest
import yaml
from django.conf import settings

from cpcplan import checks

TEXT = (settings.BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")


@pytest.mark.parametrize("name", SERVICES)
def test_container_is_read_only_and_can_do_nothing_more(name):
    service = SERVICES[name]

    assert {key: service.get(key) for key in ("read_only", "cap_drop", "security_opt")} == {
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
    }
    assert ("privileged" in service, "ports" in service) == (False, False)


def test_database_and_redis_are_reached_by_the_site_alone():
    apart = {name: service["networks"] for name, service in SERVICES.items()}

    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert (apart["db"], apart["redis"]) == (["inside"], ["inside"])
    assert [name for name, networks in apart.items() if "front" in networks] == ["web"]


def test_no_secret_and_no_mail_server_has_a_stand_in():
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", TEXT))

    assert defaults == {"TRUSTED_PROXY_COUNT": "1", "CLAMD_URL": ""}


def test_settings_of_the_containers_pass_the_checks(settings, monkeypatch):
    given = SERVICES["web"]["environment"]
    filled = {name: re.sub(r"\$\{\w+[^}]*\}", "long", str(text)) for name, text in given.items()}
    settings.CELERY_BROKER_URL = filled["CELERY_BROKER_URL"]
    settings.CACHES = {"default": {"LOCATION": filled["CACHE_URL"].replace("rediscache", "redis")}}
    database = {"ENGINE": "django.db.backends.postgresql", "HOST": "db", "PASSWORD": "long"}
    monkeypatch.setitem(settings.DATABASES, "default", database)

    assert checks.servers_ask_for_passwords(None) == []
    assert (":long@redis" in filled["CELERY_BROKER_URL"], ":long@db" in filled["DATABASE_URL"]) == (
        True,
        True,
    )


def test_redis_asks_for_its_password(tmp_path):
    shell, option, command = SERVICES["redis"]["command"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = f"--port {port} --bind 127.0.0.1 --dir {shlex.quote(str(tmp_path))} -"
    command = command.replace("$$", "$").removesuffix("-") + here
    server = subprocess.Popen(
        [shell, option, command],
        env={"PATH": os.environ["PATH"], "REDISCLI_AUTH": "letters4and5digits"},
        stdout=subprocess.DEVNULL,
    )
    try:
        assert said(port, b"PING\r\n").startswith(b"-NOAUTH")
        assert said(port, b"AUTH letters4and5digits\r\nPING\r\n") == b"+OK\r\n+PONG\r\n"
    finally:
        said(port, b"AUTH letters4and5digits\r\nSHUTDOWN NOSAVE\r\n")
        server.wait(10)


def said(port: int, asked: bytes) -> bytes:
    """What comes back until Redis has nothing more to say."""
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                line.sendall(asked + b"QUIT\r\n")
                answer = b""
                while chunk := line.recv(4096):
                    answer += chunk
                return answer.removesuffix(b"+OK\r\n") if answer.count(b"\r\n") > 1 else answer
        except OSError:
            time.sleep(0.05)
    raise AssertionError("Redis did not start")
