"""Start-up checks, on what they refuse and what they let pass; and the containers' health."""

import os
import time

import pytest

from cpcplan import checks, health


def ids(messages) -> list[str]:
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("https", "hosts", "found"),
    [
        (False, ["127.0.0.1", "localhost"], []),
        (False, ["plans.example.org"], ["cpcplan.E001"]),
        (True, ["plans.example.org"], []),
    ],
)
def test_https_is_off_on_loopback_only(settings, https, hosts, found):
    settings.HTTPS, settings.ALLOWED_HOSTS = https, hosts

    assert ids(checks.https_off_only_on_loopback(None)) == found


@pytest.mark.parametrize(
    ("on", "hosts", "found"),
    [
        (True, ["localhost"], []),
        (True, ["localhost", "plans.example.org"], ["cpcplan.E002"]),
        (False, ["plans.example.org"], []),
    ],
)
def test_public_passwords_stay_on_loopback(settings, on, hosts, found):
    settings.DEMONSTRATION, settings.ALLOWED_HOSTS = on, hosts

    assert ids(checks.demonstration_only_on_loopback(None)) == found


def test_missing_assets_are_told(settings, tmp_path):
    settings.ASSETS = tmp_path

    assert ids(checks.assets_are_built(None)) == ["cpcplan.W001"]


def test_copied_assets_hold_nothing_of_gov_uk(settings):
    sheet = (settings.ASSETS / "govuk/govuk-frontend.min.css").read_text(encoding="utf-8")

    assert ids(checks.assets_are_built(None)) == []
    assert ("govuk-crest" in sheet, "url(" in sheet) == (False, False)


@pytest.mark.parametrize(
    ("address", "found"),
    [("https://plans.example.org", []), ("plans.example.org", ["cpcplan.E003"])],
)
def test_site_url_is_a_whole_address(settings, address, found):
    settings.SITE_URL = address

    assert ids(checks.site_url_is_whole(None)) == found


SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("backend", "debug", "printed", "stays"),
    [
        (SMTP, False, [], []),
        (CONSOLE, False, ["cpcplan.E004"], ["cpcplan.E005"]),
        (CONSOLE, True, [], ["cpcplan.E005"]),
        ("django.core.mail.backends.filebased.EmailBackend", False, [], ["cpcplan.E005"]),
    ],
)
def test_mail_goes_out_and_into_no_log(settings, backend, debug, printed, stays):
    settings.EMAIL_BACKEND, settings.DEBUG = backend, debug

    assert ids(checks.mail_is_not_printed(None)) == printed
    assert ids(checks.mail_goes_out(None)) == stays


POSTGRES = {"ENGINE": "django.db.backends.postgresql", "HOST": "db", "PASSWORD": "long"}


@pytest.mark.parametrize(
    ("broker", "cache", "database", "open_doors"),
    [
        ("redis://:long@redis:6379/0", "redis://:long@redis:6379/1", POSTGRES, []),
        ("redis://redis:6379/0", "redis://:long@redis:6379/1", POSTGRES, ["CELERY_BROKER_URL"]),
        ("redis://:long@redis/0", "rediss://redis:6379/1", POSTGRES, ["CACHE_URL"]),
        ("filesystem://localhost", "", POSTGRES | {"PASSWORD": ""}, ["DATABASE_URL"]),
        ("redis+socket:///run/redis.sock", "", POSTGRES | {"PASSWORD": "", "HOST": "/run"}, []),
        ("filesystem://localhost", "", {"ENGINE": "django.db.backends.sqlite3"}, []),
    ],
)
def test_servers_ask_for_passwords(settings, monkeypatch, broker, cache, database, open_doors):
    settings.CELERY_BROKER_URL = broker
    settings.CACHES = {"default": {"BACKEND": "x", "LOCATION": cache}}
    monkeypatch.setitem(settings.DATABASES, "default", database)

    messages = checks.servers_ask_for_passwords(None)

    assert [(message.id, message.msg.split()[0]) for message in messages] == [
        ("cpcplan.E006", name) for name in open_doors
    ]


