"""The parts of a Word document as trees, without entities, and short ways through them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from guard.refusals import Refusal

__all__ = ["Element", "local", "of_name", "part", "value", "within"]


def part(package: ZipFile, name: str) -> Element | None:
    """The root of a part; None when the package has none of that name."""
    if name not in package.namelist():
        return None
    try:
        root: Element = fromstring(package.read(name))
    except (ParseError, DefusedXmlException) as error:
        raise Refusal("The file is damaged: it could not be opened.") from error
    return root


def local(element: Element) -> str:
    """ "tbl" of "{…}tbl"."""
    return str(element.tag).rpartition("}")[2]


def of_name(element: Element | None, name: str) -> Iterator[Element]:
    """The children of this name, whatever their namespace."""
    if element is not None:
        yield from (child for child in element if local(child) == name)


def within(element: Element | None, name: str) -> Element | None:
    return next(of_name(element, name), None)


def value(element: Element | None, name: str = "val") -> str:
    """The attribute of this name; "" when there is none."""
    if element is None:
        return ""
    return next((words for key, words in element.items() if key.rpartition("}")[2] == name), "")
