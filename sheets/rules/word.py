"""Word documents (.docx): the tables with the lines between them, as rows of one sheet.

Read as a reader would see it with all changes accepted: what is deleted, hidden or only a
placeholder is not there, and that there was such is said once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from zipfile import ZipFile

from documents.text import piece
from sheets.rules.cells import EMPTY, Cell, Row, Sheet
from sheets.rules.colours import colour_name
from sheets.rules.list_numbers import Numbering, read_numbering
from sheets.rules.tables import Laid, rows_of
from sheets.rules.xml import Element, local, of_name, part, value, within

_GONE = ("del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "pPr", "rPr")
_BLOCKS = ("p", "tbl", "sdt", "customXml", "ins", "moveTo")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOLS = {
    "F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0B7": "•",
    "F0A7": "▪", "F0E0": "→", "F0E8": "→", "F0E1": "↑", "F0E2": "↓", "F06C": "●", "F0DF": "←",
}  # fmt: skip
_NOTES = {
    "changes": "The document has tracked changes: it was read as if all of them were accepted.",
    "hidden": "The document has hidden text, which was left out.",
    "boxes": "The document has text boxes: their words were read where the boxes are anchored.",
}
_PICTURES = {"drawing": "picture", "pict": "picture", "object": "object"}


@dataclass
class _Reading:
    """What the words of the document refer to, and what is to be said of it once."""

    numbering: Numbering
    comments: dict[str, str]
    footnotes: dict[str, str]
    headings: frozenset[str] = frozenset()
    notes: set[str] = field(default_factory=set)
    boxes: list[str] = field(default_factory=list)


@dataclass
class _Words:
    """The words of a paragraph or cell, and what hangs on them."""

    parts: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    mark: str = ""
    struck: bool = False
    plain: bool = False


def read_word(data: bytes) -> tuple[Sheet, ...]:
    """The document as one sheet. A row's number counts its lines and the rows of its tables."""
    with ZipFile(BytesIO(data)) as package:
        document = part(package, "word/document.xml")
        styles = part(package, "word/styles.xml")
        by = _Reading(
            read_numbering(part(package, "word/numbering.xml"), styles),
            _remarks(part(package, "word/comments.xml"), "comment"),
            _remarks(part(package, "word/footnotes.xml"), "footnote")
            | _remarks(part(package, "word/endnotes.xml"), "endnote"),
            _heading_styles(styles),
        )
        body = within(document, "body")
        rows = [] if body is None else list(_rows(body, by))
        edges = list(_edges(package, by))
    numbered = tuple(replace(row, number=at) for at, row in enumerate(rows, start=1))
    width = max((row.typed[-1] + 1 for row in numbered), default=0)
    notes = tuple(text for key, text in _NOTES.items() if key in by.notes)
    sheet = Sheet(
        "The document",
        tuple(row for row in numbered if row or _is_key(row)),
        columns=width,
        notes=notes,
    )
    aside = Sheet("Headers and footers", tuple(edges), aside=_ASIDE, columns=1)
    return (sheet, aside) if edges else (sheet,)


_ASIDE = "What stands at the head or foot of every page is no part of the plan."


def _is_key(row: Row) -> bool:
    return any(cell.rgb for cell in row.cells)


def _edges(package: ZipFile, by: _Reading) -> Iterator[Row]:
    """The lines of headers and footers, each once."""
    names = sorted(
        name
        for name in package.namelist()
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    )
    seen: set[str] = set()
    for name in names:
        root = part(package, name)
        for row in _rows(root, by) if root is not None else ():
            words = " ".join(cell.words.strip() for cell in row.cells if cell)
            if words and words not in seen:
                seen.add(words)
                yield Row(len(seen), (Cell(words),))


