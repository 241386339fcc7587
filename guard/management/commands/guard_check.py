"""What the guard says of texts that come on standard input."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from guard.rules.examination import Examination, examine
from guard.rules.words import sentences


class Command(BaseCommand):
    help = (
        "Reads lines on standard input, each a JSON string that holds one text, and prints for "
        "each what the guard says. A line that is none gets an error; the rest go on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help='Print {"verdict": …, "kinds": […]} for each line.'
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for number, line in enumerate(sys.stdin.buffer, 1):
            self.stdout.write(self._answer(number, line, as_json=options["json"]))

    def _answer(self, number: int, line: bytes, *, as_json: bool) -> str:
        try:
            text = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            text = None
        if not isinstance(text, str):
            said = f'Line {number} is not a JSON string. Write one text a line, as "…".'
            return json.dumps({"error": said}) if as_json else said
        seen = examine(text)
        return _as_json(seen) if as_json else _in_words(number, seen)


def _as_json(seen: Examination) -> str:
    return json.dumps({"verdict": seen.verdict.value, "kinds": [one.value for one in seen.kinds]})


def _in_words(number: int, seen: Examination) -> str:
    said = " ".join(sentences(seen)) or "Nothing was seen that points at a person."
    return f"Line {number}: {seen.verdict.label}. {said}"
