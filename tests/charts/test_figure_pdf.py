"""A page of every chart as PDF, in the eyes of the PDF/UA-1 engine where it is."""

import subprocess

import pikepdf
from django.template.loader import render_to_string

from documents.files import pdf
from tests.charts import samples
from tests.reporting.test_pdfua import classes as classes


def page() -> str:
    body = "".join(
        render_to_string("charts/figure.html", {"figure": figure, "level": "h2"})
        for figure in samples.figures()
    )
    return (
        '<html lang="en-GB"><head><title>Figures</title></head>'
        f"<body><h1>Figures</h1>{body}</body></html>"
    )


def test_a_page_of_all_charts_is_valid(classes, tmp_path):
    target = tmp_path / "figures.pdf"
    target.write_bytes(pdf.pdf_of(page(), identifier="figures").data)
    done = subprocess.run(
        ["java", "-cp", classes, "Check", str(target)], capture_output=True, text=True
    )

    assert (done.stdout, done.returncode) == (f"{target}: valid\n", 0)


def test_pictures_are_heard_as_their_words(tmp_path):
    target = tmp_path / "figures.pdf"
    target.write_bytes(pdf.pdf_of(page(), identifier="figures").data)
    with pikepdf.open(target) as document:
        said = {
            str(item["/Alt"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        }

    assert said == {figure.alternative for figure in samples.figures()}
