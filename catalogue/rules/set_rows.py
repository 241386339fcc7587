"""A published set of indicators as a file has it: its frame, and what is read of it. Pure.

The frame is empty: what stands in a set is for whoever publishes it to say, and never for us.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from catalogue.rules.entries import Ages, Entry, SetFile
from figures.enums import Frequency, Good, Timing, Unit, YearType
from figures.rules.bands import bands_in
from timescales.days import plausible

HEAD: Final = ("Set", "Edition", "Date", "Source")
COLUMNS: Final = (
    *("Number", "Name", "Unit", "Decimals", "What is counted", "From age", "To age"),
    *("Out of whom or what", "From age of these", "To age of these", "When", "How often", "Year"),
    *("Which way is good", "Source", "Questions", "What its categories are", "Categories"),
    *("Categories overlap", "Counts children", "Stands in national tables"),
)
NEEDED: Final = ("Name", "Unit", "What is counted", "When", "How often", "Source")
YES: Final = frozenset(("yes", "y", "true", "1", "x"))
NO: Final = frozenset(("", "no", "n", "false", "0"))
MOST: Final = 300


def frame() -> list[list[str]]:
    """The rows of an empty file, to be filled in: four lines about the set, then its columns."""
    return [[word, ""] for word in HEAD] + [[], list(COLUMNS)]


def read_json(text: str) -> SetFile:
    """The set that a JSON text holds: {"set", "edition", "date", "source", "indicators": [{…}]},
    each indicator by the names of the frame's columns. Raises ValueError in words."""
    try:
        held = json.loads(text)
    except ValueError as fault:
        raise ValueError("This is not JSON that can be read.") from fault
    if not isinstance(held, Mapping) or not isinstance(held.get("indicators"), list):
        raise ValueError("The file has no list of indicators.")
    head = [["" if held.get(word.lower()) is None else str(held[word.lower()])] for word in HEAD]
    rows = [[_text(row, column) for column in COLUMNS] for row in held["indicators"]]
    lines = [[word, *value] for word, value in zip(HEAD, head, strict=True)]
    return read_rows([*lines, list(COLUMNS), *rows])


def _text(row: Any, column: str) -> str:
    if not isinstance(row, Mapping):
        raise ValueError("Each indicator is written with the names of the columns.")
    value = row.get(column, "")
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return (
        "" if value is None else "yes" if value is True else "no" if value is False else str(value)
    )


def read_rows(rows: Sequence[Sequence[str]]) -> SetFile:
    """The set that the rows of a table hold. Raises ValueError, in words, for the first fault."""
    lines = [[cell.strip() for cell in row] for row in rows]
    head = {row[0].casefold(): row[1] for row in lines if len(row) > 1 and row[0] in HEAD}
    at = next((n for n, row in enumerate(lines) if "Name" in row and "Unit" in row), None)
    if at is None:
        raise ValueError("There is no row with the names of the columns. Begin from the frame.")
    for word in HEAD:
        if not head.get(word.casefold()):
            raise ValueError(f"Say the set’s {word.lower()}, in the line “{word}” at the top.")
    dated = _day(head["date"])
    columns = lines[at]
    if lacking := [name for name in NEEDED if name not in columns]:
        raise ValueError(f"The column “{lacking[0]}” is not there.")
    held = [(n, dict(zip(columns, row, strict=False))) for n, row in enumerate(lines, 1)]
    entries = tuple(_entry(n, row) for n, row in held[at + 1 :] if any(row.values()))
    if not entries:
        raise ValueError("There is no indicator in this file: it is the empty frame.")
    if len(entries) > MOST:
        raise ValueError(f"A set has at most {MOST} indicators.")
    names = [entry.name for entry in entries]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise ValueError(f"“{twice}” stands in the file twice.")
    return SetFile(head["set"], head["edition"], dated, head["source"], entries)


def _day(text: str) -> date:
    for form in ("%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if plausible(day):
            return day
    raise ValueError(f"“{text}” is not a date. Write 1 June 2022.")


def _entry(line: int, row: Mapping[str, str]) -> Entry:
    try:
        return _read(row)
    except ValueError as fault:
        raise ValueError(f"Row {line}: {fault}") from fault


def _read(row: Mapping[str, str]) -> Entry:
    for name in NEEDED:
        if not row.get(name):
            raise ValueError(f"“{name}” is empty.")
    unit = _choice(Unit, row["Unit"], "Unit")
    decimals = row.get("Decimals", "")
    if decimals not in ("", "0", "1", "2"):
        raise ValueError("“Decimals” is 0, 1 or 2.")
    return Entry(
        number=row.get("Number", ""),
        name=row["Name"],
        numerator=row["What is counted"],
        source=row["Source"],
        questions=[line.strip() for line in row.get("Questions", "").split("\n") if line.strip()],
        ages=_ages(row, "From age", "To age"),
        unit=unit,
        decimals=int(decimals or 0),
        denominator=row.get("Out of whom or what", ""),
        denominator_ages=_ages(row, "From age of these", "To age of these"),
        timing=_choice(Timing, row["When"], "When"),
        frequency=_choice(Frequency, row["How often"], "How often"),
        year_type=_choice(YearType, row.get("Year") or YearType.AUGUST, "Year"),
        good=_choice(Good, row.get("Which way is good") or Good.NEITHER, "Which way is good"),
        breakdown=row.get("What its categories are", ""),
        categories=bands_in(re.sub(r" *; *", "\n", row.get("Categories", ""))),
        overlapping=_yes(row, "Categories overlap", False),
        counts_children=_yes(row, "Counts children", True),
        published_elsewhere=_yes(row, "Stands in national tables", False),
    )


def _choice(words: Any, text: str, column: str) -> Any:
    """One of the words of the field, by what is stored or what pages say."""
    for one in words:
        if text.casefold() in (one.value.casefold(), one.label.casefold()):
            return one
    offered = ", ".join(f"“{one.label}”" for one in words)
    raise ValueError(f"“{column}” is “{text}”. It is one of {offered}.")


def _ages(row: Mapping[str, str], first: str, last: str) -> Ages:
    pair = (_age(row.get(first, ""), first), _age(row.get(last, ""), last))
    if pair[0] is not None and pair[1] is not None and pair[1] < pair[0]:
        raise ValueError(f"The ages are turned round: {pair[1]} is less than {pair[0]}.")
    return pair


def _age(text: str, column: str) -> int | None:
    if not text:
        return None
    if text.casefold() == "unborn":
        return -1
    if text.removeprefix("-").isdecimal() and -1 <= int(text) <= 120:
        return int(text)
    raise ValueError(f"“{column}” is “{text}”. Write an age in whole years, or unborn.")


def _yes(row: Mapping[str, str], column: str, usual: bool) -> bool:
    text = row.get(column, "").casefold()
    if text == "":
        return usual
    if text in YES or text in NO:
        return text in YES
    raise ValueError(f"“{column}” is “{text}”. Write yes or no.")
