"""Mends the structure tree that WeasyPrint writes for long tables, before the file is saved.

WeasyPrint cuts a table at every page end into a new table and tags the repeated header row as a
real one (its issue 2903), so a person listening to the document hears five tables for one. The
boxes of the laid-out pages still know which HTML element they came from, so the fragments can be
joined without guessing. Nothing here depends on time, so the bytes stay the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

Struct = pydyf.Dictionary  # one structure element


@dataclass
class Row:
    """One printed row: its HTML element and group, its structure element, its cells in order."""

    element: Element | None
    group: Element | None
    struct: Struct
    cells: list[Struct]
    header: bool


@dataclass
class Table:
    """One HTML table and every fragment of it, page by page."""

    fragments: list[list[Row]] = field(default_factory=list)


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Join the fragments of every table; mark what repeats on each page as artifacts.

    To be given to ``write_pdf(finisher=…)``. Changes ``pdf`` in place.
    """
    tree = Tree(pdf)
    for table in _tables(document, tree):
        _join(table, tree)
    _drop_unreachable(tree, pdf)


class Tree:
    """The structure elements of a file by reference."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.objects = pdf.objects
        self.root = self.get(pdf.catalog["StructTreeRoot"])

    def get(self, reference: bytes) -> Struct:
        struct = self.objects[_number(reference)]
        assert isinstance(struct, pydyf.Dictionary)
        return struct

    def stream(self, reference: bytes) -> list[bytes | str | pydyf.Dictionary]:
        """What is drawn on a page, as it will be written."""
        contents = self.objects[_number(reference)]
        assert isinstance(contents, pydyf.Stream)
        return contents.stream

    def parent(self, struct: Struct) -> Struct:
        return self.get(struct["P"])

    def children(self, struct: Struct) -> list[Struct]:
        return [self.get(kid) for kid in struct.get("K", []) if isinstance(kid, bytes)]

    def move(self, kids: Iterable[pydyf.Kid], target: Struct) -> None:
        """Hang references under another element."""
        for kid in kids:
            if isinstance(kid, bytes) and "S" in self.get(kid):
                self.get(kid)["P"] = target.reference
        target["K"].extend(kids)

    def detach(self, struct: Struct) -> None:
        """Take an element out of its parent, and the parent too when it is left empty."""
        parent = self.parent(struct)
        if struct.reference not in parent["K"]:
            return
        parent["K"].remove(struct.reference)
        if not parent["K"] and "P" in parent and parent["S"] != "/Document":
            self.detach(parent)


def _tables(document: Document, tree: Tree) -> list[Table]:
    tables: dict[int, Table] = {}
    for page in document.pages:
        for box in _descendants(page._page_box):
            if isinstance(box, boxes.TableBox) and box.element is not None:
                rows = list(_rows(box, tree))
                if rows:
                    tables.setdefault(id(box.element), Table()).fragments.append(rows)
    return list(tables.values())


def _descendants(box: boxes.Box) -> Iterator[boxes.Box]:
    box = getattr(box, "_box", box)
    yield box
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from _descendants(child)


def _rows(table: boxes.TableBox, tree: Tree) -> Iterator[Row]:
    for group in table.children:
        for row in group.children:
            marks = [getattr(cell, "mark", None) for cell in row.children]
            cells = [mark for mark in marks if mark]
            if cells:
                yield Row(row.element, group.element, tree.parent(cells[0]), cells, group.is_header)


def _join(table: Table, tree: Tree) -> None:
    first, *later = table.fragments
    home = tree.parent(first[-1].struct)
    header_ids = [_id(cell) for row in first if row.header for cell in row.cells]
    last = first[-1]
    for rows in later:
        shell = _table_of(rows[0].struct, tree)
        repeats = [_id(cell) for row in rows if row.header for cell in row.cells]
        if repeats and not header_ids:
            _adopt_header(rows, _table_of(first[0].struct, tree), tree)
            header_ids = repeats
        renamed = dict(zip(repeats, header_ids, strict=False))
        for row in rows:
            if row.header:
                continue
            if row.element is last.element:
                renamed.update(_merge(last, row, tree))
                continue
            home = _rehang(row, last, home, tree)
            last = row
        _rename_headers(rows, renamed)
        tree.detach(shell)


def _adopt_header(rows: list[Row], table: Struct, tree: Tree) -> None:
    """Give the table a header that only its later fragments had room for."""
    group = tree.parent(rows[0].struct)
    tree.parent(group)["K"].remove(group.reference)
    group["P"] = table.reference
    table["K"].insert(0, group.reference)


def _rehang(row: Row, last: Row, home: Struct, tree: Tree) -> Struct:
    """Move a row of a later fragment under the first table; returns the group it now stands in."""
    group = tree.parent(row.struct)
    if group is home:
        return home
    if row.group is last.group:
        group["K"].remove(row.struct.reference)
        tree.move([row.struct.reference], home)
        return home
    tree.parent(group)["K"].remove(group.reference)
    tree.move([group.reference], tree.parent(home))
    return group


def _merge(first: Row, rest: Row, tree: Tree) -> dict[str, str]:
    """Join a row that was cut by the page end, cell by cell; returns the header ids that moved."""
    moved = {}
    for target, cell in zip(first.cells, rest.cells, strict=True):
        tree.move(list(cell["K"]), target)
        moved[_id(cell)] = _id(target)
    return moved


def _rename_headers(rows: list[Row], renamed: dict[str, str]) -> None:
    for row in rows:
        for cell in row.cells:
            for header in cell["A"].get("Headers", []):
                header.string = renamed.get(header.string, header.string)


def _table_of(struct: Struct, tree: Tree) -> Struct:
    while struct["S"] != "/Table":
        struct = tree.parent(struct)
    return struct


def _number(reference: bytes) -> int:
    """The number of the object that a reference ("12 0 R") points at."""
    return int(bytes(reference).split()[0])


def _id(cell: Struct) -> str:
    return cell["ID"].string if "ID" in cell else ""


def _drop_unreachable(tree: Tree, pdf: pydyf.PDF) -> None:
    """Turn marked content that no element of the tree owns into artifacts."""
    reachable = _reachable(tree)
    numbers = tree.get(tree.root["ParentTree"])["Nums"]
    pages = [tree.get(reference) for reference in pdf.page_references]
    dropped: set[int] = set()
    for index, page in enumerate(pages):
        owners = numbers[2 * index + 1]
        assert isinstance(owners, list)
        stray = {mcid for mcid, owner in enumerate(owners) if _number(owner) not in reachable}
        dropped |= {_number(owners[mcid]) for mcid in stray}
        for mcid in stray:
            owners[mcid] = b"null"
        _mark_artifacts(tree.stream(page["Contents"]), stray)
    _empty(tree, dropped, reachable)


def _reachable(tree: Tree) -> set[int]:
    seen: set[int] = set()
    waiting = tree.children(tree.root)
    while waiting:
        struct = waiting.pop()
        seen.add(struct.number)
        waiting.extend(child for child in tree.children(struct) if child.number not in seen)
    return seen


def _mark_artifacts(stream: list[bytes | str | pydyf.Dictionary], stray: set[int]) -> None:
    for position, item in enumerate(stream):
        marked = stream[position - 1] if item == b"BDC" else None
        if isinstance(marked, pydyf.Dictionary) and marked.get("MCID") in stray:
            stream[position - 2] = "/Artifact"
            stream[position - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _empty(tree: Tree, dropped: set[int], reachable: set[int]) -> None:
    """Empty the elements that no longer belong to the tree, so that no stray structure stays."""
    for number in dropped:
        struct = tree.get(b"%d" % number)
        while struct and struct.get("Type") == "/StructElem" and struct.number not in reachable:
            parent = tree.parent(struct)
            struct.clear()
            struct = parent
