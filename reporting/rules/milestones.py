"""Where a report is on its way to chief officers, as a short list of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from documents.phrases import count
from letters.enums import LetterState
from reporting.enums import ReportState

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


class Travelling(Protocol):
    """A report on its way: how far it is, who dealt with it and when."""

    @property
    def state(self) -> str: ...
    @property
    def prepared_by(self) -> object: ...
    @property
    def frozen_at(self) -> datetime | None: ...
    @property
    def issued_by(self) -> object: ...
    @property
    def issued_at(self) -> datetime | None: ...
    @property
    def returned_by(self) -> object: ...
    @property
    def returned_at(self) -> datetime | None: ...
    @property
    def return_note(self) -> str: ...
    @property
    def withdrawn_by(self) -> object: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


class Following(Protocol):
    """The version that replaced one."""

    @property
    def version(self) -> int: ...
    @property
    def issued_at(self) -> datetime | None: ...


class Posted(Protocol):
    """An e-mail."""

    @property
    def state(self) -> str: ...
    @property
    def sent_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Own:
    """What a person was sent, and when they said that they have it."""

    letter: Posted | None
    received_at: datetime | None


@dataclass(frozen=True)
class Seen:
    """What a person may know of the e-mails: of all of them how many (`everybody`), or of their
    own only."""

    everybody: Mapping[str, int] | None
    own: Own | None
    replaced_by: Following | None


def steps(report: Travelling, seen: Seen) -> list[Step]:
    """From the first word to the last receipt, in order."""
    return [*_prepared(report), *_chair(report), *_sent(report, seen), *_after(report, seen)]


def _prepared(report: Travelling) -> Iterator[Step]:
    who = str(report.prepared_by or "somebody who has left")
    if report.state == ReportState.DRAFT:
        yield Step(NOW, f"Being prepared by {who}")
        yield Step(AHEAD, "Frozen and sent to the chair")
    else:
        yield Step(DONE, f"Prepared by {who}, frozen and sent to the chair", report.frozen_at)


def _chair(report: Travelling) -> Iterator[Step]:
    if report.state == ReportState.ISSUED:
        yield Step(DONE, f"Released by {report.issued_by}", report.issued_at)
    elif report.state == ReportState.RETURNED:
        title = f"Sent back by {report.returned_by}"
        yield Step(STOPPED, title, report.returned_at, report.return_note)
    else:
        state = NOW if report.state == ReportState.FROZEN else AHEAD
        yield Step(state, "The chair reads it and releases it, or sends it back")


def _sent(report: Travelling, seen: Seen) -> Iterator[Step]:
    if report.state == ReportState.RETURNED:
        return
    over = seen.replaced_by is not None or report.withdrawn_at is not None
    if report.state != ReportState.ISSUED:
        yield Step(AHEAD, "E-mailed to chief officers, who say that they have it")
    elif seen.everybody is not None:
        yield from _everybody(seen.everybody, over=over)
    elif seen.own is not None:
        yield from _own(seen.own, over=over)


def _everybody(counts: Mapping[str, int], *, over: bool) -> Iterator[Step]:
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


def _own(own: Own, *, over: bool) -> Iterator[Step]:
    letter = own.letter
    arrived = letter is not None and letter.state == LetterState.SENT
    title = "E-mailed to you" if arrived else "An e-mail to you is on its way or did not arrive"
    yield Step(DONE if arrived else NOW, title, letter.sent_at if letter else None)
    if own.received_at:
        yield Step(DONE, "You said that you have it", own.received_at)
    elif not over:
        yield Step(NOW, "You say that you have it")


def _after(report: Travelling, seen: Seen) -> Iterator[Step]:
    if report.withdrawn_at is not None:
        who = report.withdrawn_by or "the program, after a backup was put back"
        yield Step(STOPPED, f"Withdrawn by {who}", report.withdrawn_at)
    if seen.replaced_by is not None:
        title = f"Replaced by version {seen.replaced_by.version}"
        yield Step(DONE, title, seen.replaced_by.issued_at)
