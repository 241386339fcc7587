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
