"""Documents: processor seconds, memory, and the ratio to a floor measured in turns with them.

The floor is a plain document of as many printed lines as the report has, in paragraphs, tagged,
through the same library, style, fonts and finisher: what so many lines cost when nothing is round
them. A printed line is a line of one block or one cell, as the library lays it out. Other people's
work on the machine is kept out of it: processor seconds, and the least of several turns. Each
document has a process of its own, so that its peak memory is its own.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from benchmarks.figures import Figure
from documents.files import pdf, spreadsheet, word
from documents.files.made import Made
from documents.hash import digest
from documents.schema.content import SnapshotContent
from documents.schema.indicators import NO_FIGURES
from editions.rules import parts
from editions.rules.audience import Choice, for_audience
from figures.enums import Audience
from handouts import slides_file
from tests.reporting import samples

SECONDS_GOAL = {60: 3.0, 300: 8.0}
FLOOR_GOAL = 0.9  # times the floor, for each printed line
MEMORY_GOAL = 300  # MB at 300 actions
TURNS = 3
SET = ("quarterly", "annual", "edition")
OTHERS: dict[str, Callable[[SnapshotContent, str], Made]] = {
    "Word file": word.docx,
    "workbook": spreadsheet.xlsx,
    "slides": slides_file.pptx,
}

ALONE = (
    "import sys, json, django; django.setup(); from benchmarks import documents;"
    "print(json.dumps(documents.alone(sys.argv[1], int(sys.argv[2]))))"
)
SENTENCE = "The committee heard what had been done in the quarter and asked what it changed. "
LINES = 5  # of a paragraph of the floor


def measure() -> list[Figure]:
    figures: list[Figure] = []
    for kind in SET:
        for size in SECONDS_GOAL:
            figures += _set(kind, size, _in_process(kind, size))
    for name in OTHERS:
        for size in SECONDS_GOAL:
            figures += _other(name, size, _in_process(name, size))
    return figures


def _set(kind: str, size: int, measured: dict[str, float]) -> list[Figure]:
    name = f"{kind} PDF, {size} actions"
    return [
        *_other(f"{kind} PDF", size, measured),
        Figure(f"{name}: pages", measured["pages"], "pages"),
        Figure(f"{name}: printed lines", measured["lines"], "lines"),
        Figure(f"{name}: a line to the floor's", measured["ratio"], "times", FLOOR_GOAL),
    ]


def _other(kind: str, size: int, measured: dict[str, float]) -> list[Figure]:
    name = f"{kind}, {size} actions"
    memory_goal = MEMORY_GOAL if size == max(SECONDS_GOAL) else None
    return [
        Figure(f"{name}: processor time", measured["seconds"], "s", SECONDS_GOAL[size]),
        Figure(f"{name}: peak memory", measured["memory"], "MB", memory_goal),
        Figure(f"{name}: size of the file", measured["bytes"] / 1000, "kB"),
    ]


def _in_process(what: str, size: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, what, str(size)],
        capture_output=True,
        check=True,
        text=True,
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def alone(what: str, size: int) -> dict[str, float]:
    """One document, warm: what is loaded for the first of all does not count."""
    content = _record(what, size)
    make = partial(OTHERS.get(what, pdf.pdf), content, digest(content))
    make()
    made = make()  # the second is what a worker at work needs
    measured: dict[str, Any] = {"pages": made.pages, "bytes": len(made.data)}
    measured["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if what in OTHERS:
        return measured | {"seconds": min(_spent(make) for _ in range(TURNS))}
    return measured | _to_floor(make, pdf.html(content, digest(content)))


def _record(what: str, size: int) -> SnapshotContent:
    if what == "annual":
        return samples.snapshot(size, kind="annual")
    content = samples.snapshot(size)
    return _public(content) if what == "edition" else content


def _public(content: SnapshotContent) -> SnapshotContent:
    """What the public is told of it, in every part that there is."""
    every = frozenset(part.key for part in parts.parts_of("quarterly", Audience.PUBLIC))
    choice = Choice(Audience.PUBLIC, "OFFICIAL", 1, every)
    return for_audience(content, choice, NO_FIGURES)


def _to_floor(make: Callable[[], Made], markup: str) -> dict[str, float]:
    """The report and a floor of as many lines, in turns; seconds and the ratio of a line."""
    lines = _lines(markup)
    plain = _floor(lines)
    floor = partial(pdf.pdf_of, plain, identifier="floor")
    floor()
    turns = [(_spent(make), _spent(floor)) for _ in range(TURNS)]
    seconds, least = (min(spent) for spent in zip(*turns, strict=True))
    ratio = (seconds / lines) / (least / _lines(plain))
    return {"seconds": seconds, "lines": lines, "ratio": ratio}


def _floor(lines: int) -> str:
    paragraphs = f"<p>{SENTENCE * 6}</p>" * (lines // LINES)
    head = "<head><title>Floor</title></head>"
    return f'<html lang="en-GB">{head}<body><h1>Floor</h1>{paragraphs}</body></html>'


def _spent(make: Callable[[], object]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


def _lines(markup: str) -> int:
    """The lines printed on every page, heads and feet too."""
    return _count(pdf.laid_out(markup))


def _count(document: Document) -> int:
    waiting: list[Any] = [page._page_box for page in document.pages]
    lines = 0
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        lines += isinstance(box, boxes.LineBox)
        waiting += box.children if isinstance(box, boxes.ParentBox) else ()
    return lines
