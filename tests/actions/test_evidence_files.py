"""What may be kept as evidence is told by content; hostile files are refused in one sentence."""

import zipfile
from io import BytesIO

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image

from guard.refusals import Refusal
from updates.rules.evidence.files import MOST_BYTES, TAKEN, TYPES, accept, clean_name
from updates.rules.evidence.packages import DAMAGED, ELSEWHERE, ENTITIES, MACROS, PROGRAM, SWOLLEN
from updates.rules.evidence.pdf import CARRIES, SCRIPT
from updates.rules.evidence.pdf import DAMAGED as DAMAGED_PDF
from updates.rules.evidence.pdf import ELSEWHERE as ELSEWHERE_PDF

ODT = b"application/vnd.oasis.opendocument.text"


def pdf(**root: object) -> bytes:
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    for name, value in root.items():
        made.Root[f"/{name}"] = value
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def pdf_carrying() -> bytes:
    with pikepdf.open(BytesIO(pdf())) as made:
        made.attachments["notes.txt"] = b"Names."
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    with pikepdf.open(BytesIO(pdf())) as made:
        out = BytesIO()
        made.save(out, encryption=pikepdf.Encryption(owner="one", user="two"))
    return out.getvalue()


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def action(kind: str, **given: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **given)


def address(**given: object) -> pikepdf.Dictionary:
    return action("URI", URI="https://example.org/seen-by", **given)


def pdf_page(**entries: object) -> bytes:
    made, out = pikepdf.new(), BytesIO()
    page = made.add_blank_page()
    for name, value in entries.items():
        page.obj[f"/{name}"] = value
    made.save(out)
    return out.getvalue()


def link(given: pikepdf.Dictionary) -> pikepdf.Array:
    name = pikepdf.Name
    row = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9], A=given)
    return pikepdf.Array([row])


def pdf_with_bookmarks() -> bytes:
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    with made.open_outline() as outline:
        for title in ("One", "Two"):
            outline.root.append(pikepdf.OutlineItem(title, action=address()))
    made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
    made.save(out)
    return out.getvalue()


def pdf_fed_from_outside() -> bytes:
    made, out = pikepdf.new(), BytesIO()
    page = made.add_blank_page()
    stream = made.make_stream(b"")
    stream["/F"] = "https://example.org/page"
    page.obj.Contents = stream
    made.save(out)
    return out.getvalue()


def escaped(data: bytes) -> bytes:
    """Names written with codes for letters, as a reader takes them all the same."""
    return data.replace(b"/URI", b"/U#52I").replace(b"/OpenAction", b"/Open#41ction")


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


def package(**parts: bytes) -> bytes:
    """A Word file of these parts; "__" in a name stands for "/", "_dot_" for "."."""
    given = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    given |= {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return packed(given)


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def swollen() -> bytes:
    return package(word__document_dot_xml=b" " * (200 * 1024 * 1024))


def in_3001_parts() -> bytes:
    return package(**{f"word__part{number}_dot_xml": b"<a/>" for number in range(3001)})


def open_text(**parts: bytes) -> bytes:
    given = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return packed({"mimetype": ODT, "content.xml": b"<text/>"} | given)


def word() -> bytes:
    out = BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def workbook() -> bytes:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def relation(kind: str, target: str) -> bytes:
    row = f'<Relationship Type="x/{kind}" Target="{target}" TargetMode="External"/>'
    return f"<Relationships>{row}</Relationships>".encode()


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("minutes.pdf", pdf(), "minutes.pdf"),
        ("minutes.exe", pdf(), "minutes.pdf"),
        ("../../etc/minutes.pdf", pdf(), "minutes.pdf"),
        ("C:\\papers\\minutes.pdf", pdf(), "minutes.pdf"),
        ("links.pdf", pdf_page(Annots=link(address())), "links.pdf"),
        ("bookmarks.pdf", pdf_with_bookmarks(), "bookmarks.pdf"),
        ("starts.pdf", pdf(OpenAction=action("GoTo", D=[0])), "starts.pdf"),
        ("wall.PNG", picture("PNG"), "wall.PNG"),
        ("wall.jpeg", picture("JPEG"), "wall.jpeg"),
        ("wall", picture("JPEG"), "wall.jpg"),
        ("paper.docx", word(), "paper.docx"),
        ("figures.xls", workbook(), "figures.xlsx"),
        ("paper.odt", open_text(), "paper.odt"),
        ("slides.pptx", packed({"[Content_Types].xml": b"<T/>", "ppt/presentation.xml": b"<p/>"}),
         "slides.pptx"),
        ("figures.csv", b"Quarter,Panels\nOne,4", "figures.csv"),
        ("notes.txt", "Café".encode("cp1252"), "notes.txt"),
        ("notes.txt", "Café".encode("utf-16"), "notes.txt"),
        ("linked.docx", package(word___rels__document_dot_xml_dot_rels=relation(
            "hyperlink", "https://example.org")), "linked.docx"),
    ],
)  # fmt: skip
def test_content_says_what_is_kept(name, data, kept):
    accepted = accept(name, data)

    ending = {".jpeg": ".jpg"}.get(kept[kept.rindex(".") :].lower(), kept[kept.rindex(".") :])
    assert (accepted.name, accepted.content_type, accepted.data) == (
        kept,
        TYPES[ending.lower()],
        data,
    )


