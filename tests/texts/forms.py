"""Forms, and three ways to fill one in: as it stands, with nothing, with an answer everywhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

PAST: Final = re.compile(r"given_on|as_at|stated_on|starts")
FAR: Final = re.compile(r"until|closes|end|due|opens")
BOXES: Final = ("checkbox", "radio")
SHEET: Final = (
    ("Outcome", "Action", "Strategic Lead", "Target timescale", "RAG"),
    ("1: Children are heard", "1.1: Ask every child", "Lead Nurse", "31 July 2027", "Green"),
    ("1: Children are heard", "1.2: Write it down", "Advocacy Manager", "Quarterly", "Amber"),
    ("2: Staff are ready", "2.1: Train new starters", "Lead Nurse and others", "Soon", ""),
)
Values = dict[str, list[Any]]


@dataclass
class Field:
    """One control of a form; `options` are the values of a select, `chosen` that of a box."""

    name: str
    kind: str
    value: str = ""
    chosen: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as it came: where it goes, whether it writes, and its controls in order."""

    action: str
    post: bool
    fields: list[Field] = field(default_factory=list)

    @property
    def buttons(self) -> list[str]:
        """The names of the buttons that send it, each once; "" for those without."""
        return list(dict.fromkeys(one.name for one in self.fields if one.kind == "submit")) or [""]

    @property
    def names(self) -> tuple[str, ...]:
        """What it asks people for, whichever rows it asks about."""
        return tuple(sorted({re.sub(r"\d+", "#", one.name) for one in self.seen}))

    @property
    def seen(self) -> list[Field]:
        """The controls that people see."""
        return [one for one in self.fields if one.kind != "hidden"]


Choice = Callable[[Field, int], list[Any]]


def values(form: Form, choose: Choice, button: str = "") -> Values:
    """What the form sends when it is filled in by `choose` and sent by the button of that name."""
    sent: Values = {}
    places = {id(one): at for at, one in enumerate(form.seen)}
    for one in form.fields:
        if one.name and one is _counts(form, one, button):
            said = [one.value] if one.kind == "submit" else choose(one, places.get(id(one), 0))
            sent.setdefault(one.name, []).extend(said)
    return {name: said for name, said in sent.items() if said}


def _counts(form: Form, one: Field, button: str) -> Field | None:
    """`one`, unless another button is pressed or another radio button of its group is chosen."""
    group = [each for each in form.fields if (each.kind, each.name) == (one.kind, one.name)]
    if one.kind == "submit":
        return group[0] if one.name == button else None
    if one.kind == "radio":
        return next((each for each in group if each.chosen), group[0])
    return one


def as_it_stands(one: Field, at: int) -> list[Any]:
    if one.kind in BOXES:
        return [one.value] if one.chosen else []
    return [] if one.kind == "file" else [one.value]


def emptied(one: Field, at: int) -> list[Any]:
    if one.kind in (*BOXES, "file"):
        return []
    return [one.value if one.kind == "hidden" else ""]


def filled(one: Field, at: int) -> list[Any]:
    """What is there already, or else something that fits."""
    if one.kind == "file":
        return [SimpleUploadedFile("plan.xlsx", _workbook())]
    if one.value or one.kind in ("hidden", "radio"):
        return [one.value]
    fitting = {
        "email": "somebody.new@elsewhere.example",
        "number": "1",
        "textarea": f"Words for {one.name}.",
        "select": next(filter(None, one.options), ""),
        "checkbox": "on",
        "password": "a long walk by the river",
    }
    return [fitting[one.kind] if one.kind in fitting else _line(one.name, at)]


def _line(name: str, at: int) -> str:
    """A line of text: an address, or a day, which stands for a title as well; later lines have
    later days, an end is far off, and what has happened already was today."""
    if name.endswith("link"):
        return "https://papers.elsewhere.example/minutes"
    far = 0 if PAST.search(name) else 100 + at if FAR.search(name) else at
    return f"{timezone.localdate() + dt.timedelta(days=far):%-d %B %Y}"


def _workbook() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in SHEET:
        book.active.append(row)
    book.save(out)
    return out.getvalue()
