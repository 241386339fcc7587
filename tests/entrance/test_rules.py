"""The pure rules of the way in."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from entrance.passwords import WORDS
from entrance.rules.devices import UNKNOWN, device, network
from entrance.rules.limits import ABSOLUTE, IDLE, over, seconds_left

HOUR = 3600


@pytest.mark.parametrize(
    ("began", "seen", "now", "why", "left"),
    [
        (0, 0, 0, "", HOUR),
        (0, 0, HOUR - 1, "", HOUR),
        (0, 0, HOUR, IDLE, HOUR),
        (0, 11 * HOUR, 11.5 * HOUR, "", HOUR / 2),
        (0, 11.9 * HOUR, 12 * HOUR, ABSOLUTE, 0),
    ],
)
def test_when_a_session_is_over(began, seen, now, why, left):
    stamp = {"began": began, "seen": seen, "device": "", "network": ""}
    limits = {"idle": HOUR, "absolute": 12 * HOUR}

    assert (over(stamp, now, **limits), seconds_left(stamp, now, **limits)) == (why, left)


CHROME = "Chrome/141.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64) {CHROME} Edg/141.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko Firefox/143.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Safari/604.1", "Safari on iPhone"),
        (f"(Linux; Android 16) SamsungBrowser/29.0 {CHROME}", "Samsung Internet on Android"),
        ("curl/8.14.1", UNKNOWN),
        ("something of Windows", "a browser on Windows"),
        ("Firefox", "Firefox"),
    ],
)
def test_a_browser_in_words(agent, words):
    assert device(agent) == words


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.x"),
        ("2001:db8:1:2:3::9", "2001:db8:1::x"),
        ("", ""),
        ("none", ""),
    ],
)
def test_of_an_address_the_network_is_kept(address, kept):
    assert network(address) == kept


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("123456789012", True),
        ("qwertyuiop12", True),
        ("QwertyUiop12", True),
        ("low tide at the old harbour", False),
        ("a quiet harbour at dusk", False),
        ("seven quiet harbours at noon", False),
    ],
)
def test_what_is_known_from_a_breach_is_refused(password, refused):
    try:
        validate_password(password)
        said = []
    except ValidationError as error:
        said = error.messages

    assert (WORDS in said) == refused


def test_a_short_password_is_left_to_the_rule_of_length():
    with pytest.raises(ValidationError) as refusal:
        validate_password("short1pw")

    assert WORDS not in refusal.value.messages
