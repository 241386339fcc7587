"""Reports: from the press of the button to the file, as the request and the worker do it.

A plan with four years of history is frozen for a quarterly report here, and its files are made by
the task in a process of its own, which has loaded what a worker loads and has made a short paper:
its memory is the worker's. Processor seconds, which other people's work on the machine does not
lengthen much; the clock stands beside them. Between the two the job waits for the worker: up to
0.2 seconds where none is at work.
"""

import json
import subprocess
import sys
from datetime import timedelta

from django.utils import timezone

from accounts.roles import Role
from benchmarks.documents import MEMORY_GOAL, SECONDS_GOAL
from benchmarks.figures import Figure
from benchmarks.pages import empty_plan, history, leads
from benchmarks.worker import FORMATS, Spent, spent
from reporting.models import Report
from reporting.services import freeze_report
from tests.factories import ReportFactory, person_with

ALONE = (
    "import sys, json, django; django.setup(); from benchmarks import worker;"
    "print(json.dumps(worker.made(*map(int, sys.argv[1:]))))"
)


def measure() -> list[Figure]:
    return [figure for size in SECONDS_GOAL for figure in _press(size)]


def _press(size: int) -> list[Figure]:
    report = _report(size)
    officer = person_with(Role.LEAD_OFFICER, report.area)
    why = "Chief officers meet before the window closes."
    frozen = spent(lambda: freeze_report(by=officer, report=report, open_window_reason=why))
    jobs = dict(report.files.values_list("format", "job"))
    files = _in_process([jobs[name] for name in FORMATS])
    whole = [sum(both) for both in zip(frozen, files["pdf"], strict=True)]
    name = f"from the press, {size} actions"
    return [
        Figure(f"{name}: freeze, processor time", frozen[0], "s"),
        *(Figure(f"{name}: its {kind}, processor time", files[kind][0], "s") for kind in FORMATS),
        Figure(f"{name}: to the PDF, processor time", whole[0], "s", SECONDS_GOAL[size]),
        Figure(f"{name}: to the PDF, by the clock", whole[1], "s"),
        Figure(f"{name}: the worker's peak memory", files["memory"][0], "MB", MEMORY_GOAL),
    ]


def _report(size: int) -> Report:
    plan = empty_plan(size)
    history(plan, leads(plan))
    day = timezone.localdate() - timedelta(days=1)
    report: Report = ReportFactory.create(
        plan=plan, as_of=day, period_start=day - timedelta(days=90), period_end=day
    )
    return report


def _in_process(jobs: list[int]) -> dict[str, Spent]:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *map(str, jobs)], capture_output=True, check=True, text=True
    )
    files: dict[str, Spent] = json.loads(done.stdout.splitlines()[-1])
    return files
