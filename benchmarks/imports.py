"""Bringing a plan in: seconds from a workbook's bytes to its preview, against opening it alone."""

import multiprocessing
import resource
from datetime import date
from io import BytesIO
from itertools import chain
from statistics import median
from time import perf_counter

from docx import Document
from openpyxl import Workbook, load_workbook

from benchmarks.figures import Figure
from imports.rules.columns.match import match
from imports.rules.plan.interpretation import interpret
from imports.rules.plan.summary import summary
from sheets.rules.cells import from_json, to_json
from sheets.rules.source import read
from timescales.days import Period

PERIOD = Period(date(2025, 8, 1), date(2027, 7, 31))
WORDS = "Agree with every agency how children and their families are asked, heard and answered. "
TIMESCALES = ("By end of Year 1 31 July 2026", "March, 2027", "Quarterly", "Ongoing", "As required")
LEADS = (
    "Chair, Lead Officer",
    "Lead Nurse, Child Protection, NHS Farrow and Lead Officer",
    "Police",
)


def workbook(actions: int) -> bytes:
    """A plan of priorities, outcomes and `actions` rows of a few hundred letters each."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(
        ["Priority", "Outcome", "Action", "Lead", "Timescale", "RAG", "Evidence", "Progress"]
    )
    for n in range(actions):
        sheet.append(
            [
                f"Priority {n // 50 + 1}: Children are safe",
                f"Outcome {n // 10 + 1} – Practice is sound",
                f"{n // 10 + 1}.{n % 10 + 1}: {WORDS * 2}",
                LEADS[n % len(LEADS)],
                TIMESCALES[n % len(TIMESCALES)],
                "GAR"[n % 3],
                WORDS,
                WORDS * 3,
            ]
        )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def document(actions: int) -> bytes:
    """The same as one table of a Word document."""
    head, *rows = load_workbook(BytesIO(workbook(actions)))["Plan"].values
    made = Document()
    table = made.add_table(rows=actions + 1, cols=len(head))
    for cell, words in zip(table._cells, chain(head, *rows), strict=True):
        cell.text = str(words)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def preview(data: bytes) -> int:
    """What the browser does between the upload and the preview; the number of rated actions."""
    sheets = from_json(to_json(read(data)))
    return int(summary(interpret(sheets, match(sheets), PERIOD))["actions"])


def _seconds(data: bytes, times: int) -> tuple[float, float]:
    whole, opening = [], []
    for _ in range(times):
        start = perf_counter()
        preview(data)
        whole.append(perf_counter() - start)
        start = perf_counter()
        load_workbook(BytesIO(data))
        opening.append(perf_counter() - start)
    return median(whole), median(opening)


def _once(data: bytes) -> float:
    start = perf_counter()
    preview(data)
    return perf_counter() - start


def _peak(rows: int, answer: "multiprocessing.Queue[float]") -> None:
    preview(workbook(rows))
    answer.put(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def peak_memory(rows: int) -> float:
    """Megabytes at the most, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[float] = context.Queue()
    process = context.Process(target=_peak, args=(rows, answer))
    process.start()
    megabytes = answer.get(timeout=300)
    process.join()
    return megabytes


def measure() -> list[Figure]:
    short, _ = _seconds(workbook(100), 5)
    long, opening = _seconds(workbook(2000), 3)
    return [
        Figure("import: preview of 100 actions", short, "s", goal=2),
        Figure("import: preview of 2,000 actions", long, "s", goal=15),
        Figure("import: preview of 2,000 actions in Word", _once(document(2000)), "s", goal=15),
        Figure("import: that of the workbook ÷ opening the workbook alone", long / opening, "×"),
        Figure("import: peak memory at 2,000 actions", peak_memory(2000), "MB", goal=400),
    ]
