"""docs/security.md is held to the repository and to the standard."""

import re
from collections import Counter

from django.conf import settings

PAGE = (settings.BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
# how many requirements of levels 1 and 2 each chapter of ASVS 5.0 has
REQUIREMENTS = dict(
    enumerate(
        (
            27,
            11,
            19,
            10,
            9,
            35,
            18,
            7,
            7,
            29,
            14,
            9,
            13,
            9,
            13,
            16,
            7,
        ),
        start=1,
    )
)
STATES = {"met", "partly", "**not met**", "does not apply", "the operator’s"}
ROW = re.compile(r"^\| ([\d.]+(?:–[\d.]+)?) \| ([^|]+) \| (.+) \|$", re.M)


def numbers(said: str) -> list[str]:
    """ "6.2.2–6.2.3" is two."""
    first, _, last = said.partition("–")
    section, start = first.rsplit(".", 1)
    end = last.rsplit(".", 1)[1] if last else start
    return [f"{section}.{number}" for number in range(int(start), int(end) + 1)]


def test_every_requirement_stands_here_once():
    listed = [number for said, _, _ in ROW.findall(PAGE) for number in numbers(said)]

    assert [number for number, times in Counter(listed).items() if times > 1] == []
    assert Counter(int(number.split(".")[0]) for number in listed) == REQUIREMENTS


def test_every_row_says_how_it_stands():
    assert {state for _, state, _ in ROW.findall(PAGE)} <= STATES


def test_every_file_that_is_named_exists():
    named = set(re.findall(r"`([a-z][\w./-]*/[\w./-]*)`", PAGE))

    assert [path for path in sorted(named) if not (settings.BASE_DIR / path).exists()] == []
    assert len(named) > 40


def test_what_is_open_is_counted_at_the_top():
    counted = Counter(state for said, state, _ in ROW.findall(PAGE) for _ in numbers(said))

    said = f"{counted['met']} are met, {counted['partly']} partly, {counted['**not met**']} are not"
    assert said in PAGE
