"""Jobs through a real worker on both brokers: killed, restarted, its broker wiped."""

from pathlib import Path

import pytest
import redis
from django.conf import settings

from audit.models import Event
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import enqueue
from tests.jobs.conftest import Worker, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SECONDS = 60


def ask(count: int, task: str = "tests.work", steps: int = 4) -> list[Job]:
    """Rows only: this process rings at another broker, so the worker's sweeper must find them."""
    return [enqueue(task=task, payload={"steps": steps}, by=None) for _ in range(count)]


def done() -> int:
    return Job.objects.filter(state=JobState.DONE).count()


def run_until(worker: Worker, count: int) -> None:
    worker.start()
    wait_until(lambda: done() >= count, seconds=SECONDS, said=lambda: tell(worker))


def tell(worker: Worker) -> str:
    states = list(Job.objects.values_list("pk", "state", "attempts"))
    return f"{states}\n{worker.log[-3000:]}"


def test_killed_worker_loses_nothing_and_finishes_nothing_twice(worker: Worker):
    ask(24)
    run_until(worker, 4)
    worker.kill()
    run_until(worker, 10)
    worker.kill()
    run_until(worker, 24)

    worked = sorted(Event.objects.filter(verb="worked").values_list("target_id", flat=True))
    assert worked == sorted(Job.objects.values_list("pk", flat=True))


def test_wiped_broker_loses_nothing(worker: Worker, broker: str, tmp_path: Path):
    ask(8)
    run_until(worker, 2)
    wipe(broker, tmp_path)
    wait_until(lambda: done() == 8, seconds=SECONDS, said=lambda: tell(worker))

    assert Event.objects.filter(verb="worked").count() == 8


def wipe(broker: str, folder: Path) -> None:
    if broker.startswith("redis"):
        redis.Redis(unix_socket_path=broker.removeprefix("redis+socket://")).flushall()
        return
    for message in (folder / "broker" / "messages").iterdir():
        message.unlink(missing_ok=True)


def test_bell_is_heard_long_before_the_sweeper_would_come(transactional_db, tmp_path: Path):
    deaf_to_rows = {"JOBS_PATIENCE_SECONDS": "600", "JOBS_SWEEP_SECONDS": "600"}
    worker = Worker(tmp_path, settings.CELERY_BROKER_URL)
    worker.environment |= deaf_to_rows | {"CPCPLAN_DATA": str(settings.DATA)}
    ask(2)
    try:
        run_until(worker, 2)
    finally:
        worker.kill()

    assert list(Job.objects.values_list("attempts", flat=True)) == [1, 1]


def test_refused_and_broken_jobs_end_with_words_for_a_person(worker: Worker):
    (refused,) = ask(1, "tests.refuse")
    (broken,) = ask(1, "tests.break")
    worker.start()
    wait_until(
        lambda: Job.objects.filter(state=JobState.FAILED).count() == 2,
        seconds=SECONDS,
        said=lambda: tell(worker),
    )

    refused.refresh_from_db()
    broken.refresh_from_db()
    assert (refused.error, refused.attempts) == ("The plan has no actions.", 1)
    assert (broken.error, broken.attempts) == (
        "Something went wrong while this was being made.",
        5,
    )
