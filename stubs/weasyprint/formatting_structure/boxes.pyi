from collections.abc import Sequence
from xml.etree.ElementTree import Element

import pydyf

class Box:
    element: Element | None

class ParentBox(Box):
    children: Sequence[Box]

class PageBox(ParentBox): ...
class MarginBox(ParentBox): ...
class LineBox(ParentBox): ...

class TableCellBox(ParentBox):
    mark: pydyf.Dictionary | None

class TableRowBox(ParentBox):
    children: Sequence[TableCellBox]

class TableRowGroupBox(ParentBox):
    children: Sequence[TableRowBox]
    is_header: bool

class TableBox(ParentBox):
    children: Sequence[TableRowGroupBox]
