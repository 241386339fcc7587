"""Where a report is on its way to chief officers, as a short list of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.phrases import count
from letters.enums import LetterState
from reporting.enums import ReportState
from reporting.models import Delivery, Report
from reporting.queries.deliveries import SentRow, counted

DONE, NOW, AHEAD, STOPPED = "done", "now", "ahead", "stopped"
SAID = {DONE: "Done", NOW: "Now", AHEAD: "To come", STOPPED: "Stopped"}


@dataclass(frozen=True)
class Step:
    """One step: what it is, how far, and what else is to be known of it."""

    state: str
    title: str
    when: datetime | None = None
    text: str = ""

    @property
    def said(self) -> str:
        return SAID[self.state]


@dataclass(frozen=True)
class Seen:
    """What a person may know of the e-mails: all of them (`rows`), or their own only."""

    rows: Sequence[SentRow] | None
    own: Delivery | None
    replaced_by: Report | None


def steps(report: Report, seen: Seen) -> list[Step]:
    """From the first word to the last receipt, in order."""
    return [*_prepared(report), *_chair(report), *_sent(report, seen), *_after(seen)]


def _prepared(report: Report) -> Iterator[Step]:
    who = str(report.prepared_by or "somebody who has left")
    if report.state == ReportState.DRAFT:
        yield Step(NOW, f"Being prepared by {who}")
        yield Step(AHEAD, "Frozen and sent to the chair")
    else:
        yield Step(DONE, f"Prepared by {who}, frozen and sent to the chair", report.frozen_at)


def _chair(report: Report) -> Iterator[Step]:
    if report.state == ReportState.ISSUED:
        yield Step(DONE, f"Released by {report.issued_by}", report.issued_at)
    elif report.state == ReportState.RETURNED:
        title = f"Sent back by {report.returned_by}"
        yield Step(STOPPED, title, report.returned_at, report.return_note)
    else:
        state = NOW if report.state == ReportState.FROZEN else AHEAD
        yield Step(state, "The chair reads it and releases it, or sends it back")


def _sent(report: Report, seen: Seen) -> Iterator[Step]:
    if report.state == ReportState.RETURNED:
        return
    if report.state != ReportState.ISSUED:
        yield Step(AHEAD, "E-mailed to chief officers, who say that they have it")
    elif seen.rows is not None:
        yield from _everybody(seen.rows, over=seen.replaced_by is not None)
    elif seen.own is not None:
        yield from _own(seen.own, over=seen.replaced_by is not None)


def _everybody(rows: Sequence[SentRow], *, over: bool) -> Iterator[Step]:
    counts = counted(rows)
    if not counts["to"]:
        yield Step(DONE, "Issued without e-mail: chief officers read it on the site")
        return
    missed = count(counts["trouble"], "person", "people")
    trouble = f"It did not reach {missed}: see the table below."
    waiting = f"{count(counts['waiting'], 'e-mail')} on the way."
    text = trouble if counts["trouble"] else waiting if counts["waiting"] else ""
    yield Step(NOW if text else DONE, f"E-mailed to {counts['to']}", None, text)
    # nobody is waited for once another version counts
    everybody = over or counts["received"] == counts["to"]
    yield Step(DONE if everybody else NOW, f"Received by {counts['received']} of {counts['to']}")


def _own(delivery: Delivery, *, over: bool) -> Iterator[Step]:
    letter = delivery.letter
    arrived = letter is not None and letter.state == LetterState.SENT
    title = "E-mailed to you" if arrived else "An e-mail to you is on its way or did not arrive"
    yield Step(DONE if arrived else NOW, title, letter.sent_at if letter else None)
    if delivery.received_at:
        yield Step(DONE, "You said that you have it", delivery.received_at)
    elif not over:
        yield Step(NOW, "You say that you have it")


def _after(seen: Seen) -> Iterator[Step]:
    if seen.replaced_by is not None:
        title = f"Replaced by version {seen.replaced_by.version}"
        yield Step(DONE, title, seen.replaced_by.issued_at)
