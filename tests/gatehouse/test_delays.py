"""Truth tables of how long strangers wait, and of which address a request counts for."""

from datetime import UTC, datetime, timedelta

import pytest

from gatehouse.enums import Scope
from gatehouse.rules.addresses import mail_domain, network_address
from gatehouse.rules.delays import LONGEST, RATES, Rate, delay, minutes, remaining

NOW = datetime(2026, 9, 5, 12, tzinfo=UTC)
RATE = Rate(free=5, step=2, leak=timedelta(minutes=10))


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 30), (7, 60), (9, 120), (13, 480), (15, 900), (10**6, 900)],
)
def test_wait_grows_and_has_an_end(count, seconds):
    assert delay(count, RATE) == timedelta(seconds=seconds)


@pytest.mark.parametrize("scope", Scope)
def test_nobody_is_shut_out(scope):
    assert delay(10**9, RATES[scope]) == LONGEST


@pytest.mark.parametrize(
    ("count", "passed", "left", "since"),
    [
        (6, timedelta(0), 6, NOW),
        (6, timedelta(minutes=9, seconds=59), 6, NOW),
        (6, timedelta(minutes=25), 4, NOW + timedelta(minutes=20)),
        (6, timedelta(minutes=60), 0, NOW + timedelta(minutes=60)),
        (6, timedelta(days=4000), 0, NOW + timedelta(days=4000)),
        (0, timedelta(minutes=5), 0, NOW + timedelta(minutes=5)),
        (6, -timedelta(minutes=5), 6, NOW),  # a clock that was put back forgives nothing
    ],
)
def test_counts_run_down(count, passed, left, since):
    assert remaining(count, NOW, NOW + passed, RATE) == (left, since)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_wait_in_words(seconds, words):
    assert minutes(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("connected", "forwarded", "proxies", "client"),
    [
        ("198.51.100.7", "", 0, "198.51.100.7"),
        # nobody is asked for who writes a header themselves
        ("198.51.100.7", "203.0.113.9", 0, "198.51.100.7"),
        ("10.0.0.2", "203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.2", "192.0.2.1, 203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.2", "192.0.2.1, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"),
        # fewer hops than proxies: the header did not come through them all
        ("10.0.0.2", "203.0.113.9", 2, "10.0.0.2"),
        ("10.0.0.2", "", 1, "10.0.0.2"),
        ("10.0.0.2", "not an address", 1, "10.0.0.2"),
        ("10.0.0.2", " , ,203.0.113.9,", 1, "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("", "", 0, "unknown"),
    ],
)
def test_client_address(connected, forwarded, proxies, client):
    assert network_address(connected, forwarded, proxies) == client


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("una@Police.Example", "police.example"),
        (' "a@b"@nhs.example ', "nhs.example"),
        ("una", ""),
        ("@nhs.example", ""),
        ("", ""),
    ],
)
def test_domain_of_an_address(email, domain):
    assert mail_domain(email) == domain
