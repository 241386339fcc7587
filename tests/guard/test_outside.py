"""Files from outside: read in a process of their own, scanned where there is a scanner."""

import json
import os
import signal
import socket
import threading
import time

import pytest

from guard.outside import readers, scanner
from guard.outside.files import read_outside
from guard.outside.readers import TOO_LARGE, TOO_LONG, UNREADABLE, confined
from guard.refusals import Refusal
from tests.guard import hostile_readers as hostile
from tests.guard.scanner import EICAR, clamd
from updates.rules.evidence.files import look


@pytest.fixture
def short(settings):
    settings.READING = {"seconds": 1, "wall_seconds": 2, "megabytes": 256}


def refusal(reader, **given) -> str:
    with pytest.raises(Refusal) as refused:
        confined(reader, "paper.pdf", b"words", **given)
    return str(refused.value)


def test_answer_comes_back_from_another_process():
    assert confined(hostile.turns_round, "ä “b”.csv", b"\0\n" * 9) == {
        "name": "ä “b”.csv",
        "size": 18,
    }


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (hostile.refuses, "paper.pdf is not taken."),
        (hostile.computes_for_ever, f"This file {TOO_LONG}"),
        (hostile.waits_for_ever, f"This file {TOO_LONG}"),
        (hostile.ignores_the_alarm, f"This file {TOO_LONG}"),
        (hostile.swallows_memory, f"This file {TOO_LARGE}"),
        (hostile.crashes, f"This file {UNREADABLE}"),
        (hostile.fails, f"This file {UNREADABLE}"),
    ],
)
def test_whatever_a_file_does_its_sender_reads_one_sentence(short, reader, said):
    begun = time.monotonic()

    assert refusal(reader) == said
    assert time.monotonic() - begun < 15


def test_answer_without_end_is_not_listened_to(monkeypatch):
    monkeypatch.setattr(readers, "MOST_ANSWER", 1_000_000)

    assert refusal(hostile.says_much) == f"This file {UNREADABLE}"


def test_file_is_named_where_several_were_sent(short):
    assert refusal(hostile.crashes, shown="“paper.pdf”") == f"“paper.pdf” {UNREADABLE}"


def test_next_file_is_read_after_a_hostile_one(short):
    refusal(hostile.crashes)

    assert confined(hostile.turns_round, "a", b"")["size"] == 0


def test_reader_writes_no_file(tmp_path):
    place = tmp_path / "kept"

    assert confined(hostile.writes_a_file, str(place), b"") == "OSError"


def test_reader_knows_no_secret(monkeypatch):
    readers._house.end()
    monkeypatch.setenv("SECRET_KEY", "of the site")
    monkeypatch.setenv("DATABASE_URL", "postgres://cpcplan:of-the-database@db/cpcplan")

    known = confined(hostile.environment, "", b"")

    assert ("SECRET_KEY" in known, "DATABASE_URL" in known) == (False, False)


def test_process_that_was_killed_is_started_again():
    confined(hostile.turns_round, "a", b"")
    house = readers._house
    os.kill(house.process.popen.pid, signal.SIGKILL)
    house.process.popen.wait()

    assert confined(hostile.turns_round, "a", b"ab")["size"] == 2


def test_many_threads_are_served():
    sizes = []
    threads = [
        threading.Thread(
            target=lambda at=at: sizes.append(confined(hostile.turns_round, "a", b"x" * at)["size"])
        )
        for at in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(sizes) == list(range(12))


def test_others_are_not_kept_waiting_without_end(short, monkeypatch):
    monkeypatch.setattr(readers, "PATIENCE", 0.05)
    with readers._house.turn(), readers._house.turn():
        said = refusal(hostile.turns_round)

    assert said == f"This file {readers.BUSY}"


def test_fork_of_the_site_has_a_process_of_its_own():
    confined(hostile.turns_round, "a", b"")
    parents = readers._house.process.popen.pid
    ours, theirs = socket.socketpair()
    if (child := os.fork()) == 0:
        confined(hostile.turns_round, "a", b"")
        theirs.sendall(json.dumps(readers._house.process.popen.pid).encode())
        readers._house.end()
        os._exit(0)
    theirs.close()
    with ours:
        childs = json.loads(ours.recv(100))
    os.waitpid(child, 0)

    assert (childs != parents, confined(hostile.turns_round, "a", b"")["size"]) == (True, 0)


@pytest.mark.parametrize("by_path", [False, True])
def test_scanner_is_asked_before_a_file_is_read(settings, tmp_path, by_path):
    data = b"Quarter,Panels\n" + b"1,4\n" * 40_000
    with clamd(tmp_path / "clamd.ctl" if by_path else None) as (address, scanned):
        settings.CLAMD_URL = address
        seen = read_outside(look, "figures.csv", data)

    assert (seen["name"], scanned == [data]) == ("figures.csv", True)


def test_what_the_scanner_knows_is_refused(settings):
    with clamd(None) as (settings.CLAMD_URL, _), pytest.raises(Refusal) as refused:
        read_outside(look, "notes.txt", EICAR, shown="“notes.txt”")

    assert str(refused.value) == f"“notes.txt” {scanner.VIRUS}"


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: lstat() failed ERROR\0", b""]
)
@pytest.mark.parametrize("may_be_down", [False, True])
def test_scanner_that_cannot_scan_lets_nothing_pass_unless_told_so(settings, says, may_be_down):
    settings.CLAMD_MAY_BE_DOWN = may_be_down
    with clamd(None, says=says) as (settings.CLAMD_URL, _):
        said = scan_said()

    assert said == ("" if may_be_down else f"This file {scanner.DOWN}")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl", "clamd"])
@pytest.mark.parametrize("may_be_down", [False, True])
def test_scanner_that_is_away_lets_nothing_pass_unless_told_so(settings, address, may_be_down):
    settings.CLAMD_URL, settings.CLAMD_MAY_BE_DOWN = address, may_be_down

    assert scan_said() == ("" if may_be_down else f"This file {scanner.DOWN}")


def scan_said() -> str:
    try:
        scanner.scan(b"words")
    except Refusal as refused:
        return str(refused)
    return ""
