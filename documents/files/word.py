"""Papers as Word files: made from the very HTML that the PDF is set from, so that what stands in
one stands in the other, in the same order and the same words.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from html import unescape
from xml.etree.ElementTree import Element

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Length, Mm
from lxml import etree

from charts.picture import across, picture, size
from documents import phrases, statuses
from documents.files import pdf
from documents.files.made import Made
from documents.files.printable import printable
from documents.files.word_parts.contents import NAMESPACES
from documents.files.word_parts.flow import FIRST_LIST, Flow
from documents.files.word_parts.html import body_of, classes, lines, sheet
from documents.files.word_parts.pages import Around, set_pages
from documents.files.word_parts.styles import set_styles
from documents.files.word_parts.text import Line
from documents.schema.content import SnapshotContent

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
MARGIN = Mm(18)
DOTS = 96  # of a chart in an inch
TITLE = re.compile(r"<title>(.*?)</title>", re.S)


def docx(content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """An editable copy of the report. The same bytes every time.

    The PDF is the record; the file says so, and names the snapshot it was made from.
    """
    return docx_of(pdf.html(content, sha256), content, sha256, logo)


def docx_of(markup: str, content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """Any paper from a snapshot, whose HTML is `markup`, as a Word file."""
    content, body = printable(content), body_of(markup)
    document, of = Document(), sheet(statuses.palette(content))
    _properties(document, content, _title(markup))
    set_styles(document)
    legend = [line for one in _legend(body) for line in lines(one, of, "Footer")]
    around = _around(content, sha256, legend[0] if legend else Line())
    flow = Flow(
        of,
        *set_pages(document, around),
        notice=_notice(content, sha256),
        pictured=_Pictures(document, content, logo),
    )
    xml = f"<w:body {nsdecls('w', 'r')} {NAMESPACES}>{flow.body(body)}</w:body>"
    document.element.replace(document.element.body, parse_xml(xml))
    _lists(document, flow.lists)
    return Made(word_bytes(document), 0)


class _Pictures:
    """The logo and the charts of a document, put into it one by one."""

    def __init__(self, document: WordDocument, content: SnapshotContent, logo: bytes) -> None:
        self.document, self.content, self.logo, self.count = document, content, logo, 0

    def __call__(self, drawing: Element, title: str) -> str:
        """The XML of the run that shows a drawing."""
        self.count += 1
        if drawing.tag == "img":
            data, name, logo = self.logo, "Logo", self.content["logo"]
            width: Length = Mm(across(logo["width"], logo["height"]))
        else:
            data, name = picture(drawing, pdf.font_file), f"Chart {self.count}"
            width = Inches(size(drawing)[0] / DOTS)
        inline = self.document.part.new_pic_inline(io.BytesIO(data), width)
        named = {"id": str(self.count), "name": name, "descr": title}
        for key, value in named.items():
            inline.docPr.set(key, value)
        return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"


def _properties(document: WordDocument, content: SnapshotContent, title: str) -> None:
    frozen = datetime.fromisoformat(content["frozen_at"]).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = content["committee"]
    properties.created = properties.modified = frozen
    properties.language = "en-GB"


def _title(markup: str) -> str:
    """What the paper calls itself, in its head."""
    said = TITLE.search(markup)
    return unescape(said[1]) if said else ""


def _legend(body: Element) -> list[Element]:
    """The line of statuses that stands at the foot of the paper's pages."""
    return [one for one in body.iter("p") if classes(one) & {"legend-line"}] or [
        line for foot in body.iter("div") if "foot" in classes(foot)
        for line in foot.iter("p") if "key" in classes(line)
    ]  # fmt: skip


def _around(content: SnapshotContent, sha256: str, legend: Line) -> Around:
    at = f"Position at {phrases.day(content['as_of'])}"
    return Around(
        committee=content["committee"],
        marking=content["marking"],
        report=content["period_name"],
        provenance=f"{at} · version {content['version']} · {sha256[:12]}",
        legend=legend,
    )


def _notice(content: SnapshotContent, sha256: str) -> str:
    return (
        f"An editable copy. The PDF of version {content['version']} is the record; both were made "
        f"from snapshot {sha256[:16]}."
    )


def _lists(document: WordDocument, count: int) -> None:
    """Numbers of their own for so many numbered lists."""
    numbering = document.part.numbering_part.element
    named = document.styles["List Number"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    own = next(num for num in numbering.findall(qn("w:num")) if num.get(qn("w:numId")) == named)
    kind = own.find(qn("w:abstractNumId")).get(qn("w:val"))
    for number in range(1, count + 1):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{FIRST_LIST + number}">'
                f'<w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0">'
                '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def word_bytes(document: WordDocument) -> bytes:
    """The document's file, the same for the same words: a Word file is a zip of parts, which are
    put in with one time."""
    raw, target = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return target.getvalue()
