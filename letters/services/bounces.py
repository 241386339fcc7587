"""Reading the reports that mail servers send when they could not deliver (RFC 3464, RFC 6522).

Whatever arrives at that address is read here, rubbish included. A report counts only if it says
that delivery failed for good and returns the headers of the letter, with its Message-ID: nothing
else is guessed, and an answer from somebody's holiday is no bounce.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from documents.text import line
from letters.enums import LetterState
from letters.models import Letter
from letters.services import note_bounce

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PARTS: Final = 50
MESSAGE_ID: Final = re.compile(r"<[^<>\s]{3,180}>")
NO_REASON: Final = "The mail server gave no reason."


@dataclass(frozen=True)
class Failure:
    """A delivery that failed for good: the letter's Message-ID, and the server's words."""

    message_id: str
    reason: str


def take(raw: bytes) -> str:
    """Read one message, note the bounce that it reports, and say what was done, in words.

    Never raises for what a message holds. Read twice, it notes nothing twice.
    """
    failure = read(raw)
    if isinstance(failure, str):
        return failure
    letter = Letter.objects.filter(message_id=failure.message_id).first()
    if letter is None:
        return "Ignored: it is about no letter of this site."
    if letter.state == LetterState.BOUNCED:
        return f"Known already: “{letter}” came back."
    note_bounce(letter, failure.reason)
    return f"Noted: “{letter}” came back. {failure.reason}"


def read(raw: bytes) -> Failure | str:
    """The failure that a message reports, or the words why it reports none."""
    if len(raw) > MOST_BYTES:
        return "Ignored: the message is over 10 MB."
    try:
        return _read(message_from_bytes(raw, policy=policy.compat32))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "Ignored: the message could not be read."


def _read(message: Message) -> Failure | str:
    if not _is_report(message):
        return "Ignored: it is no report about a delivery."
    parts = list(_parts(message))
    failed = [block for part in parts for block in _blocks(part) if _failed(block)]
    if not failed:
        return "Ignored: the report names no delivery that failed for good."
    message_id = next(filter(None, map(_returned_id, parts)), "")
    if not message_id:
        return "Ignored: the report does not return the headers of the letter."
    return Failure(message_id, _reason(failed[0]))


def _is_report(message: Message) -> bool:
    kind = str(message.get_param("report-type") or "").lower()
    return message.get_content_type() == "multipart/report" and kind == "delivery-status"


def _parts(message: Message) -> Iterator[Message]:
    """The parts of the report itself; what it returns is not looked through for more reports."""
    payload = message.get_payload()
    for part in payload[:MOST_PARTS] if isinstance(payload, list) else []:
        if isinstance(part, Message):
            yield part


def _blocks(part: Message) -> list[Message]:
    """The blocks of a delivery status: about the message, then about each recipient."""
    if part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if payload else []


def _failed(block: Message) -> bool:
    """Whether delivery to a recipient failed for good: "delayed" is no failure yet."""
    return _field(block, "Action").lower().startswith("failed")


def _returned_id(part: Message) -> str:
    """The Message-ID of the letter, from its headers or the whole of it as they came back."""
    if part.get_content_type() in {"message/rfc822", "message/global"}:
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        headers = inner if isinstance(inner, Message) else None
    elif part.get_content_type() in {"text/rfc822-headers", "message/global-headers"}:
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            return ""
        headers = message_from_bytes(body, policy=policy.compat32)
    else:
        return ""
    returned = MESSAGE_ID.search(_field(headers, "Message-ID")) if headers else None
    return returned.group() if returned else ""


def _reason(block: Message) -> str:
    """The server's own words, with its code: "5.1.1: 550 no such user"."""
    status = _field(block, "Status").split(" ")[0]
    said = _field(block, "Diagnostic-Code").partition(";")
    words = said[2].strip() or said[0].strip() or NO_REASON
    return line(f"{status}: {words}" if status else words, 500).text


def _field(block: Message, name: str) -> str:
    """One header as text on one line, whatever bytes it holds."""
    return line(str(block.get(name, "") or "")).text
