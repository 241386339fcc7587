"""What a report holds for a young people's summary: beside each part that people write."""

from __future__ import annotations

from collections.abc import Sequence

from documents import phrases
from documents.enums import Readers
from documents.papers.headings import title
from documents.papers.headline import standing
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from handouts.audiences import registers_for
from papers.rules.parts import SUMMARY, Asked, Part

NUMBERS = Asked("numbers", "The plan in numbers", "", needed=False)


def summary_parts(content: SnapshotContent) -> list[Part]:
    """Each part with the report's facts beside it, and the numbers, which are printed."""
    beside = {
        "aims": _aims(content),
        "better": _better(standing(content)),
        "not_yet": _not_yet(standing(content)),
        "told": _told(content),
    }
    parts = [Part(asked, beside=beside.get(asked.key, [])) for asked in SUMMARY]
    return [*parts[:3], Part(NUMBERS, facts=numbers(content)), *parts[3:]]


def numbers(content: SnapshotContent) -> list[str]:
    """How many of the plan's actions are done, late, and not heard of, in plain sentences."""
    rows = standing(content)
    done = sum(row["status"] == "complete" for row in rows)
    late, silent = sum(row["overdue"] for row in rows), sum(row["silent"] for row in rows)
    on = phrases.day(content["as_of"])
    if not rows:
        return [f"On {on} the plan had no actions to count."]
    return [
        f"On {on} the plan had {phrases.count(len(rows), 'action')}: things that were promised.",
        f"{_some(done)} done, and somebody else checked that.",
        f"{_some(late)} late.",
        *([f"Of {silent} we do not know how {_they(silent)} going."] if silent else []),
    ]


def _some(number: int) -> str:
    return f"{number or 'None'} {'is' if number < 2 else 'are'}"


def _they(number: int) -> str:
    return "it is" if number == 1 else "they are"


def _aims(content: SnapshotContent) -> list[str]:
    tops = [row for row in content["headings"] if row["parent"] is None]
    vision = content["plan"]["vision"]
    return [*filter(None, (vision,)), *(title(row, content["levels"]) for row in tops)]


def _better(rows: Sequence[ActionRecord]) -> list[str]:
    done = [row for row in rows if row["status"] == "complete"]
    return [f"{row['reference']} {row['text']} {row['difference']}".strip() for row in done]


def _not_yet(rows: Sequence[ActionRecord]) -> list[str]:
    late = [row for row in rows if row["overdue"] or row["status"] == "off_track"]
    return [f"{row['reference']} {row['text']} {row['reason']}".strip() for row in late]


def _told(content: SnapshotContent) -> list[str]:
    """What the register of voices tells the public, so that nothing else can be written on."""
    rows = registers_for(content, Readers.PUBLIC)
    return [line for row in rows if row.get("register") == "voices" for line in row["told"]]