OTHER = f"is of a kind that is not taken. {TAKEN}"
SETTINGS = "word___rels__settings_dot_xml_dot_rels"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty."),
        (b"x" * (11 * 1024 * 1024), "is larger than 10 MB. Send a smaller copy or a link."),
        (b"MZ\x90\x00\x03\x00\x00\x00", OTHER),
        (b"\x7fELF\x02\x01\x01\x00", OTHER),
        (b"<!DOCTYPE html><script>", OTHER),
        (b"<svg onload='x'/>", OTHER),
        (b"{\\rtf1 words}", OTHER),
        (b"#!/bin/sh\nrm", OTHER),
        (picture("GIF"), OTHER),
        (b"\x89PNG\r\n\x1a\nbroken", "is a damaged picture: it could not be opened."),
        (pdf(OpenAction=script()), SCRIPT),
        (pdf(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())), SCRIPT),
        (pdf(OpenAction=launch()), SCRIPT),
        (pdf(AA=pikepdf.Dictionary(WC=script())), SCRIPT),
        (pdf(OpenAction=address()), ELSEWHERE_PDF),
        (escaped(pdf_page(AA=pikepdf.Dictionary(O=address()))), ELSEWHERE_PDF),
        (pdf(OpenAction=action("GoToR", F="//server.example.org/a.pdf", D=[0])), ELSEWHERE_PDF),
        (pdf(OpenAction=action("GoTo", D=[0], Next=pikepdf.Array([address()]))), ELSEWHERE_PDF),
        (pdf_page(Annots=link(action("GoTo", D=[0], Next=address()))), ELSEWHERE_PDF),
        (pdf_page(Annots=link(action("SubmitForm", F="https://example.org"))), SCRIPT),
        (pdf_page(Annots=link(pikepdf.Dictionary(
            S=pikepdf.Name("/GoTo"), F=pikepdf.Dictionary(FS=pikepdf.Name.URL)))), ELSEWHERE_PDF),
        (pdf_fed_from_outside(), ELSEWHERE_PDF),
        (pdf_carrying(), CARRIES),
        (locked_pdf(), "is protected by a password. Save a copy without one and send that."),
        (b"%PDF-1.7\nbroken", DAMAGED_PDF),
        (pdf()[:300], DAMAGED_PDF),
        (b"PK\x03\x04broken", DAMAGED),
        (package(word__vbaProject_dot_bin=b"x"), MACROS),
        (package(**{"[Content_Types]_dot_xml":
            b'<Types><Override ContentType="x.macroEnabled.main+xml"/></Types>'}), MACROS),
        (package(word__embeddings__oleObject1_dot_bin=b"x"), PROGRAM),
        (package(**{SETTINGS: relation("attachedTemplate", "https://example.org/t.dotm")}),
         ELSEWHERE),
        (package(word__document_dot_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), ENTITIES),
        (package(word__document_dot_xml=
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")), ENTITIES),
        (package(word__document_dot_xml=b"<w:a xmlns:w='u'><w:instrText>DDE</w:instrText>"
                 b"<w:instrText>AUTO c</w:instrText></w:a>"), ELSEWHERE),
        (swollen, SWOLLEN),
        (in_3001_parts, SWOLLEN),
        (packed({"xl/workbook.xml": b"<a/>", "xl/externalLinks/externalLink1.xml": b"<a/>"}),
         ELSEWHERE),
        (package(word__embeddings__book_dot_xlsx=package(word__vbaProject_dot_bin=b"x")), MACROS),
        (open_text(Basic__Standard__Module1_dot_xml=b"<a/>"), MACROS),
        (open_text(content_dot_xml=b"<a xmlns:x='l' x:href='vnd.sun.star.script:run'/>"), MACROS),
        (open_text(content_dot_xml=b"<d:image xmlns:d='d' xmlns:x='l' x:href='https://example.org/a'/>"),
         ELSEWHERE),
        (packed({"notes.txt": b"x"}),
         "is an archive or a file of a kind that is not taken. Take the papers out of it and send "
         "them by themselves."),
    ],
)  # fmt: skip
def test_hostile_file_is_refused_in_one_sentence(data, said):
    with pytest.raises(Refusal) as refusal:
        accept("paper.docx", data() if callable(data) else data)

    assert str(refusal.value) == f"“paper.docx” {said}"


def test_largest_file_is_taken():
    assert len(accept("notes.txt", b"x" * MOST_BYTES).data) == MOST_BYTES


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202egnp.exe", "abgnp.exe"),
        ("...", "evidence"),
        ("", "evidence"),
        ("x" * 400 + ".pdf", "x" * 109 + ".pdf"),
        ('minutes "final"?.pdf', "minutes -final--.pdf"),
    ],
)
def test_name_has_no_path_no_marks_and_an_end(sent, clean):
    assert clean_name(sent) == clean
