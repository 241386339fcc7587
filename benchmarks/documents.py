"""Documents: seconds, pages and memory, and the ratio to the floor in the same run.

The floor is a document of plain tagged paragraphs through the same library, style and finisher:
what a page costs when nothing is on it but words. Each size runs in a process of its own, so that
its peak memory is its own.
"""

import json
import resource
import subprocess
import sys
import time
from statistics import median
from typing import Any

from benchmarks.figures import Figure
from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from tests.reporting import samples

SIZES = (60, 300)
SECONDS_GOAL = {60: 3.0, 300: 8.0}
FLOOR_GOAL = 1.8  # times the floor, for each page
MEMORY_GOAL = 300  # MB at 300 actions
TIMES = 3

ALONE = (
    "import sys, json, django; django.setup(); from benchmarks import documents;"
    "print(json.dumps(documents.alone(sys.argv[1], int(sys.argv[2]))))"
)
SENTENCE = "The committee heard what had been done in the quarter and asked what it changed. "


def measure() -> list[Figure]:
    floor = _in_process("floor", 0)
    figures = [Figure("plain tagged paragraphs, each page", 1000 * floor["page"], "ms")]
    for size in SIZES:
        figures += _report(size, _in_process("report", size), floor["page"])
    return figures + _others()


def _report(size: int, measured: dict[str, float], floor: float) -> list[Figure]:
    name = f"quarterly report, {size} actions"
    memory_goal = MEMORY_GOAL if size == max(SIZES) else None
    return [
        Figure(f"{name}: whole", measured["seconds"], "s", SECONDS_GOAL[size]),
        Figure(f"{name}: pages", measured["pages"], "pages"),
        Figure(f"{name}: each page to the floor", measured["page"] / floor, "times", FLOOR_GOAL),
        Figure(f"{name}: peak memory", measured["memory"], "MB", memory_goal),
        Figure(f"{name}: size of the file", measured["bytes"] / 1000, "kB"),
    ]


def _others() -> list[Figure]:
    content = samples.snapshot(300)
    return [
        Figure("spreadsheet, 300 actions", _timed(spreadsheet.xlsx, content), "s"),
        Figure("Word file, 300 actions", _timed(word.docx, content), "s"),
    ]


def _timed(make: Any, content: Any) -> float:
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        make(content, "0" * 64)
        spent.append(time.perf_counter() - start)
    return median(spent)


def _in_process(what: str, size: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, what, str(size)],
        capture_output=True,
        check=True,
        text=True,
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _floor_markup() -> str:
    paragraphs = "".join(f"<p>{SENTENCE * 6}</p>" for _ in range(320))
    return f'<html lang="en-GB"><title>Floor</title><body><h1>Floor</h1>{paragraphs}'


def alone(what: str, size: int) -> dict[str, float]:
    """One document, warm: the first run loads fonts and templates and does not count."""
    spent = []
    content = samples.snapshot(size)
    sha256, markup = digest(content), _floor_markup()
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        if what == "floor":
            made = pdf.pdf_of(markup, identifier="floor")
        else:
            made = pdf.pdf(content, sha256)
        spent.append(time.perf_counter() - start)
    seconds = median(spent[1:])
    return {
        "seconds": seconds,
        "pages": made.pages,
        "page": seconds / made.pages,
        "bytes": len(made.data),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