@pytest.mark.parametrize(
    ("address", "hosts", "wrong"),
    [
        ("https://plans.example.org", ["plans.example.org"], []),
        ("http://plans.example.org", ["plans.example.org"], ["cpcplan.E007"]),
        ("https://plans.example.org", ["other.example.org"], ["cpcplan.E007"]),
        ("https://plans.example.org:8443", ["plans.example.org"], []),
    ],
)
def test_links_lead_to_the_site(settings, address, hosts, wrong):
    settings.HTTPS, settings.SITE_URL, settings.ALLOWED_HOSTS = True, address, hosts

    assert ids(checks.links_lead_to_the_site(None)) == wrong


@pytest.mark.parametrize(
    ("hosts", "wrong"),
    [(["plans.example.org"], []), (["*"], ["cpcplan.E008"]), ([".example.org"], ["cpcplan.E008"])],
)
def test_names_are_said_one_by_one(settings, hosts, wrong):
    settings.ALLOWED_HOSTS = hosts

    assert ids(checks.names_are_said_one_by_one(None)) == wrong


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"DATA_UPLOAD_MAX_MEMORY_SIZE": None}, ["cpcplan.E009"]),
        ({"DATA_UPLOAD_MAX_NUMBER_FILES": None}, ["cpcplan.E009"]),
        ({"MIDDLEWARE": []}, ["cpcplan.E009"]),
        ({"READING": {"seconds": 0, "wall_seconds": 60, "megabytes": 512}}, ["cpcplan.E009"]),
    ],
)
def test_requests_are_bounded(settings, changed, wrong):
    for name, value in changed.items():
        setattr(settings, name, value)

    assert ids(checks.requests_are_bounded(None)) == wrong


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("", []),
        ("tcp://clamav:3310", []),
        ("unix:///run/clamav/clamd.ctl", []),
        ("clamav:3310", ["cpcplan.E010"]),
        ("tcp://", ["cpcplan.E010"]),
    ],
)
def test_scanner_can_be_found(settings, address, wrong):
    settings.CLAMD_URL = address

    assert ids(checks.scanner_can_be_found(None)) == wrong


@pytest.mark.parametrize(
    ("handler", "wrong"),
    [
        ({"class": "logging.StreamHandler", "filters": ["without_secrets"]}, []),
        ({"class": "logging.StreamHandler"}, ["cpcplan.E011"]),
    ],
)
def test_logs_hold_no_secret(settings, handler, wrong):
    settings.LOGGING = {"handlers": {"stderr": handler}}

    assert ids(checks.logs_hold_no_secret(None)) == wrong


@pytest.mark.parametrize(
    ("backend", "wrong"),
    [("RedisCache", []), ("LocMemCache", ["cpcplan.W002"]), ("DummyCache", ["cpcplan.W002"])],
)
def test_tries_are_counted_once(settings, backend, wrong):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.x.{backend}"}}

    assert ids(checks.tries_are_counted_once(None)) == wrong


def test_beat_is_well_while_it_writes(monkeypatch, tmp_path):
    monkeypatch.setenv("CPCPLAN_DATA", str(tmp_path))
    before = health.beat()
    schedule = tmp_path / "beat-schedule"
    schedule.touch()
    # said in so many words: a moved clock does not move what the disk writes of its own
    os.utime(schedule, (time.time(), time.time()))
    fresh = health.beat()
    long_ago = time.time() - health.BEAT_SILENCE_SECONDS - 1
    os.utime(schedule, (long_ago, long_ago))

    assert (before, fresh, health.beat()) == (False, True, False)


def test_web_is_well_when_the_site_answers_to_its_name(monkeypatch, live_server):
    monkeypatch.setattr(health, "PORT", live_server.thread.port)
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost,plans.example.org")

    assert health.web() is True