def _remarks(root: Element | None, name: str) -> dict[str, str]:
    """The words of each comment or footnote by its id; those of Word itself have none."""
    held = {}
    for one in of_name(root, name):
        words = "\n".join(
            "".join(t.text or "" for t in p.iter() if local(t) == "t")
            for p in one.iter()
            if local(p) == "p"
        )
        if words.strip() and value(one, "type") in ("", "normal"):
            held[value(one, "id")] = piece(words).text.strip()
    return held


def _rows(parent: Element, by: _Reading, block: list[int] | None = None) -> Iterator[Row]:
    """Lines (block 0) and rows of tables (blocks from 1), in order."""
    block = block if block is not None else [0]
    for child in parent:
        name = local(child)
        if name == "p":
            yield from _line(child, by)
        elif name == "tbl":
            block[0] += 1
            yield from _table(child, by, block[0])
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _rows(child, by, block)
        elif name in ("del", "moveFrom"):
            by.notes.add("changes")


def _line(paragraph: Element, by: _Reading) -> Iterator[Row]:
    cell = _cell([paragraph], by)
    yield from _boxes(by)
    if cell:
        properties = within(paragraph, "pPr")
        style = value(within(properties, "pStyle"))
        outlined = within(properties, "outlineLvl") is not None
        yield Row(0, (cell,), block=0, head=outlined or style in by.headings)


def _heading_styles(styles: Element | None) -> frozenset[str]:
    """The styles of headings: by the level that they have in the outline, or by their name."""
    named = set()
    for style in of_name(styles, "style"):
        name = value(within(style, "name")).casefold()
        level = value(within(within(style, "pPr"), "outlineLvl"))
        if name.startswith("heading") or (level.isdigit() and int(level) < 9):
            named.add(value(style, "styleId"))
    return frozenset(named)


def _boxes(by: _Reading) -> Iterator[Row]:
    boxes, by.boxes = by.boxes, []
    for words in boxes:
        by.notes.add("boxes")
        yield Row(0, (Cell(words),), block=0)


def _table(table: Element, by: _Reading, block: int) -> Iterator[Row]:
    laid: list[list[Laid]] = []
    heads: list[bool] = []
    for row in _inside(table, "tr"):
        properties = within(row, "trPr")
        if within(properties, "del") is not None:
            by.notes.add("changes")
            continue
        if within(properties, "ins") is not None:
            by.notes.add("changes")
        before = value(within(properties, "gridBefore"))
        at = int(before) if before.isdigit() else 0
        cells = []
        for cell in _inside(row, "tc"):
            one = _laid(cell, by, at)
            cells.append(one)
            at += one.span
        laid.append(cells)
        heads.append(within(properties, "tblHeader") is not None)
    yield from _boxes(by)
    for row_cells, head in zip(rows_of(laid), heads, strict=True):
        yield Row(0, row_cells, block=block, head=head)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells, through content controls and inserted ones."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, name)


def _laid(cell: Element, by: _Reading, at: int) -> Laid:
    properties = within(cell, "tcPr")
    span = value(within(properties, "gridSpan"))
    merge = within(properties, "vMerge")
    gone = within(properties, "cellDel") is not None
    read = EMPTY if gone else _cell(list(cell), by)
    shade = _shade(properties)
    if shade:
        read = replace(read, fill=colour_name(shade), rgb=shade)
    continues = merge is not None and value(merge) in ("", "continue")
    spans = int(span) if span.isdigit() and 0 < int(span) <= 100 else 1
    return Laid(read, at, spans, continues)


def _shade(properties: Element | None) -> str:
    """The colour that stands behind a cell, where it may be a status."""
    fill = value(within(properties, "shd"), "fill").upper()
    known = len(fill) == 6 and all(letter in "0123456789ABCDEF" for letter in fill)
    return fill if known and colour_name(fill) else ""


