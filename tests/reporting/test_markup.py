"""What our templates write is read as the library would read it, word for word."""

import pytest
import weasyprint

from documents.files import pdf
from documents.files.layout import as_set
from documents.files.made import Made
from documents.files.tree import tree
from tests.reporting import samples, short_samples

WRITTEN = '<html lang="en-GB"><head></head><body>{}</body></html>'


def told(root):
    """Every element with what stands in it; spaces round a whole page are nothing."""
    body = root[1]
    for element in root.iter():
        at_edge = element in (root, *root, *body[-1:])
        about = {name: word for name, word in element.attrib.items() if "xmlns" not in name}
        tail = "" if at_edge and not (element.tail or "").strip() else element.tail
        text = "" if at_edge and not (element.text or "").strip() else element.text
        yield element.tag, about, text or "", tail or ""


def as_library(markup):
    return weasyprint.HTML(string=markup).etree_element


def alike(markup):
    root = tree(as_set(markup))
    return root is not None and list(told(root)) == list(told(as_library(as_set(markup))))


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
@pytest.mark.parametrize("actions", [0, 3, 60])
def test_reports(kind, actions):
    assert alike(pdf.html(samples.snapshot(actions, kind=kind), "0" * 64))


@pytest.fixture
def written(monkeypatch) -> list[str]:
    """The markup of every paper that is asked for; none is laid out."""
    kept: list[str] = []

    def fitted(markups, **_):
        kept.extend(markups)
        return Made(b"", 1)

    def typeset(markup, *_, **__):
        kept.append(markup)
        return Made(b"", 1)

    monkeypatch.setattr(pdf, "fitted", fitted)
    monkeypatch.setattr(pdf, "typeset", typeset)
    return kept


def test_short_papers(written):
    papers = short_samples.papers.__wrapped__()
    assert (len(written) >= len(papers), [text for text in written if not alike(text)]) == (
        True,
        [],
    )


@pytest.mark.parametrize(
    "words",
    [
        "a<br>b<br/>c<wbr>d",
        "&nbsp;&copy;&hellip;&amp;nbsp;&lt;br&gt;&#x27;&#10;",
        '<p class="&quot;a&gt;b&quot;">1 &amp;lt; 2</p>',
        '<table><colgroup><col style="width:3mm"><col></colgroup><tbody><tr><td> a\r\nb</td></tr>'
        "</tbody></table>",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1"/></svg>',
    ],
)
def test_what_html_writes_otherwise(words):
    assert alike(WRITTEN.format(words))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One",
        "<p>A part of a page</p>",
        "<html><body><p>No head</p></body></html>",
        WRITTEN.format("<p>one<p>two"),
        WRITTEN.format("&unknown;"),
        WRITTEN.format("\x0b"),
        '<!DOCTYPE html [<!ENTITY a "b">]>' + WRITTEN.format("&a;"),
    ],
)
def test_what_is_no_whole_page_is_left_to_the_library(markup):
    assert tree(markup) is None
