"""Slides as a presentation file: native tables and charts, words that a screen reader reads in
their order, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.table import Table, _Cell
from pptx.text.text import _Paragraph
from pptx.util import Mm, Pt

from charts.picture import across
from documents import phrases
from documents.files.made import Made
from documents.files.printable import printable
from documents.files.word import ZIP_TIME
from documents.papers.glance import WIDTH, Mark, Strip
from documents.schema.content import LogoRecord, SnapshotContent
from documents.statuses import Palette
from handouts import slides as papers
from handouts.slide_charts import Box, add_figure, add_trend, describe, rgb
from handouts.slides import Said, Slide, Slides, SlideTable

WIDE, HIGH = 338.67, 190.5  # millimetres
LEFT, ACROSS = 16.0, 306.0
TOP, FOOT = 42.0, 178.0
INK, SOFT, RULE, PLAIN, DARK = "#1a2329", "#46535b", "#c9d1d6", "#ffffff", "#17324a"
FONT: Final = "Calibri"
TITLE_ONLY = 5  # the layout's place in the template that the library brings
CREATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def pptx(content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """Slides of a report. The same bytes every time; they name the snapshot that they are of."""
    told = papers.slides(printable(content), sha256)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDE), Mm(HIGH)
    _properties(deck, told.paper.content)
    _layout(deck)
    for number, slide in enumerate(told.slides, start=1):
        _add(deck, slide, told, number)
    if "logo" in told.paper.content:
        _logo(deck.slides[0], told.paper.content["logo"], logo)
    return Made(_bytes(deck, told.paper.content), len(told.slides))


def _properties(deck: Deck, content: SnapshotContent) -> None:
    said = deck.core_properties
    said.title = f"{content['plan']['title']}, {content['period_name']}: slides"
    said.author = said.last_modified_by = content["committee"]
    said.created = said.modified = datetime.fromisoformat(content["frozen_at"]).replace(tzinfo=None)
    said.language, said.keywords, said.subject = "en-GB", content["marking"], ""


def _layout(deck: Deck) -> None:
    """One layout, with a title and nothing else: a place that stays empty would be read out."""
    layouts = deck.slide_layouts
    kept = layouts[TITLE_ONLY]
    for layout in list(layouts):
        if layout is not kept:
            layouts.remove(layout)
    for page in (kept, deck.slide_master):
        for shape in list(page.placeholders):
            if shape.placeholder_format.idx:
                shape._element.getparent().remove(shape._element)
            else:
                shape.left, shape.top = Mm(LEFT), Mm(13)
                shape.width, shape.height = Mm(ACROSS), Mm(26)


def _add(deck: Deck, slide: Slide, told: Slides, number: int) -> None:
    """The title first, for that is what is read first; then what shows it, then the foot."""
    page = deck.slides.add_slide(deck.slide_layouts[0])
    on_dark = slide.kind == papers.COVER
    if on_dark:
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = rgb(DARK)
    _title(page, slide)
    KINDS[slide.kind](page, slide, told.paper.palette)
    _foot(page, told, number, colour=PLAIN if on_dark else INK)
    notes = page.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(_notes(slide, told))


def _title(page: Page, slide: Slide) -> None:
    shape = page.shapes.title
    if shape is None:
        raise ValueError("The layout has a title")
    cover = slide.kind == papers.COVER
    if cover:
        shape.left, shape.top, shape.width, shape.height = _box(LEFT, 48, ACROSS, 44)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    size = 40 if cover else 28 if len(slide.title) < 75 else 22 if len(slide.title) < 150 else 17
    write(frame.paragraphs[0], slide.title, size, bold=True, colour=PLAIN if cover else INK)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    describe(shape, "Title", "")


def _foot(page: Page, told: Slides, number: int, *, colour: str) -> None:
    content = told.paper.content
    marking = [content["marking"]]
    _text(page, "Marking at the head", (LEFT, 4, ACROSS, 8), marking, 12, bold=True,
          colour=colour, align=PP_ALIGN.RIGHT)  # fmt: skip
    told_by = (
        f"{content['area']} · Position at {phrases.day(content['as_of'])} · version "
        f"{content['version']} · {told.paper.sha256[:12]} · slide {number} of {len(told.slides)}"
    )
    _text(page, "Foot", (LEFT, FOOT, 236, 8), [told_by], 12, colour=colour)
    _text(page, "Marking at the foot", (LEFT + 236, FOOT, ACROSS - 236, 8), marking, 12,
          bold=True, colour=colour, align=PP_ALIGN.RIGHT)  # fmt: skip


def _notes(slide: Slide, told: Slides) -> Iterator[str]:
    content = told.paper.content
    yield (
        f"Source: {slide.source}. Made from the snapshot frozen on "
        f"{phrases.moment(content['frozen_at'])} and nothing else; its SHA-256 is "
        f"{told.paper.sha256}."
    )
    if told.paper.todays_form:
        yield "It was frozen by an earlier version of the program and is shown in today’s form."
    if slide.in_full:
        yield "In full:"
    yield from slide.in_full


# -- What stands on a slide -----------------------------------------------------------------------


def _cover(page: Page, slide: Slide, colours: Palette) -> None:
    _text(page, "Of what these slides are", (LEFT, 98, ACROSS, 60), slide.lines, 20,
          colour=PLAIN)  # fmt: skip


def _logo(page: Page, record: LogoRecord, image: bytes) -> None:
    """On the dark ground of the cover, with an edge as white as the paper that it is made for."""
    wide = across(record["width"], record["height"])
    shown = page.shapes.add_picture(BytesIO(image), Mm(LEFT + 2), Mm(18), Mm(wide))
    shown.line.color.rgb, shown.line.width = rgb(PLAIN), Mm(4)
    describe(shown, "Logo", record["alt"])


def _numbers(page: Page, slide: Slide, colours: Palette) -> None:
    """Four numbers side by side, each with what it is of."""
    step = ACROSS / len(slide.numbers)
    for place, row in enumerate(slide.numbers):
        at = _box(LEFT + place * step, TOP, step - 6, 100)
        box = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *at)
        box.fill.solid()
        box.fill.fore_color.rgb, box.line.color.rgb = rgb("#f4f6f7"), rgb(RULE)
        box.shadow.inherit = False
        frame = box.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        write(frame.paragraphs[0], row.name, 18, bold=True)
        write(frame.add_paragraph(), f"{row.number}", 60, bold=True)
        write(frame.add_paragraph(), row.of, 20)
        write(frame.add_paragraph(), row.meaning, 16)
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
        describe(box, row.name, f"{row.name}: {row.number} {row.of}. {row.meaning}")
    _text(page, "What changed", (LEFT, TOP + 106, ACROSS, 26), slide.lines, 18)


def _cells(page: Page, slide: Slide, colours: Palette) -> None:
    many = max(len(slide.strips), 1)
    room = (FOOT - 20 - TOP) / many - 4
    top = TOP - 6
    for place, strip in enumerate(slide.strips, start=1):
        rows = 3 + strip.compared + strip.late
        high = min(room / rows, 11.0)
        _strip(page, strip, place, (top, high), colours)
        top += high * rows + 5
    _text(page, "Key", (LEFT, FOOT - 19, ACROSS, 18), slide.lines, 12)


def _strip(page: Page, strip: Strip, place: int, at: tuple[float, float], colours: Palette) -> None:
    """A table: parts of the plan, numbers, how each stands, how it stood, days past its date."""
    top, high = at
    rows, many = 3 + strip.compared + strip.late, len(strip.cells)
    wide, size = strip.width * ACROSS / WIDTH, 16 if high > 9 else 13
    frame = page.shapes.add_table(rows, many, *_box(LEFT, top, wide * many, high * rows))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column in range(many):
        table.columns[column].width = Mm(wide)
    for row in table.rows:
        row.height = Mm(high)
    _spans(table, strip)
    for column, cell in enumerate(strip.cells):
        fill(table.cell(1, column), cell.reference, size - 2, bold=True, middle=True)
        _mark(table.cell(2, column), cell.now, colours, size)
        if strip.compared:
            _mark(table.cell(3, column), cell.then, colours, size - 2, before=True)
        if strip.late:
            fill(table.cell(rows - 1, column), cell.late, size - 3, middle=True)
    said = [
        f"{cell.reference} {cell.now.words}" + (f", {cell.late} days past" if cell.late else "")
        for cell in strip.cells
    ]
    describe(frame, f"Actions, line {place}", f"How each action stands: {'; '.join(said)}.")


def _spans(table: Table, strip: Strip) -> None:
    """The parts of the plan, each over its own actions."""
    at = 0
    for name, count in strip.spans:
        if count > 1:
            table.cell(0, at).merge(table.cell(0, at + count - 1))
        fill(table.cell(0, at), name, 11, bold=True, ground="#e3e8eb")
        at += count


def _mark(
    cell: _Cell, mark: Mark | None, colours: Palette, size: int, *, before: bool = False
) -> None:
    """Letter and symbol; the status of now on its colour, that of before in its ink alone."""
    if mark is None or not mark.canonical:
        fill(cell, mark.letter if mark else phrases.NONE, size, middle=True)
        return
    shades = colours.tag(mark.canonical).shades
    words = f"{mark.letter} {mark.symbol}"
    if before:
        fill(cell, words, size, colour=shades.ink, middle=True)
    else:
        fill(cell, words, size, bold=True, colour=shades.ink, ground=shades.tint, middle=True)


def _trend(page: Page, slide: Slide, colours: Palette) -> None:
    if slide.glance is None:
        raise ValueError("A trend is of a glance")
    add_trend(page, slide.glance, _box(LEFT, TOP, ACROSS, 118))
    _text(page, "How it is read", (LEFT, FOOT - 14, ACROSS, 10), slide.lines, 14)


def _table(page: Page, slide: Slide, colours: Palette) -> None:
    if slide.table is not None:
        add_table(page, slide.table, slide.title, (LEFT, TOP, ACROSS))
    _text(page, "Below the table", (LEFT, FOOT - 14, ACROSS, 12), slide.lines, 12, colour=SOFT)


def _figure(page: Page, slide: Slide, colours: Palette) -> None:
    if slide.figure is None:
        raise ValueError("A figure's slide has its figure")
    figure = slide.figure
    _text(page, "What is measured", (LEFT, TOP, ACROSS, 14), slide.lines, 15)
    drawn = add_figure(page, figure, _box(LEFT, TOP + 15, ACROSS, 88))
    if not drawn:
        heads, step = figure.table.heads, 70 // max(len(figure.table.heads) - 1, 1)
        rows = [[Said(row.label), *(Said(one.text) for one in row.cells)]
                for row in figure.table.rows[:10]]  # fmt: skip
        table = SlideTable(heads, (30, *[step] * (len(heads) - 1)), rows)
        add_table(page, table, figure.message, (LEFT, TOP + 15, ACROSS))
    words = [line for line in (figure.sentence, *figure.all_notes) if line]
    size = 14 if sum(map(len, words)) < 420 else 11
    _text(page, "What the figure says", (LEFT, FOOT - 32, ACROSS, 30), words, size)


def _list(page: Page, slide: Slide, colours: Palette) -> None:
    size = 22 if sum(map(len, slide.lines)) < 600 else 16
    _text(page, "List", (LEFT, TOP, ACROSS, FOOT - TOP - 4), slide.lines, size, apart=8)


KINDS: Final[Mapping[str, Callable[[Page, Slide, Palette], None]]] = {
    papers.COVER: _cover,
    papers.NUMBERS: _numbers,
    papers.CELLS: _cells,
    papers.TREND: _trend,
    papers.TABLE: _table,
    papers.FIGURE: _figure,
    papers.LIST: _list,
}


# -- Shapes with words ----------------------------------------------------------------------------


def add_table(page: Page, table: SlideTable, title: str, at: tuple[float, float, float]) -> None:
    left, top, across = at
    rows, columns = len(table.rows) + 1, len(table.heads)
    frame = page.shapes.add_table(rows, columns, *_box(left, top, across, 10.5 * rows))
    drawn = frame.table
    drawn.first_row, drawn.horz_banding = True, False
    for place, width in enumerate(table.widths):
        drawn.columns[place].width = Mm(across * width / sum(table.widths))
    for place, head in enumerate(table.heads):
        fill(drawn.cell(0, place), head, 14, bold=True, ground="#e3e8eb")
    for at_row, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            ground = PLAIN if at_row % 2 else "#f4f6f7"
            _said(drawn.cell(at_row, place), cell, ground, roomy=rows < 5 and columns < 4)
    named = "; ".join(table.heads)
    describe(frame, "Table", f"{title}. A table with the columns {named}.")


def _said(cell: _Cell, said: Said, ground: str, *, roomy: bool) -> None:
    size = 17 if roomy else 15 if len(said.text) < 130 else 13
    if said.tag is None:
        # in a column too narrow for a date it breaks between two words, not within the year
        fill(cell, said.text.replace(phrases.NBSP, " "), size, ground=ground)
    else:
        shades = said.tag.shades
        fill(cell, said.text, size, bold=True, colour=shades.ink, ground=shades.tint)


def fill(
    cell: _Cell, words: str, size: int, *, bold: bool = False, colour: str = INK,
    ground: str = PLAIN, middle: bool = False,
) -> None:  # fmt: skip
    """Words in a cell of a table, on a ground of their own."""
    cell.margin_left = cell.margin_right = Mm(0.8 if middle else 1.8)
    cell.margin_top = cell.margin_bottom = Mm(0.6)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    paragraph = cell.text_frame.paragraphs[0]
    write(paragraph, words, size, bold=bold, colour=colour)
    if middle:
        paragraph.alignment = PP_ALIGN.CENTER


def _text(
    page: Page, name: str, at: tuple[float, float, float, float], lines: Sequence[str], size: int,
    *, bold: bool = False, colour: str = INK, align: PP_ALIGN = PP_ALIGN.LEFT, apart: int = 2,
) -> None:  # fmt: skip
    """A box of lines; none where there is nothing to say."""
    if not lines:
        return
    box = page.shapes.add_textbox(*_box(*at))
    frame = box.text_frame
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
        write(paragraph, line, size, bold=bold, colour=colour)
        paragraph.space_after, paragraph.alignment = Pt(apart), align
    describe(box, name, " ".join(lines))


def write(
    paragraph: _Paragraph, words: str, size: int, *, bold: bool = False, colour: str = INK
) -> None:
    run = paragraph.add_run()
    run.text = words
    font = run.font
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb, font.language_id = rgb(colour), MSO_LANGUAGE_ID.ENGLISH_UK


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Mm(left), Mm(top), Mm(width), Mm(height)


# -- The same bytes every time --------------------------------------------------------------------


def _bytes(deck: Deck, content: SnapshotContent) -> bytes:
    raw = BytesIO()
    deck.save(raw)
    return _fixed(raw.getvalue(), content["frozen_at"][:19].encode() + b"Z")


def _fixed(data: bytes, frozen: bytes) -> bytes:
    """A zip whose parts bear one time; workbooks inside it, which hold a chart's numbers, too."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part, info = old.read(name), ZipInfo(name, ZIP_TIME)
            if name.endswith(".xlsx"):
                part = _fixed(part, frozen)
            elif name == "docProps/core.xml":
                part = CREATED.sub(rb"\g<1>" + frozen, part)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return target.getvalue()
