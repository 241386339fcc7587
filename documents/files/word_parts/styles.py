"""The styles of a Word file: one scale of sizes, named so that a committee can change them."""

from __future__ import annotations

from typing import Final, NamedTuple

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

INK, SOFT, ACCENT, HAIRLINE = "14232C", "3C4A54", "12343F", "C9D2D6"
FONT: Final = "Calibri"


class Style(NamedTuple):
    """A paragraph style; sizes in half points, spaces in twentieths of a point."""

    key: str
    name: str
    size: int
    before: int
    after: int
    colour: str = INK
    bold: bool = False
    line: int = 0  # the height of a line, 0 where the program chooses
    level: int = -1  # of a heading
    extra: str = ""  # further properties of the paragraph
    based: str = "Normal"


KEEP = "<w:keepNext/><w:keepLines/>"
TOC = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>'
RULE = f'<w:pBdr><w:top w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
STYLES: Final = (
    Style("Title", "Title", 52, 0, 120, ACCENT, bold=True, extra=KEEP),
    Style("Heading1", "heading 1", 34, 400, 120, ACCENT, bold=True, level=0, extra=KEEP),
    Style("Heading2", "heading 2", 26, 280, 60, INK, bold=True, level=1, extra=KEEP),
    Style("Heading3", "heading 3", 21, 200, 40, INK, bold=True, level=2, extra=KEEP),
    Style("ContentsHeading", "Contents heading", 34, 400, 120, ACCENT, bold=True,
          extra=KEEP),
    Style("TOC1", "toc 1", 21, 0, 80, extra=TOC),
    Style("Lead", "Lead", 26, 0, 140),
    Style("Who", "Who", 21, 0, 60, ACCENT, bold=True, extra=RULE),
    Style("What", "What", 26, 0, 40),
    Style("Small", "Small", 18, 0, 80, SOFT),
    Style("Intro", "Small, kept with what follows", 18, 0, 80, SOFT, extra=KEEP, based="Small"),
    Style("Chart", "Chart", 21, 60, 60),
    Style("Caption", "caption", 17, 120, 60, SOFT, bold=True, extra=KEEP),
    Style("TableText", "Table text", 18, 20, 20),
    Style("TableSmall", "Table small", 16, 0, 20, SOFT, based="TableText"),
    Style("TableCell", "Table cell", 16, 0, 0, based="TableText"),
    Style("TableHead", "Table head", 16, 20, 20, SOFT, bold=True, extra="<w:keepNext/>"),
    Style("AfterTable", "After a table", 8, 0, 60, line=120),
    Style("Break", "End of a section", 2, 0, 0, line=20),
    Style("Header", "header", 15, 0, 0, SOFT),
    Style("Footer", "footer", 15, 0, 0, SOFT),
)  # fmt: skip
BORDER = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
TABLE = (
    "<w:style {ns} w:type='table' w:customStyle='1' w:styleId='PaperTable'>"
    "<w:name w:val='Paper table'/><w:basedOn w:val='TableNormal'/><w:tblPr><w:tblBorders>"
    "{bottom}{inside}</w:tblBorders><w:tblCellMar><w:left w:w='0' w:type='dxa'/>"
    "<w:right w:w='113' w:type='dxa'/></w:tblCellMar></w:tblPr></w:style>"
)


def set_styles(document: WordDocument) -> None:
    """Put the paper's styles in place of those of the library's template."""
    root = document.styles.element
    there = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
    for style in STYLES:
        if style.key in there:
            root.remove(there[style.key])
        root.append(parse_xml(_xml(style)))
    lines = {
        "bottom": BORDER.format(side="bottom", size=8, colour=ACCENT),
        "inside": BORDER.format(side="insideH", size=4, colour=HAIRLINE),
    }
    root.append(parse_xml(TABLE.format(ns=nsdecls("w"), **lines)))
    _normal(document)


def _xml(style: Style) -> str:
    own = "" if style.name[0].islower() or style.key == "Title" else ' w:customStyle="1"'
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    level = f'<w:outlineLvl w:val="{style.level}"/>' if style.level >= 0 else ""
    line = f' w:line="{style.line}" w:lineRule="exact"' if style.line else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{own} w:styleId="{style.key}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based}"/><w:qFormat/>'
        f'<w:pPr>{style.extra}<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>'
        f"{level}</w:pPr>"
        f'<w:rPr>{bold}<w:color w:val="{style.colour}"/>'
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _normal(document: WordDocument) -> None:
    """The body's letter, for every script, in British English."""
    style = document.styles["Normal"].element
    for old in style.findall(qn("w:rPr")) + style.findall(qn("w:pPr")):
        style.remove(old)
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="Arial"'
    style.append(
        parse_xml(
            f"<w:pPr {nsdecls('w')}><w:widowControl/>"
            '<w:spacing w:before="0" w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        )
    )
    style.append(
        parse_xml(
            f'<w:rPr {nsdecls("w")}><w:rFonts {fonts}/><w:color w:val="{INK}"/>'
            '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:bidi="ar-SA"/></w:rPr>'
        )
    )
