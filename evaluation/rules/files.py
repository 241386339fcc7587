"""The file of a framework: TOML with name, source, edition, date, domains and indicators. Pure.

`docs/quality-framework.toml` is its empty frame.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from evaluation.rules.facts import DomainFile, FrameworkFile
from guard.refusals import Refusal

MOST_BYTES: Final = 1_000_000
NAMED: Final = {"name": 200, "source": 300, "edition": 100}
NO_DATE: Final = "The file has no date. Write the day of its edition, such as dated = 2024-03-31."


def framework_sent(name: str, data: bytes) -> dict[str, Any]:
    """What a file holds, as JSON has it. Raises Refusal where it is no TOML."""
    if len(data) > MOST_BYTES:
        raise Refusal("The file is larger than a framework can be.")
    try:
        held = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as fault:
        raise Refusal(f"This is not TOML: {fault}. Begin from the empty frame.") from fault
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in held.items()
    }


def framework_in(sent: Mapping[str, Any]) -> FrameworkFile:
    """The framework that `framework_sent` read. Raises ValueError, in words, for the first thing
    that the file does not say or says twice."""
    named = {key: _words(sent.get(key), f"The file’s {key}", most) for key, most in NAMED.items()}
    try:
        dated = date.fromisoformat(str(sent.get("dated", ""))[:10])
    except ValueError as fault:
        raise ValueError(NO_DATE) from fault
    domains = [_domain(row, at) for at, row in enumerate(_list(sent.get("domains")), start=1)]
    _once(row.name for row in domains)
    _once(f"number {number}" for row in domains for number, _ in row.indicators)
    if not any(row.indicators for row in domains):
        raise ValueError("No domain has a quality indicator. Fill in the frame’s indicators.")
    return FrameworkFile(**named, dated=dated, domains=domains)


def _domain(row: object, at: int) -> DomainFile:
    if not isinstance(row, dict):
        raise ValueError(f"Domain {at} is no table with a name and indicators.")
    name = _words(row.get("name"), f"The name of domain {at}", 200)
    return DomainFile(name, [_indicator(one, name) for one in _list(row.get("indicators", []))])


def _indicator(row: object, domain: str) -> tuple[str, str]:
    if not isinstance(row, list) or len(row) != 2:
        raise ValueError(f"An indicator of “{domain}” is not a number and a text.")
    number, text = row
    said = _words(number, f"A number under “{domain}”", 20)
    return said, _words(text, f"The text of {said}", 1000)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("The file has no list of domains with indicators.")
    return value


def _words(value: object, what: str, most: int) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words:
        raise ValueError(f"{what} is not written.")
    if len(words) > most:
        raise ValueError(f"{what} is longer than {most:,} characters.")
    return words


def _once(names: Iterator[str]) -> None:
    twice = [name for name, number in Counter(names).items() if number > 1]
    if twice:
        raise ValueError(f"This stands twice: {', '.join(twice)}.")