def _cell(content: list[Element], by: _Reading) -> Cell:
    """The words of paragraphs, and of a table inside them, line by line."""
    words = _Words()
    lines = list(_lines(content, by, words))
    kept = piece("\n".join(lines).strip("\n"))
    notes = list(kept.notes)
    if words.plain:
        notes.append("The table inside this cell was kept as text.")
    highlight = {"yellow": "amber", "red": "red", "green": "green", "blue": "blue"}.get(words.mark)
    return Cell(
        kept.text,
        fill=highlight or "",
        struck=words.struck,
        taken_out=tuple(notes),
        note="\n".join(words.hangs),
    )


def _lines(content: list[Element], by: _Reading, words: _Words) -> Iterator[str]:
    for child in content:
        name = local(child)
        if name == "p":
            number = by.numbering.next(child)
            line = "".join(_runs(child, by, words))
            if line.strip() and number:
                line = f"{number} {line.lstrip()}"
            yield line
        elif name == "tbl":
            words.plain = True
            for row in _inside(child, "tr"):
                cells = (" ".join(_lines(list(cell), by, words)) for cell in _inside(row, "tc"))
                yield ": ".join(one.strip() for one in cells if one.strip())
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            if not _is_placeholder(child):
                yield from _lines(list(child), by, words)
        elif name in ("del", "moveFrom"):
            by.notes.add("changes")


def _is_placeholder(control: Element) -> bool:
    return within(within(control, "sdtPr"), "showingPlcHdr") is not None


def _runs(parent: Element, by: _Reading, words: _Words) -> Iterator[str]:
    """The words of a paragraph in order."""
    for child in parent:
        name = local(child)
        if name in _GONE:
            if name in ("del", "moveFrom"):
                by.notes.add("changes")
        elif name == "r":
            yield from _run(child, by, words)
        elif name == "sdt" and _is_placeholder(child):
            continue
        elif name == "commentRangeStart":
            said = by.comments.pop(value(child, "id"), "")
            words.hangs += [f"Comment: {said}"] if said else []
        else:
            if name in ("ins", "moveTo"):
                by.notes.add("changes")
            yield from _runs(child, by, words)


def _run(run: Element, by: _Reading, words: _Words) -> Iterator[str]:
    properties = within(run, "rPr")
    if _is_on(within(properties, "vanish")):
        by.notes.add("hidden")
        return
    raised = value(within(properties, "vertAlign")) == "superscript"
    words.mark = words.mark or value(within(properties, "highlight"))
    for child in run:
        text = _piece(child, by, words)
        words.struck = words.struck or bool(text.strip() and _is_on(within(properties, "strike")))
        yield text.translate(_RAISED) if raised else text


def _is_on(switch: Element | None) -> bool:
    return switch is not None and value(switch) not in ("0", "false", "off")


def _piece(child: Element, by: _Reading, words: _Words) -> str:
    name = local(child)
    if name == "t":
        return child.text or ""
    if name in ("tab", "br", "cr", "noBreakHyphen"):
        return {"tab": "\t", "noBreakHyphen": "\u2011"}.get(name, "\n")
    if name == "sym":
        return _SYMBOLS.get(value(child, "char").upper(), "□")
    if name in ("footnoteReference", "endnoteReference"):
        said = by.footnotes.get(value(child, "id"), "")
        words.hangs += [f"Footnote: {said}"] if said else []
    elif name == "commentReference":
        said = by.comments.pop(value(child, "id"), "")
        words.hangs += [f"Comment: {said}"] if said else []
    elif name in ("AlternateContent", "drawing", "pict", "object"):
        by.boxes += _text_boxes(child, by, words)
    return ""


def _text_boxes(drawing: Element, by: _Reading, words: _Words) -> list[str]:
    """The words of each text box under a drawing; the second copy, for old programs, is passed."""
    held: list[str] = []
    for child in drawing:
        if local(child) == "txbxContent":
            text = piece("\n".join(_lines(list(child), by, words))).text.strip()
            held += [text] if text else []
        elif local(child) != "Fallback":
            held += _text_boxes(child, by, words)
    return held
