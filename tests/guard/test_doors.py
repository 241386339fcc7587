"""Wherever text comes in by another way than a form, it meets the guard; the log says who."""

import io

import docx
import openpyxl
import pikepdf
import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.roles import Role
from actions.models import Evidence, UpdateDraft
from audit.models import GuardEntry
from guard.enums import Kind, Outcome, Verdict
from guard.notes import Noted, gathered, note
from guard.refusals import Refusal
from guard.rules.checks import modulus_11
from guard.rules.examination import refusals
from tests import factories as make
from tests.guard.identifiers import CHI, SPELLINGS, chis
from updates.rules.evidence.files import accept
from updates.rules.evidence.words import words


def word(text, *, where="body"):
    document, out = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph("The learning. ")
    if where == "body":
        for piece in (text[:4], text[4:7], text[7:]):
            paragraph.add_run(piece).bold = piece == text[4:7]
    elif where == "header":
        document.sections[0].header.paragraphs[0].text = text
    elif where == "cell":
        document.add_table(1, 2).cell(0, 1).text = text
    else:
        document.core_properties.comments = text
    document.save(out)
    return out.getvalue()


def workbook(text, *, where="cell"):
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet["A1"] = "Learning"
    if where == "cell":
        sheet["B2"] = text
    elif where == "number":
        sheet["B2"] = int(text)
    elif where == "hidden":
        hidden = book.create_sheet("Data")
        hidden.sheet_state, hidden["A1"] = "hidden", text
    else:
        sheet["A1"].comment = openpyxl.comments.Comment(text, "Somebody")
    book.save(out)
    return out.getvalue()


def pdf(stream, **page):
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.pages[0].Contents = made.make_stream(stream)
    for name, value in page.items():
        made.pages[0].obj[f"/{name}"] = value
    made.save(out)
    return out.getvalue()


def pdf_with_note(text):
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    about = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=text)
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(about)])
    made.save(out)
    return out.getvalue()


def pdf_with_table():
    """Codes 1 to 10 stand for the digits, as a font that was cut down has them."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    table = made.make_stream(b"1 beginbfrange <0001> <000A> <0030> endbfrange")
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, ToUnicode=table)
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    codes = "".join(f"{int(digit) + 1:04x}" for digit in CHI)
    made.pages[0].Contents = made.make_stream(f"BT /F1 9 Tf <{codes}> Tj ET".encode())
    made.save(out)
    return out.getvalue()


FILES = {
    "notes.txt": f"Seen {CHI} at home".encode(),
    "notes.csv": f"a,b\nx,{CHI}\n".encode(),
    "wide.txt": f"Seen {CHI}".encode("utf-16"),
    "word.docx": word(CHI),
    "header.docx": word(CHI, where="header"),
    "table.docx": word("010101 1237", where="cell"),
    "properties.docx": word(CHI, where="properties"),
    "book.xlsx": workbook(CHI),
    "number.xlsx": workbook("1101011238", where="number"),
    "hidden.xlsx": workbook(CHI, where="hidden"),
    "comment.xlsx": workbook(CHI, where="comment"),
    "page.pdf": pdf(f"BT /F1 9 Tf ({CHI}) Tj ET".encode()),
    "kerned.pdf": pdf(b"BT [(0101) -20 (01) 40 (1237)] TJ ET"),
    "lines.pdf": pdf(b"BT (010101) Tj 0 -12 Td (1237) Tj ET"),
    "letters.pdf": pdf(
        b"BT "
        + b" ".join(b"1 0 0 1 %d 0 Tm (%c) Tj" % (at, ord(one)) for at, one in enumerate(CHI))
        + b" ET"
    ),
    "note.pdf": pdf_with_note(f"CHI {CHI}"),
    "table.pdf": pdf_with_table(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_number_inside_a_file_is_refused(name):
    with pytest.raises(Refusal) as refusal:
        accept(name, FILES[name])

    assert str(refusal.value) == (
        f"“{name}” holds what looks like a CHI number. Nothing was saved. Write the learning, not "
        "the child."
    )


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_plain_files_are_read_as_texts_are(spelling):
    digits = next(chis(1, modulus_11))
    data = f"The review saw {SPELLINGS[spelling](digits)} there.".encode()

    assert [refusals(text).verdict for text in words(data, ".txt")] == [Verdict.REFUSE]


def test_the_name_of_a_file_is_not_repeated():
    with pytest.raises(Refusal) as refusal:
        accept(f"review {CHI}.txt", b"The learning")

    assert str(refusal.value) == (
        "The name of a file looks like a CHI number. Nothing was saved. Write the learning, not "
        "the child."
    )


def test_ordinary_files_are_taken():
    taken = [
        *(word("Learning: 74% of 433"), workbook("12/10/2026"), workbook("45291", where="number")),
        pdf(b"BT (31 March 2026, 10.30) Tj ET"),
    ]

    assert [accept("a", data).name for data in taken] == ["a.docx", "a.xlsx", "a.xlsx", "a.pdf"]


@pytest.fixture
def scene(db, client):
    area = make.AreaFactory()
    plan = make.PlanFactory(area=area)
    lead = make.UserFactory()
    action = make.ActionFactory(plan=plan)
    coordinator = make.RoleGrantFactory(area=area, role=Role.LEAD_OFFICER, user=lead).user
    client.force_login(coordinator)
    return action, coordinator


def logged():
    return list(GuardEntry.objects.values_list("by_id", "page", "place", "kind", "outcome"))


def test_a_draft_that_saves_itself(scene, client):
    action, user = scene
    said = client.post(
        reverse("action_draft", args=[action.pk]),
        {"what_happened": f"Seen {CHI}"},
        headers={"accept": "application/json"},
    )

    assert (said.status_code, UpdateDraft.objects.count()) == (409, 0)
    assert said.json()["refused"].startswith("This looks like a CHI number:")
    assert CHI not in said.content.decode()
    assert logged() == [(user.pk, "action_draft", "Update draft: fields", "chi", "refused")]


def test_a_draft_that_is_pressed_loses_nothing(scene, client):
    action, _ = scene
    page = client.post(
        reverse("action_update", args=[action.pk]),
        {"what_happened": f"Seen {CHI}", "reason": "Too few staff", "draft": "1"},
    )

    assert (page.status_code, UpdateDraft.objects.count()) == (200, 0)
    assert page.context["form"]["reason"].value() == "Too few staff"


def test_links_and_their_titles(scene, client):
    action, _ = scene
    for link, title in ((f"https://example.org/{CHI}", "Minutes"), ("https://example.org", CHI)):
        client.post(reverse("action_update", args=[action.pk]), {"link": link, "link_title": title})

    assert Evidence.objects.count() == 0
    assert {(place, kind) for _, _, place, kind, _ in logged()} >= {
        ("Evidence: link", "chi"),
        ("Evidence: link_title", "chi"),
    }


def test_a_session_keeps_no_such_text(scene, client):
    action, _ = scene
    address = reverse("action_update", args=[action.pk])
    signed = client.get(address).context["form"].initial["typed_by"]
    client.logout()
    client.post(address, {"typed_by": signed, "what_happened": f"Seen {CHI}", "reason": "Staff"})

    (page,) = client.session["typed_before_sign_in"].values()
    assert page["fields"] == {"reason": ["Staff"]}
    assert [entry[2:] for entry in logged()] == [
        ("Typed before signing in: what_happened", "chi", "refused")
    ]
    assert GuardEntry.objects.get().by_label == "Somebody who had not signed in"


def test_a_command(db):
    with gathered() as seen, pytest.raises(Exception, match="CHI number"):
        call_command("add_area", f"Area {CHI}")

    assert [one.kind for one in seen] == [Kind.CHI]


def test_what_is_seen_outside_is_not_gathered():
    noted = Noted("Heading: text", Kind.CHI, Outcome.REFUSED)
    note(noted)
    with gathered() as seen:
        note(noted)
        note(noted)

    assert seen == [noted]
