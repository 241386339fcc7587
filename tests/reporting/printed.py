"""Papers that several tests read: each is printed once in a process, whoever asks first."""

from functools import cache

from documents.files import pdf
from documents.hash import digest
from documents.schema.content import SnapshotContent
from tests.reporting import pdf_tree
from tests.reporting.pdf_tree import Reading

_PRINTED: dict[str, bytes] = {}


def printed(content: SnapshotContent) -> bytes:
    """The PDF of a snapshot. Printing it again gives the same bytes, which has its own tests."""
    sha256 = digest(content)
    if sha256 not in _PRINTED:
        _PRINTED[sha256] = pdf.pdf(content, sha256).data
    return _PRINTED[sha256]


def made(content: SnapshotContent) -> Reading:
    """The same as it is listened to."""
    return _read(printed(content))


@cache
def _read(data: bytes) -> Reading:
    return pdf_tree.read(data)
