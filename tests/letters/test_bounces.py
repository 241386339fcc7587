"""Reports about letters that did not arrive, and everything else that comes to that address."""

import io
from email.message import EmailMessage

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event
from letters.enums import LetterState
from letters.services.bounces import Failure, read, take
from tests import factories as make

OURS = "<a1b2c3@example.test>"

REPORT = """\
From: Mail Delivery System <mailer-daemon@mx.example.org>
To: cpcplan@example.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

I could not deliver your message.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; una@example.test
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <una@example.test>:
 no such user here

--b1
Content-Type: {returned}

Message-ID: {message_id}
Subject: 3 actions to update

{rest}
--b1--
"""


def report(
    action: str = "failed",
    returned: str = "message/rfc822",
    message_id: str = OURS,
    rest: str = "Dear Una,",
) -> bytes:
    text = REPORT.format(action=action, returned=returned, message_id=message_id, rest=rest)
    return text.encode()


@pytest.fixture
def letter(db):
    return make.LetterFactory(message_id=OURS, address="una@example.test")


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_failed_delivery_is_noted_with_the_servers_words(letter, returned):
    take(report(returned=returned))
    letter.refresh_from_db()

    assert (letter.state, letter.bounce_reason) == (
        LetterState.BOUNCED,
        "5.1.1: 550 5.1.1 <una@example.test>: no such user here",
    )


def test_report_read_twice_is_noted_once(letter):
    said = [take(report()), take(report())]

    assert [words.split(":")[0] for words in said] == ["Noted", "Known already"]
    assert Event.objects.filter(verb="letter bounced").count() == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_delivery_that_has_not_failed_is_no_bounce(letter, action):
    assert take(report(action=action)) == (
        "Ignored: the report names no delivery that failed for good."
    )


def test_report_about_somebody_elses_letter(letter):
    assert take(report(message_id="<x@elsewhere.example>")) == (
        "Ignored: it is about no letter of this site."
    )


def test_report_without_the_letters_headers(letter):
    assert take(report(returned="text/plain")) == (
        "Ignored: the report does not return the headers of the letter."
    )


def test_holiday_answer_is_no_bounce(letter):
    answer = EmailMessage()
    answer["Subject"], answer["Auto-Submitted"] = "Out of office", "auto-replied"
    answer["In-Reply-To"] = answer["References"] = OURS
    answer.set_content(f"I am away. Your message {OURS} waits. Action: failed")

    assert take(answer.as_bytes()) == "Ignored: it is no report about a delivery."


def test_report_inside_a_returned_letter_is_not_believed(letter):
    """Somebody mails us a report about a letter inside a report about something else."""
    inner = report().decode().replace("b1", "b2")
    outer = report(action="delayed", rest=inner)

    assert take(outer).startswith("Ignored")
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_reason_is_one_clean_line():
    raw = report().replace(b"no such user here", b"no\x00such\xff\x1b[31m user " + b"x" * 2000)

    reason = read(raw).reason
    assert (len(reason), "\x00" in reason, "\x1b" in reason, "\n" in reason) == (
        500,
        False,
        False,
        False,
    )


def test_message_that_nests_without_end_is_said_in_words():
    nested = b"Content-Type: message/rfc822\n\n" * 20_000

    assert read(nested).startswith("Ignored")


def test_too_large_a_message_is_not_read():
    assert read(b"x" * (10 * 1024 * 1024 + 1)) == "Ignored: the message is over 10 MB."


@given(st.binary(max_size=2000))
def test_rubbish_is_ignored(raw):
    assert str(read(raw)).startswith("Ignored")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_damaged_reports_never_crash(data):
    raw = bytearray(report())
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
        raw = raw or bytearray(b"x")

    assert isinstance(read(bytes(raw)), Failure | str)


def output(*places: object) -> str:
    said = io.StringIO()
    call_command("read_bounces", *map(str, places), stdout=said)
    return said.getvalue()


def test_command_reads_files_and_mail_folders(letter, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(report())
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "2").write_bytes(b"\xff\xfe rubbish")
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / "3").write_bytes(report())

    assert [line.split(": ")[:2] for line in output(tmp_path).splitlines()] == [
        ["1", "Noted"],
        ["2", "Ignored"],
    ]


def test_command_reads_what_a_mail_server_pipes_in(letter, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report())))

    assert output("-").startswith("standard input: Noted")


def test_command_says_what_it_could_not_open(letter, tmp_path):
    good = tmp_path / "report"
    good.write_bytes(report())

    with pytest.raises(CommandError, match=r"Could not be opened: .*nowhere: No such file"):
        output(tmp_path / "nowhere", good)
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED
