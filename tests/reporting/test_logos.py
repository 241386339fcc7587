"""The logo of a report: frozen with it, on its first page, the same whatever comes after."""

import io
import zipfile
from functools import cache
from hashlib import sha256

import pikepdf
import pytest
from django.urls import reverse
from pptx import Presentation
from weasyprint.urls import FatalURLFetchingError

from accounts.roles import Role
from committees.queries.logos import address_of, image_of
from committees.rules.logos import logo_in
from committees.services import set_logo, take_logo_away
from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from documents.papers.cover import front
from handouts.slides_file import pptx
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from reporting.tasks import MAKERS
from tests import factories as make
from tests.reporting import samples

LOGO = make.drawn_logo()
ALT = "Logo of Glenmarrow: the sun over a glen"
NAMED = {"sha256": sha256(LOGO).hexdigest(), "width": 240, "height": 96, "alt": ALT}


@cache
def with_logo(kind="quarterly"):
    return {**samples.snapshot(3, kind=kind), "logo": NAMED}


def figures(data):
    """The alternative words of each picture of a tagged PDF; whether it is on the first page."""
    tree = pikepdf.open(io.BytesIO(data))
    first = tree.pages[0].objgen
    return [(str(one.Alt), one.Pg.objgen == first) for one in tree.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]  # fmt: skip


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
def test_it_is_printed_in_the_pdf_and_said_to_who_listens(kind):
    data = pdf.pdf(with_logo(kind), "a" * 64, LOGO).data
    assert [one for one in figures(data) if one[0] == ALT] == [(ALT, True)]


def test_it_is_in_word_and_on_the_first_slide_with_its_words_and_in_its_shape():
    content = with_logo()
    document = word.docx(content, digest(content), LOGO).data
    parts = zipfile.ZipFile(io.BytesIO(document))
    assert LOGO in [parts.read(name) for name in parts.namelist() if "/media/" in name]
    assert f'descr="{ALT}"' in parts.read("word/document.xml").decode()

    shown = Presentation(io.BytesIO(pptx(content, digest(content), LOGO).data)).slides[0].shapes
    [picture] = [one for one in shown if one.shape_type == 13]
    assert (picture.image.blob, picture._element.nvPicPr.cNvPr.get("descr")) == (LOGO, ALT)
    assert round(picture.width / picture.height, 2) == round(240 / 96, 2)


def test_a_workbook_needs_none_and_a_paper_without_its_image_is_not_made():
    content = with_logo()
    bare = {name: value for name, value in content.items() if name != "logo"}
    assert spreadsheet.xlsx(content, "a" * 64, LOGO) == spreadsheet.xlsx(bare, "a" * 64)
    for image in (b"", make.drawn_logo("teal")):
        with pytest.raises(FatalURLFetchingError):
            pdf.pdf(content, digest(content), image)


def test_a_long_summary_gives_way_to_it_where_the_heading_needs_another_line():
    """As the heading of an edition does; a report's own stands beside the widest logo."""
    own = {**samples.snapshot(3), "decisions": []}
    content = {**own, "told_to": {}}
    fits = next(
        lines for lines in range(30, 0, -1) if front(content, "Word.\n" * lines).summary_here
    )
    assert front({**content, "logo": NAMED}, "Word.\n" * fits).summary_here is False
    assert front({**own, "logo": NAMED}, "Word.\n" * fits).summary_here is True


# -- Frozen ---------------------------------------------------------------------------------------


@pytest.fixture
def report(db):
    report = make.ReportFactory()
    make.LogoFactory(area=report.area, alt=ALT)
    return report


def frozen(report):
    return freeze_report(by=report.prepared_by, report=report)


def test_a_report_is_printed_alike_whatever_logo_comes_after(report):
    area = report.area
    content = content_of(frozen(report).snapshot)
    assert content["logo"] == NAMED

    def made():
        logo = image_of(content, area.pk)
        return [MAKERS[name](content, report.snapshot.sha256, logo).data for name in MAKERS]

    before = made()
    image = logo_in("", make.drawn_logo("teal"))
    row = set_logo(by=None, area=area, expected=area.logos.first().pk, alt="New", image=image)
    take_logo_away(by=None, area=area, logo=row)
    assert made() == before
    assert "logo" not in content_of(make.frozen_report(plan=report.plan, version=2).snapshot)


def test_a_logo_that_is_not_what_it_was_heads_nothing(report):
    content = {**content_of(frozen(report).snapshot), "logo": {**NAMED, "sha256": "0" * 64}}
    with pytest.raises(ValueError, match="is not as it was"):
        image_of(content, report.area_id)
    assert image_of({}, report.area_id) == b""


def test_the_page_of_a_report_shows_it_to_who_may_read_it(report, client):
    content = content_of(frozen(report).snapshot)
    client.force_login(make.person_with(Role.CHAIR, report.area))
    page = client.get(reverse("report_read", args=[report.pk])).text
    address = address_of(content, report.area)
    assert f'<img src="{address}" alt="{ALT}">' in page
    assert client.get(address).content == LOGO
