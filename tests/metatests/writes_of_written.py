"""Calls of the services that write papers which others agree."""

from datetime import date
from typing import Any

from reporting.enums import Marking
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, LATER, Prepare


def _agreed(w: World) -> dict[str, Any]:
    later = make.MeetingFactory(body=w.body, held_on=date(2024, 9, 3))
    paper = w.written
    paper.refresh_from_db()
    return {
        "paper": paper,
        "expected": paper.row_version,
        "marking": Marking.OFFICIAL,
        "today": LATER,
        "agreed_meeting": later,
    }


WRITTEN: dict[str, Prepare] = {
    "papers.begin_minutes": lambda w: {
        "meeting": make.MeetingFactory(body=w.body, held_on=date(2024, 3, 12)),
        "on": LATER,
    },
    "papers.begin_summary": lambda w: {"report": w.issued},
    "papers.write_paper_part": lambda w: {
        "paper": w.written,
        "key": "before",
        "expected": 0,
        "words": "They were read.",
        "today": DAY,
    },
    "papers.agree_paper": _agreed,
    "papers.withdraw_paper": lambda w: {"paper": w.written, "reason": "A decision is missing."},
    "papers.take_written_paper": lambda w: {"paper": w.written, "today": LATER},
}
