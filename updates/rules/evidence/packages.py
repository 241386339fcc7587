"""What a Word, Excel, PowerPoint or OpenDocument file may not hold. All of them are ZIP archives.

The list of parts is looked at before anything is unpacked; macros, programs and whatever is fetched
from elsewhere when the file is opened are refused, links that a person has to follow are not.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from guard.refusals import Refusal

MOST_UNPACKED: Final = 120 * 1024 * 1024
MOST_PARTS: Final = 3000
MOST_RATIO: Final = 300
MOST_INSIDE: Final = 2
OPEN_TEXT: Final = b"application/vnd.oasis.opendocument.text"
MAIN: Final = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"} | {
    "ppt/presentation.xml": ".pptx"
}
MACROS: Final = "contains macros. Save a copy without them, or a PDF, and send that."
ELSEWHERE: Final = (
    "takes something from another file or site when it is opened. Save it as a PDF and send that."
)
PROGRAM: Final = "has other files inside it. Send a PDF of it instead."
ENTITIES: Final = "holds definitions that a document does not need. Save it as a PDF and send that."
DAMAGED: Final = "is damaged: it could not be opened."
# whatever a damaged archive or part of it provokes in its readers
BROKEN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ParseError, EOFError, OSError, KeyError,
    RuntimeError, ValueError,
)  # fmt: skip
SWOLLEN: Final = "is far too large once unpacked. Send a PDF of it or a smaller file."
_MACRO_PARTS: Final = re.compile(
    r"vbaproject|vbadata|macrosheets|dialogsheets|activex|^basic/|^scripts/|^dialogs/", re.I
)
_PROGRAM_PARTS: Final = re.compile(
    r"oleobject|\.(?:exe|dll|com|bat|cmd|js|vbs|ps1|jar|hta|scr|msi|docm|xlsm|pptm|xlsb)$|^object",
    re.I,
)
_FETCHING: Final = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b")
# elements of an OpenDocument text that bring in what they name
_BRINGING: Final = frozenset(
    {"image", "object", "object-ole", "plugin", "floating-frame", "section-source", "applet"}
)


def package_type(data: bytes, inside: int = 0) -> str:
    """The ending that fits the package. Raises Refusal when it is not to be kept."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = _checked_names(package)
            kind = _kind(package, names)
            for name in sorted(names):
                _check_part(package, name, inside)
            return kind
    except DefusedXmlException as error:
        raise Refusal(ENTITIES) from error
    except BROKEN as error:
        raise Refusal(DAMAGED) from error


def _checked_names(package: zipfile.ZipFile) -> set[str]:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("is protected by a password. Save a copy without one and send that.")
    swollen = any(
        part.file_size > 1024 * 1024 and part.file_size > MOST_RATIO * part.compress_size
        for part in parts
    )
    whole = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or whole > MOST_UNPACKED or swollen:
        raise Refusal(SWOLLEN)
    names = [part.filename for part in parts]
    if any(_MACRO_PARTS.search(name) for name in names):
        raise Refusal(MACROS)
    if any("externallinks/" in name.lower() for name in names):
        raise Refusal(ELSEWHERE)
    if any(_PROGRAM_PARTS.search(name) for name in names if not name.startswith("ObjectReplac")):
        raise Refusal(PROGRAM)
    if len(set(names)) != len(names):  # two parts of one name: readers differ on which counts
        raise Refusal(DAMAGED)
    return set(names)


def _kind(package: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and package.read("mimetype").strip() == OPEN_TEXT:
        if "content.xml" not in names:
            raise Refusal(DAMAGED)
        return ".odt"
    kind = next((ending for part, ending in MAIN.items() if part in names), "")
    if not kind or "[Content_Types].xml" not in names:
        raise Refusal(
            "is an archive or a file of a kind that is not taken. Take the papers out of it and "
            "send them by themselves."
        )
    for _, element in _elements(package, "[Content_Types].xml"):
        if "macroenabled" in element.get("ContentType", "").lower():
            raise Refusal(MACROS)
    return kind


def _check_part(package: zipfile.ZipFile, name: str, inside: int) -> None:
    lower = name.lower()
    if lower.endswith(".rels"):
        _check_relations(package, name)
    elif name in ("content.xml", "styles.xml"):
        _check_open_text(package, name)
    elif lower.startswith("word/") and lower.endswith(".xml"):
        _check_fields(package, name)
    elif lower.endswith((".xml", ".vml", ".rdf")):
        next(_elements(package, name), None)  # the definitions stand before the first element
    elif "embeddings/" in lower and not lower.endswith("/"):
        if inside >= MOST_INSIDE or not lower.endswith((".xlsx", ".docx", ".pptx")):
            raise Refusal(PROGRAM)
        package_type(package.read(name), inside + 1)


def _check_relations(package: zipfile.ZipFile, name: str) -> None:
    for _, element in _elements(package, name):
        away = element.get("TargetMode", "").lower() == "external"
        if away and not element.get("Type", "").endswith("/hyperlink"):
            raise Refusal(ELSEWHERE)
        if element.get("Target", "").lower().startswith(("javascript:", "vbscript:")):
            raise Refusal(MACROS)


def _check_fields(package: zipfile.ZipFile, name: str) -> None:
    words = [
        element.text or element.get(element.tag.rpartition("}")[0] + "}instr", "")
        for _, element in _elements(package, name, "end")
        if element.tag.endswith(("}instrText", "}fldSimple"))
    ]
    if _FETCHING.search("".join(words).upper()):
        raise Refusal(ELSEWHERE)


def _check_open_text(package: zipfile.ZipFile, name: str) -> None:
    for _, element in _elements(package, name):
        space, _, tag = element.tag.rpartition("}")
        refers = [value for key, value in element.attrib.items() if key.endswith("}href")]
        if space.endswith(":script:1.0") or tag == "event-listener":
            raise Refusal(MACROS)
        if any(value.lower().startswith(("vnd.sun.star", "macro:")) for value in refers):
            raise Refusal(MACROS)
        if tag in _BRINGING and any(_away(value) for value in refers):
            raise Refusal(ELSEWHERE)


def _away(target: str) -> bool:
    return "://" in target or target.startswith(("..", "/", "\\", "file:"))


def _elements(
    package: zipfile.ZipFile, name: str, event: str = "start"
) -> Iterator[tuple[str, Any]]:
    """The elements of one part, one after the other; what was read is let go at once."""
    with package.open(name) as part:
        for happened, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            if happened == event:
                yield happened, element
            if happened == "end":
                element.clear()
